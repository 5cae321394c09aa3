"""Derived facts: what follows from a date, a record or a list by counting. The list is closed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from yimen.core.places.identity import born
from yimen.core.places.times import parse_period
from yimen.core.places.working_days import DAY, months_after
from yimen.core.services.absent import NONE
from yimen.core.services.cells import Test


def day_of(value: date | str) -> date:
    """The day from which time is counted: a date, or the birthday in an identity number."""
    return born(value) if isinstance(value, str) else value


def days_until(day: date, on: date) -> int:
    """0 on the day itself, negative afterwards."""
    return (day - on).days


def last_day(begins: date, text: str) -> date:
    """The last day of “issued_on + 6 months”: a period begins with its day, so it ends on the day before the same day."""
    n, unit = parse_period(text.partition(" + ")[2])
    later = begins + DAY * n if unit == "calendar" else months_after(begins, n * (12 if unit == "year" else 1))
    return later - DAY


def whole_months(day: date, on: date) -> int:
    """Months completed between two days; one is complete on the same day of the month, or on the day after."""
    return (on.year - day.year) * 12 + on.month - day.month - (on.day < day.day)


def whole_years(day: date, on: date) -> int:
    return whole_months(day, on) // 12


SINCE: dict[str, Callable[[date, date], int]] = {
    "days_until": days_until,
    "months_since": whole_months,
    "years_since": whole_years,
    "age_of": whole_years,
}


def matching_records(records: Iterable[Mapping[str, Any]], tests: Mapping[str, Test]) -> list[dict[str, Any]]:
    """The records all of whose named fields pass; a field that a record lacks is NONE."""
    return [
        dict(record) for record in records if all(test.holds(record.get(name, NONE)) for name, test in tests.items())
    ]


class Nowhere:
    """Stands for the place before one is known: a named set cannot be meant yet."""

    def members(self, name: str) -> frozenset[str]:
        raise LookupError(f"no place has been said in which {name!r} could be looked up")

    def inside(self, codes: frozenset[str]) -> frozenset[str]:
        return codes
