"""The questions of a guide, answered in the address: whoever asks stays unknown, the page can be kept and passed on.

Nothing personal is asked here – no names, numbers, addresses or files – since addresses are written down on the way.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from yimen.channels.portal.verdict import brief
from yimen.core.places.law_book import law_book
from yimen.core.places.notices import working_days
from yimen.core.services.advice import advise
from yimen.core.services.editions import Edition
from yimen.core.services.facts import PERSON, Facts
from yimen.web.asking import (
    answered,
    ask_for,
    input_name,
    keys_of,
    questions_of,
    sent_for,
    value_of,
    with_item,
)
from yimen.web.forms import Answer, Question, Sent, read
from yimen.web.forms.regions import TableOn, levels
from yimen.web.language import today

Json = dict[str, Any]
IMPERSONAL = frozenset({"yes_no", "choice", "choices", "number", "money", "date", "region"})
MOST_ANSWERS = 12  # choices under which an answer is shown at once


@dataclass(frozen=True)
class Asking:
    """Where and when somebody asks about a service."""

    edition: Edition
    region: str
    on: date
    at: datetime
    channel: str = "portal"

    def advice(self, facts: Facts) -> Json:
        return advise(
            self.edition, facts, on=self.on, region=self.region, channel=self.channel, at=self.at, days=working_days(), book=law_book()
        )  # fmt: skip

    def nothing_known(self) -> Facts:
        """The facts of somebody of whom nothing is known; lists of persons are taken as empty until one applies."""
        facts = Facts(self.edition.service.facts, {}, self.on, self.at, identified=False)
        for name, declared in self.edition.service.facts.items():
            if declared.type == "records" and declared.ask:
                facts.put(name, [], PERSON)
        return facts


@dataclass
class Guided:
    """What was answered so far and what follows from it."""

    asking: Asking
    facts: Facts
    advice: Json
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def any_answer(self) -> bool:
        return bool(self.answers)


def guided(asking: Asking, sent: Sent) -> Guided:
    """Take the answers of the address: first what is asked once, then what is asked for each item."""
    facts = asking.nothing_known()
    found = Guided(asking, facts, asking.advice(facts))
    for by_item in (False, True):
        for name, item, ask in impersonal(found):
            if bool(item) == by_item and sent_for(ask, sent):
                take(found, name, item, ask, sent)
        found.advice = asking.advice(facts)
    return found


def take(found: Guided, name: str, item: str, ask: Question, sent: Sent) -> None:
    found.answers[ask.name] = answer = read(ask, sent, TableOn(today()))
    if answer.right:
        found.facts.answer(name, with_item(found.facts, name, item, answer.value))


def impersonal(found: Guided) -> Iterator[tuple[str, str, Question]]:
    """Every question that may be asked of a visitor, in the order of the file."""
    edition = found.asking.edition
    for name, declared in edition.service.facts.items():
        if declared.ask and declared.type in IMPERSONAL:
            for item in keys_of(edition, found.facts, name):
                yield name, item, ask_for(edition, found.facts, name, item, found.advice)


def shown(found: Guided) -> list[Json]:
    """The questions of the page: those answered, and those that come next, each with what a choice would mean."""
    next_ones = {input_name(one["fact"], one["item"] or "") for one in questions_of(found.advice)}
    return [
        as_shown(found, name, item, ask)
        for name, item, ask in impersonal(found)
        if ask.name in next_ones or ask.name in found.answers
    ]


def as_shown(found: Guided, name: str, item: str, ask: Question) -> Json:
    edition = found.asking.edition
    answer = found.answers.get(ask.name) or answered(edition, found.facts, name, item, ask)
    made: Json = {
        "ask": ask,
        "answer": answer,
        "answers": instant(found, name, ask) if ask.kind in ("choice", "yes_no") else {},
    }
    if ask.kind == "region":
        made["places"] = levels(ask, answer, TableOn(today()))
    return made


def instant(found: Guided, name: str, ask: Question) -> dict[str, Json]:
    """What each choice would mean, where it means something: {code: {state, text}}."""
    edition = found.asking.edition
    if name in edition.item_facts or len(ask.choices) > MOST_ANSWERS:
        return {}
    meant = {
        choice.code: brief(found.asking.advice(supposing(found, name, ask, choice.code))) for choice in ask.choices
    }
    return {code: one for code, one in meant.items() if one}


def supposing(found: Guided, name: str, ask: Question, code: str) -> Facts:
    """The facts as they would be with one choice, and with what was answered before it."""
    facts = found.asking.nothing_known()
    for other, declared in found.asking.edition.service.facts.items():
        if other == name:
            break
        if declared.ask and (value := value_of(found.facts, other, "")) is not None and value != ():
            facts.put(other, value, PERSON)
    facts.put(name, code == "yes" if ask.kind == "yes_no" else code, PERSON)
    return facts
