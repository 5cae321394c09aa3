"""What the rules themselves have to say: the defects of one notice, all at once, and the standard reasons of a refusal.

A rule that reads a secret fact never gets into a letter by itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yimen.channels.hall.evidence import Evidence, open_rules, rules
from yimen.channels.hall.materials import material_name, standing
from yimen.core.exchange.lookups import is_register
from yimen.core.places.law_book import law_book
from yimen.core.services.facts import root
from yimen.core.services.reasons import reason
from yimen.web.language import today
from yimen.web.laws import cited
from yimen.web.words import choose, text


@dataclass(frozen=True)
class Found:
    """One thing to be put right: the material or fact, what it is called, and what the letter says unless the officer says it
    otherwise. `closed` says why nobody may ask the applicant for it: we can look it up ourselves."""

    about: str
    name: str
    text: str
    how: str = ""
    chosen: bool = True
    closed: str = ""


def found(of: Evidence) -> list[Found]:
    """Missing materials, then rules that do not hold or are not known; one a thing."""
    listed: dict[str, Found] = {}
    for one in (*lacking(of), *unmet(of)):
        listed.setdefault(one.about, one)
    return list(listed.values())


def lacking(of: Evidence) -> Iterable[Found]:
    for one in of.case.terms.materials:
        state = standing(of, one) if one.status == "asked" else ""
        if state in ("missing", "counter"):
            how = text("hall.how.upload" if "upload" in one.get else "hall.how.bring")
            name = material_name(of, one)
            yield Found(one.id, name, text("hall.bring", material=name), how, chosen=state == "missing")


def unmet(of: Evidence) -> Iterable[Found]:
    for step in open_rules(of):
        names = list(step["facts"])
        if not names or not step["why"] or of.edition is None or not of.edition.tainted.isdisjoint(names):
            continue
        told = reason(law_book(), step["why"])
        if told:
            ours = step["verdict"] in ("unknown", "to_check") and looked_up(of, names[0])
            closed = text("hall.ours") if ours else ""
            called = choose(of.edition.service.facts[names[0]].zh)
            yield Found(names[0], called, choose(told.__dict__), choose(vars(told.next)), not ours, closed)


def looked_up(of: Evidence, name: str) -> bool:
    """Is it told by a register, so that asking the applicant for it is not allowed?"""
    assert of.edition is not None
    facts = of.edition.service.facts
    return any(is_register(source) for source in facts[root(facts, name)].from_)


@dataclass(frozen=True)
class Standard:
    """A standard reason: its words, its article, and the ground of 许可法§32 to which it belongs – none where it refuses."""

    text: str
    law: str
    ground: str


def under(one: Standard, grounds: Mapping[str, Any]) -> str:
    """The article of a standard reason, after the ground to which it belongs."""
    ground = grounds.get(one.ground)
    return text("list.comma").join(part for part in (choose(ground) if ground else "", cited(one.law)) if part)


def met(of: Evidence) -> str:
    """What an examiner may find by one key, where it is so: every rule that was tried holds, and nothing is missing or to be looked at."""
    rules_ = rules(of)
    if not rules_ or {one["truth"] for one in rules_} != {"true"} or any(lacking(of)):
        return ""
    return text("hall.all_met", n=len(rules_))


def standard(of: Evidence, move: str) -> dict[str, Standard]:
    """By key: the reasons of every public row that refuses, those that do not hold here first. To what is not accepted belong only
    those with a ground of 许可法§32; whoever refuses does not say that nothing was needed."""
    if of.edition is None:
        return {}
    unmet_now = {step["why"] for step in open_rules(of)}
    rows = [one.row for one in of.edition.tables.get("may_apply", []) if one.row.then == "refuse" and one.row.why]
    day = of.case.case.received_on or today()
    public = [row for row in rows if row.holds(day) and of.edition.tainted.isdisjoint(row.when)]
    named = [(row.why, reason(law_book(), row.why or ""), row.law or "") for row in public]
    ranked = sorted(named, key=lambda one: one[0] not in unmet_now)
    return {
        str(key): Standard(choose({"zh": words.zh, "en": words.en}), law, words.ground or "")
        for key, words, law in ranked
        if words and bool(words.ground) == (move == "not_accept")
    }
