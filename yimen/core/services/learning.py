"""How an unknown fact is learnt: by its question, else by the material that proves it, else an officer decides."""

from yimen.core.services.facts import Silence, ancestry, root
from yimen.core.services.language import Material
from yimen.core.services.reasons import say
from yimen.core.services.types import asking, said_in_both
from yimen.core.services.walk import Ask, Json, Walk


def proof_of(walk: Walk, name: str) -> Material | None:
    """The material that tells an unknown fact or what it is derived from."""
    proofs = walk.edition.proofs
    return next((proofs[one] for one in ancestry(walk.edition.service.facts, name) if one in proofs), None)


def unread(walk: Walk, ask: Ask) -> bool:
    """Has the paper that tells it been handed in already, so that an officer must read it?"""
    proof = proof_of(walk, ask.fact)
    return proof is not None and proof.id in walk.facts.supplied


def asks(walk: Walk) -> list[Json]:
    """The next facts to learn from the person, each once, in the order in which the tables missed them."""
    found: list[Json] = []
    for ask in walk.asks:
        entry = how_to_learn(walk, ask)
        if entry and entry not in found:
            found.append(entry)
    return found


def how_to_learn(walk: Walk, ask: Ask) -> Json | None:
    """A question or a material as JSON; None where only an officer can find out."""
    edition, facts = walk.edition, walk.edition.service.facts
    name = root(facts, ask.fact)
    entry: Json = {"fact": name, "name": said_in_both(facts[name].zh), "item": ask.key}
    silence = walk.facts[name].silence
    if silence:
        entry["silence"] = silent(silence)
    if question := facts[name].ask:
        choices = edition.choices(name)
        return entry | {"how": "question", "question": said_in_both(question), **asking(facts[name], choices)}
    proof = proof_of(walk, ask.fact)
    if proof is None or unread(walk, ask):
        return None
    return entry | {"how": "material", "material": proof.id, "get": proof.get, "offers": offers(silence, proof.main)}


def offers(silence: Silence | None, main: bool) -> list[str]:
    """The choice the law gives while a register is silent: wait, bring the paper, or owe it where it is not a main one."""
    return [*(["wait"] if silence else []), "bring", *([] if main else ["owe"])]


def silent(silence: Silence) -> Json:
    return {"source": silence.source, "why": silence.why, "ticket": silence.ticket}


def to_check(walk: Walk) -> list[Json]:
    """What a register or device must still confirm: never a secret fact, which would tell that it is looked at."""
    declared = walk.edition.service.facts
    silenced = ((root(declared, ask.fact), ask.table, None) for ask in walk.asks if walk.facts[ask.fact].silence)
    found: dict[str, Json] = {}
    for name, table, why in (*walk.passed, *silenced):
        ladder = declared[root(declared, name)].from_
        awaited = walk.facts[name].silence or (ladder and not walk.facts.identified)
        if awaited and name not in walk.edition.tainted and name not in found:
            found[name] = unchecked(walk, name, table, why)
    return list(found.values())


def unchecked(walk: Walk, name: str, table: str, why: str | None) -> Json:
    facts = walk.edition.service.facts
    silence = walk.facts[name].silence
    told: Json = {"fact": name, "name": said_in_both(facts[name].zh), "from": facts[root(facts, name)].from_}
    return told | {"table": table, **say(walk.book, why), "silence": silence and silent(silence)}
