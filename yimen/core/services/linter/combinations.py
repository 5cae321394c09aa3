"""Every applicant that a table could meet, as far as its facts are closed: the ground of the linter's proofs."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

from yimen.core.places.clock import CHINA
from yimen.core.services.absent import NONE, UNKNOWN
from yimen.core.services.facts import Fact, Facts
from yimen.core.services.linter.subject import Subject

MANY = 20_000  # combinations that are still tried one by one
DAY = timedelta(days=1)
Applicant = dict[str, Any]


class TooMany(ValueError):
    """A table that reads so many closed facts that only a final row can answer for all of them."""


def samples(subject: Subject, name: str, unknown: bool = False) -> list[Any]:
    """Every value of a closed fact; nothing for an open one. `unknown`: also not known, where nobody can be asked."""
    declared, edition = subject.service.facts[name], subject.edition
    if declared.type == "yes_no":
        found: list[Any] = [True, False]
    elif declared.type == "choice" and edition.choices(name):
        absent = declared.may_be_none or name in edition.item_facts
        found = [*edition.choices(name), *([NONE] if absent else [])]
    else:
        return []
    return [*found, *([UNKNOWN] if unknown and name in edition.unasked else [])]


def applicants(subject: Subject, names: Iterable[str], unknown: bool = False) -> Iterator[Applicant]:
    """Every combination of the closed facts among `names`; the open ones are left out. Raises TooMany."""
    choices = {name: samples(subject, name, unknown) for name in sorted(set(names)) if samples(subject, name, unknown)}
    size = 1
    for values in choices.values():
        size *= len(values)
    if size > MANY:
        raise TooMany(f"{size} combinations of {', '.join(choices)}; add a row without `when` at the end")
    for found in product(*choices.values()):
        yield dict(zip(choices, found, strict=True))


def facts_of(values: Applicant, on: date) -> Facts:
    """An applicant of whom just this is known; any other fact that is read is a mistake of the caller."""
    at = datetime(on.year, on.month, on.day, 9, tzinfo=CHINA)
    facts = Facts({}, {}, on, at, identified=True)
    facts.update({name: Fact(value, "linter", at) for name, value in values.items()})
    return facts


def turning_days(subject: Subject, *tables: str) -> list[date]:
    """The first day of the service, and each day within its validity on which one of these tables changes."""
    valid, edition = subject.service.valid, subject.edition
    named = {cell[3:] for table in tables for one in edition.tables[table] for cell in words(one.conditions)}
    named |= {region for table in tables for one in edition.tables[table] for region in one.regions}
    spans: list[Any] = [span for table in tables for one in edition.tables[table] for span in one.spans]
    spans += [span for name in named if name in subject.book.sets for span in subject.book.sets[name]]
    days = {span.from_ for span in spans} | {span.to + DAY for span in spans if span.to < date.max}
    first = max(valid.from_, date(1949, 10, 1))
    return sorted({first} | {day for day in days if first < day <= valid.to})


def words(conditions: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """The cells that name a set, without `not`."""
    for _, cell in conditions:
        text = str(cell).removeprefix("not ")
        if text.startswith("in "):
            yield text


def places(subject: Subject, *tables: str) -> list[str]:
    """One accepting place inside every region that these tables name, and the ordinary applicant's."""
    named = {region for table in tables for one in subject.edition.tables[table] for region in one.regions}
    sets = subject.book.sets
    members = {code for name in named & sets.keys() for one in sets[name] for code in one.members}
    usual = {subject.service.ordinary.region} if subject.service.ordinary else set()
    return sorted((named - sets.keys()) | members | usual)
