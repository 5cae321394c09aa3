"""What a person or an integrator tells, as facts: everything that is wrong with it is said at once, nothing is guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yimen.core.services.absent import NONE, UNKNOWN, Absent
from yimen.core.services.editions import Edition
from yimen.core.services.facts import PERSON, Facts, Source, ancestry
from yimen.core.services.language import Words
from yimen.core.services.reasons import CORE
from yimen.core.services.types import NotAValue

ABSENT: dict[str, Absent] = {"none": NONE, "unknown": UNKNOWN}
NO_SUCH_FACT = Words(zh=CORE["no_such_fact"].zh, en=CORE["no_such_fact"].en)


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that cannot be taken: for which fact, what was written, and what to write instead."""

    fact: str
    text: Any
    words: Words


def tell(
    edition: Edition,
    given: Mapping[str, Any],
    *,
    on: date,
    at: datetime,
    sources: Mapping[str, Source] | None = None,
    identified: bool | None = None,
    supplied: Iterable[str] = (),
    source: str = PERSON,
) -> tuple[Facts, list[Wrong]]:
    """The facts of an applicant who says `given` as JSON (`none` and `unknown` are words), and what is wrong with it.

    Against a register an answer becomes a Correction (`facts.corrections`), it never overwrites.
    """
    declared = edition.service.facts
    facts = Facts(declared, sources or {}, on, at, identified=identified, supplied=supplied)
    wrong = [Wrong(name, text, NO_SUCH_FACT) for name, text in given.items() if name not in declared]
    known = {name: text for name, text in given.items() if name in declared}
    for name in sorted(known, key=lambda name: len(ancestry(declared, name))):
        try:
            take(edition, facts, name, known[name], source)
        except NotAValue as no:
            wrong.append(Wrong(name, known[name], no.words))
    return facts, wrong


def take(edition: Edition, facts: Facts, name: str, text: Any, source: str) -> None:
    """One answer. Raises NotAValue."""
    declared = edition.service.facts[name]
    if isinstance(text, str) and text in ABSENT:
        if text == "none" and not declared.may_be_none:
            raise NotAValue(declared.type, text)
        facts.put(name, ABSENT[text], source)
        return
    typed = facts.read(name, text)
    if unlisted(edition, name, typed):
        raise NotAValue(declared.type, text)
    facts.answer(name, text, source)


def unlisted(edition: Edition, name: str, typed: Any) -> bool:
    """Is there a code that the list of options does not have?"""
    if not isinstance(edition.service.facts[name].choices, str):
        return False
    chosen = typed.values() if isinstance(typed, dict) else [typed]
    codes = {code for one in chosen for code in (one if isinstance(one, frozenset) else [one])}
    return not codes <= edition.choices(name).keys()
