"""What is known, as lines of facts: what registers said with their names and times, what the person said with a way to change it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from yimen.channels.portal.drafts import Draft
from yimen.core.cases.advising import SAID_HERE
from yimen.core.cases.dossier import Dossier
from yimen.core.services.absent import NONE, UNKNOWN
from yimen.core.services.declared import Declared
from yimen.core.services.editions import Edition
from yimen.core.services.facts import Fact, Facts
from yimen.web import days
from yimen.web.asking import item_name, keys_of, value_of
from yimen.web.sources import source_name
from yimen.web.values import records, worded
from yimen.web.words import choose, text

Json = dict[str, Any]


def whose(case: Dossier) -> Json:
    """The applicant, as the register of persons or of enterprises has the name."""
    register = "market" if case.case.organisation_id else "population"
    return {"label": text("known.applicant"), "value": case.case.applicant_name, "source": source_name(register)}


def from_registers(edition: Edition, facts: Facts) -> list[Json]:
    """What the ladder gave, no secret among it; of a record what is read from it, since a record itself says nothing to a person.
    That there is no record, or that something is not so, is nothing we have."""
    names = [name for name in facts if from_ladder(edition, facts, name) and facts[name].value not in (NONE, False)]
    detailed = {declared.parent for name, declared in edition.service.facts.items() if name in names and declared.of}
    ordered = (name for name in edition.service.facts if name in names and name not in detailed)
    return [line(edition, name, facts[name]) for name in ordered if shown_here(edition.service.facts[name])]


def from_ladder(edition: Edition, facts: Facts, name: str) -> bool:
    fact = facts[name]
    return (
        name not in edition.tainted
        and fact.value is not UNKNOWN
        and fact.source not in SAID_HERE
        and "." in fact.source
    )


def shown_here(declared: Declared) -> bool:
    """What follows by counting is not shown beside what it is counted from."""
    return not (
        declared.days_until or declared.months_since or declared.years_since or declared.age_of or declared.count_of
    )


def line(edition: Edition, name: str, fact: Fact) -> Json:
    declared = edition.service.facts[name]
    return {
        "label": choose(declared.zh),
        "value": worded(edition, name, fact.value),
        "source": source_name(fact.source),
        "at": since(fact.at),
    }


def since(at: datetime) -> str:
    return text("known.since", moment=days.moment(at))


def answers(draft: Draft) -> list[Json]:
    """What the person said, one line a question, one an item, one a record of a list, each with the way to change it."""
    return [row for name in draft.told if draft.edition.service.facts[name].ask for row in answer_rows(draft, name)]


def answer_rows(draft: Draft, name: str) -> Iterator[Json]:
    declared, facts = draft.edition.service.facts[name], draft.facts
    if declared.type == "records":
        yield {
            "label": choose(declared.zh),
            "lines": records(declared, facts[name].value),
            "change": f"{draft.at}questions/{name}/",
        }
        return
    for item in keys_of(draft.edition, facts, name):
        value = value_of(facts, name, item)
        if value is None:
            continue
        of = (
            text("ask.of_item", question=choose(declared.zh), item=item_name(draft.edition, facts, name, item))
            if item
            else choose(declared.zh)
        )
        yield {
            "label": of,
            "value": worded(draft.edition, name, value),
            "change": f"{draft.at}questions/{name}{'.' + item if item else ''}/",
        }
