"""Forms: every cell can be compared with its fact, every set and region exists, and every outcome is one of its table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from yimen.core.places.times import parse_period, parse_time
from yimen.core.services.cells import NotACell, Test, parse
from yimen.core.services.language import Declared, Field
from yimen.core.services.linter.subject import Fault, Faults, Subject
from yimen.core.services.tables import Standing
from yimen.core.services.terms import LEVELS, yuan

ALWAYS = ("this_city", "this_province")


@dataclass
class Anywhere:
    """A place that only knows which names and codes exist."""

    subject: Subject

    def members(self, name: str) -> frozenset[str]:
        if name not in ALWAYS and name not in self.subject.book.sets:
            raise LookupError(f"there is no set `{name}` in sets.yaml")
        return frozenset()

    def inside(self, codes: frozenset[str]) -> frozenset[str]:
        if unknown := sorted(code for code in codes if not self.subject.book.regions.known(code)):
            raise LookupError(f"no region has the code {', '.join(unknown)}")
        return codes


def cells(subject: Subject) -> Faults:
    """Every cell is one of the closed vocabulary and fits the type of its fact."""
    facts = subject.service.facts
    for table, one in subject.rows:
        for name, cell in one.conditions:
            for said in complaints(subject, cell, facts[name]):
                yield subject.fault(table, one, f"{name}: {said}", "when")
    for name, declared in facts.items():
        fields = facts[declared.parent].fields if declared.count_of and declared.parent else {}
        for column, cell in declared.where.items():
            yield from (
                Fault(f"facts.{name}.where.{column}", said) for said in complaints(subject, cell, fields[column])
            )


def complaints(subject: Subject, cell: Any, declared: Declared | Field) -> Iterator[str]:
    try:
        test = parse(cell, declared, Anywhere(subject))
    except NotACell as wrong:
        yield str(wrong)
        return
    yield from unknown_codes(subject, test, declared)


def unknown_codes(subject: Subject, test: Test, declared: Declared | Field) -> Iterator[str]:
    """A choice from a list of options is one of its codes."""
    if not isinstance(declared.choices, str) or not isinstance(test.constant, frozenset):
        return
    codes = {one.code for listed, one, _ in subject.edition.options if listed == declared.choices}
    if wrong := sorted(test.constant - codes):
        yield f"expected codes of `{declared.choices}`; found {', '.join(wrong)}"


def regions(subject: Subject) -> Faults:
    """The region of a row is a code or a named set."""
    for table, one in subject.rows:
        for region in one.regions:
            if region not in subject.book.sets and not subject.book.regions.known(region):
                yield subject.fault(table, one, f"`{region}` is neither a region nor a named set", "region")


def outcomes(subject: Subject) -> Faults:
    """`then` is a time, an amount, a place or a validity, as its table wants."""
    for table, one in subject.rows:
        check = next((check for start, check in CHECKS.items() if table.startswith(start)), None)
        try:
            if check:
                check(subject, one.row.then)
        except ValueError as wrong:
            yield subject.fault(table, one, f"expected {wrong}; found {one.row.then}", "then")
        yield from periods(subject, table, one)
    for path, option in subject.options():
        try:
            if option.valid_for:
                validity(subject, option.valid_for)
        except ValueError as wrong:
            yield Fault(f"{path}.valid_for", f"expected {wrong}; found {option.valid_for}")


def periods(subject: Subject, table: str, one: Standing) -> Iterator[Fault]:
    """The times of another authority; a lower level lies below the one that decides, and has a time of its own or the law's."""
    for word in ("within", "examined_within"):
        said = getattr(one.row, word)
        try:
            parse_time(said or "at once")
        except ValueError as wrong:
            yield subject.fault(table, one, f"expected {wrong}; found {said}", word)
    first, then = one.row.examined_by, one.row.then
    if first and (then not in LEVELS or LEVELS.index(first) >= LEVELS.index(then)):
        yield subject.fault(table, one, f"expected a level below `{then}`; found {first}", "examined_by")
    if one.row.examined_within and not first:
        yield subject.fault(table, one, "a time of a lower level that nobody names", "examined_within")


def bodies(subject: Subject) -> Faults:
    """Who is asked is an authority of the law book and not the one that decides; who asks bodies decides in the joint lane."""
    service = subject.service
    for n, one in enumerate(service.bodies):
        if one.authority not in subject.book.authorities:
            yield Fault(f"bodies[{n}].authority", f"no authority `{one.authority}` in authorities.yaml")
        if one.authority == service.authority:
            yield Fault(f"bodies[{n}].authority", "decides itself, so it asks itself nothing")
    joint = any(row.then == "joint" for row in service.lane)
    if joint != bool(service.bodies):
        yield Fault("bodies" if joint else "lane", "the joint lane and the bodies that are asked come together")


def statute(_: Subject, then: str) -> None:
    """`none` where no act sets a time: honest, and never borrowed by analogy."""
    if then != "none":
        parse_time(then)


def time(_: Subject, then: str) -> None:
    parse_time(then)


def amount(_: Subject, then: str) -> None:
    yuan(then)


def place(subject: Subject, then: str) -> None:
    declared = subject.service.facts.get(then)
    if then not in LEVELS and (declared is None or declared.type != "region"):
        raise ValueError("here, city, province, or a fact of type region")


def validity(subject: Subject, then: str) -> None:
    declared = subject.service.facts.get(then)
    if then in ("none", "as_option") or (declared and declared.type == "date"):
        return
    try:
        parse_period(then)
    except ValueError as wrong:
        raise ValueError("a period like “10 years”, a date fact, as_option, or none") from wrong


CHECKS: dict[str, Callable[[Subject, str], None]] = {
    "time.statute": statute,
    "time.extension": statute,
    "time.": time,
    "fee.": amount,
    "decided_by": place,
    "valid_for": validity,
}
RULES = [cells, regions, outcomes, bodies]
