"""The personal checklist: what is asked, what a register spares the person, and what does not apply."""

from yimen.core.services.absent import UNKNOWN, Absent
from yimen.core.services.facts import AMENDED, PERSON, Fact, Facts, root
from yimen.core.services.items import NOBODY
from yimen.core.services.language import Material
from yimen.core.services.learning import silent
from yimen.core.services.walk import Json, Key, Walk


def materials(walk: Walk) -> list[Json]:
    """Every material that is asked, fetched or not needed; one whose condition is still unknown is left out."""
    dropped = walk.edition.dropped(walk.place)
    found: list[Json] = []
    for one in walk.edition.service.materials:
        if pack := dropped.get(one.id):
            found.append(told(one, "not_needed") | {"law": pack.law, "mark": pack.mark, "pack": pack.pack})
            continue
        needed = {key: row.then == "need" for key, row in (walk.rows(f"materials.{one.id}") or {}).items() if row}
        needed.pop(NOBODY, None)
        if any(needed.values()):
            found.append(in_need(walk, one, [key for key, need in needed.items() if need]))
        elif needed or walk.edition.item_of(f"materials.{one.id}"):
            found.append(told(one, "not_needed"))
    return found


def told(one: Material, status: str) -> Json:
    return {
        "id": one.id,
        "zh": one.zh.zh,
        "en": one.zh.en,
        "status": status,
        "source": None,
        "may_be_owed": not one.main,
        "get": one.get,
        "proves": one.proves,
        "law": one.law,
        "mark": one.mark,
        "pack": None,
        "supplied": False,
    }


def in_need(walk: Walk, one: Material, keys: list[Key]) -> Json:
    """Asked if it is asked for one item; where items differ, `items` says each."""
    states = {key: proved(walk, one, key) for key in keys}
    asked = [fact for fact in states.values() if not fetched(fact)]
    answer = told(one, "asked" if asked else "fetched")
    answer["supplied"] = one.id in walk.facts.supplied
    if not asked:
        answer["source"] = next(fact.source for fact in states.values() if fact)
    if silence := next((fact.silence for fact in asked if fact and fact.silence), None):
        answer["silence"] = silent(silence)
    if None not in states:
        answer["items"] = {key: item_state(fact) for key, fact in states.items()}
    return answer


def item_state(fact: Fact | None) -> Json:
    return (
        {"status": "fetched", "source": fact.source} if fact and fetched(fact) else {"status": "asked", "source": None}
    )


def fetched(fact: Fact | None) -> bool:
    """Has a register, certificate or device proved it? What a person said proves nothing."""
    return (
        fact is not None
        and not isinstance(fact.value, Absent)
        and fact.value is not False
        and fact.source not in (PERSON, AMENDED)
    )


def proved(walk: Walk, one: Material, key: Key) -> Fact | None:
    """The fact that the material proves, seen from the item; while nobody is identified its ladder is still to be climbed."""
    if one.proves is None:
        return None
    facts: Facts = walk.facts
    if key is not None and (item := walk.edition.item_of(f"materials.{one.id}")):
        facts = dict(walk.views(item) or []).get(key, walk.facts)
    fact = facts[one.proves]
    if fact.value is UNKNOWN and not facts.identified and facts.declared[root(facts.declared, one.proves)].from_:
        walk.passed.append((one.proves, f"materials.{one.id}", None))
    return fact
