"""Tables: on every turning day and in every region named, each deciding table answers everybody, and no two rows compete."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import product

from yimen.core.services.editions import Passing
from yimen.core.services.linter.combinations import TooMany, applicants, facts_of, places, samples, turning_days
from yimen.core.services.linter.subject import Faults, Subject
from yimen.core.services.tables import NoRowHolds, Place, Standing


def gaps(subject: Subject) -> Faults:
    """A final row, or a proof over closed facts – also for a visitor of whom nothing is known that is not asked."""
    for table in subject.deciding:
        for day, here in product(turning_days(subject, table), places(subject, table)):
            said = next(gap(subject, table, day, here), None)
            if said:
                yield subject.fault(table, subject.edition.tables[table][-1], f"{said} on {day} in {here}")
                break


def live(subject: Subject, table: str, day: date, here: str) -> list[Standing]:
    place = Place(subject.book, day, here)
    return [one for one in subject.edition.tables[table] if place.in_force(one)]


def gap(subject: Subject, table: str, day: date, here: str) -> Iterator[str]:
    rows = live(subject, table, day, here)
    if any(not one.conditions for one in rows):
        return
    read = sorted({name for one in rows for name, _ in one.conditions})
    if not read:
        yield "no row for anybody"
        return
    if opened := [name for name in read if not samples(subject, name)]:
        yield f"no row for every value of {', '.join(opened)}"
        return
    runs: tuple[tuple[Passing, bool, str], ...] = (("none", False, ""), ("unasked", True, " (nobody identified)"))
    for passing, unknown, whom in runs:
        decide = subject.edition.decide(table, Place(subject.book, day, here), passing)
        try:
            for values in applicants(subject, read, unknown):
                try:
                    decide(facts_of(values, day))
                except NoRowHolds:
                    yield f"no row for {spoken(values)}{whom}"
        except TooMany as many:
            yield str(many)


def spoken(values: dict[str, object]) -> str:
    return ", ".join(f"{name}: {getattr(value, 'value', value)}" for name, value in values.items())


def overlaps(subject: Subject) -> Faults:
    """No two live rows have equal conditions and region: the second would never be reached."""
    for table in subject.edition.tables:
        if table.startswith(("options.", "materials.", "bodies.")):
            continue
        told: set[int] = set()
        for day, here in product(turning_days(subject, table), places(subject, table)):
            seen: dict[str, Standing] = {}
            for one in live(subject, table, day, here):
                key = condition(one)
                if key in seen and id(one) not in told:
                    told.add(id(one))
                    said = f"the same conditions as row {seen[key].number + 1} on {day} in {here}"
                    yield subject.fault(table, one, said)
                seen.setdefault(key, one)


def condition(one: Standing) -> str:
    conditions = sorted((name, str(cell)) for name, cell in one.conditions)
    return json.dumps([conditions, one.regions, one.pack], ensure_ascii=False)


RULES = [gaps, overlaps]
