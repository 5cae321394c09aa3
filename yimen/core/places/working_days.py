"""Which days count, and when a time is over. 行政许可法§82: days of a licence are working days, without statutory holidays.

The day of the event itself is not counted; stopped days (§45) are not counted, their first and last day included. A year without
the State Council's notice is computed from the holidays law, and whatever depends on it is provisional.
"""

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

from yimen.core.places.holidays import SATURDAY, free_by_law
from yimen.core.places.reading import Expected, read
from yimen.core.places.times import Time

FILE = Path(__file__).parent / "data" / "calendar.yaml"
DAY = timedelta(days=1)
FIRST, LAST = date(2004, 1, 1), date(2100, 12, 31)
SPAN = re.compile(r"(?:\d{4}-)?\d\d-\d\d(?:\.\.(?:\d{4}-)?\d\d-\d\d)?")
Stop = tuple[date, date]  # both included


class OutsideTheCalendar(ValueError):
    """A day before 2004 or after 2100, for which no working days are known."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a yearly notice says: MM-DD or MM-DD..MM-DD, with the year where it is not the notice's own (a December before)."""

    off: list[str] = field(default_factory=list)
    work: list[str] = field(default_factory=list)

    def complaints(self) -> Iterator[Expected]:
        for word in ("off", "work"):
            for number, span in enumerate(getattr(self, word)):
                if not well_formed(span):
                    yield Expected("days like 05-01 or 10-01..10-07", at=f"{word}[{number}]", found=repr(span))


@cache
def released() -> dict[int, Notice]:
    """The notices that came with this release, by year."""
    return read(dict[int, Notice], FILE)


class Due(NamedTuple):
    """The last day of a time, and whether it may still move because a yearly notice is missing."""

    day: date
    provisional: bool


class Counting(Protocol):
    def after(self, day: date, count: int) -> date: ...

    def between(self, first: date, last: date) -> int: ...


class EveryDay:
    """Calendar days: each counts."""

    def after(self, day: date, count: int) -> date:
        return within(date.fromordinal(min(within(day).toordinal() + count, LAST.toordinal() + 1)))

    def between(self, first: date, last: date) -> int:
        return max(0, (last - first).days + 1)


class WorkingDays:
    """The calendar of working days 2004–2100; immutable, each year laid out when it is first asked for."""

    def __init__(self, notices: Mapping[int, Notice], by_law: Callable[[int], frozenset[date]] = free_by_law):
        self.official = frozenset(notices)
        self._off = {day for year, notice in notices.items() for day in days_of(year, notice.off)}
        self._work = {day for year, notice in notices.items() for day in days_of(year, notice.work)}
        self._by_law = by_law
        self._years: dict[int, list[int]] = {}

    def works(self, day: date) -> bool:
        """Is it a working day? Raises OutsideTheCalendar, as everything here does for such a day."""
        counted, ordinal = self._year(within(day).year), day.toordinal()
        place = bisect_left(counted, ordinal)
        return place < len(counted) and counted[place] == ordinal

    def provisional(self, day: date) -> bool:
        """True where no notice has been loaded yet."""
        return within(day).year not in self.official

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after a day."""
        year, counted = within(day).year, self._year(day.year)
        place = bisect_right(counted, day.toordinal())
        while count > len(counted) - place:
            count -= len(counted) - place
            year, place = year + 1, 0
            counted = self._year(within(date(year, 1, 1)).year)
        return date.fromordinal(counted[place + count - 1])

    def between(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included."""
        within(first), within(last)
        years = (self._year(year) for year in range(first.year, last.year + 1))
        return sum(bisect_right(one, last.toordinal()) - bisect_left(one, first.toordinal()) for one in years)

    def _year(self, year: int) -> list[int]:
        if year not in self._years:
            free = self._off if year in self.official else self._off | self._by_law(year)
            days = (date(year, 1, 1) + DAY * n for n in range(366))
            self._years[year] = [
                day.toordinal()
                for day in days
                if day.year == year and (day in self._work or (day.weekday() < SATURDAY and day not in free))
            ]
        return self._years[year]


def due(start: date, time: Time, days: WorkingDays, stopped: Sequence[Stop] = ()) -> Due:
    """The last day of a time that an event on `start` begins. Raises OutsideTheCalendar, or ValueError for stopped months."""
    if time.unit in ("month", "year"):
        if stopped:
            raise ValueError("a time in months or years cannot be stopped")
        return Due(months_after(start, time.n * (12 if time.unit == "year" else 1)), provisional=False)
    day = last_counted(within(start), time.n, counting(time, days), stopped) if time.n else start
    unsure = time.unit == "working" and any(year not in days.official for year in range(start.year, day.year + 1))
    return Due(day, unsure)


def rolled(limit: Due, days: WorkingDays) -> Due:
    """Where a law says so, a last day that is a holiday moves to the first working day after it (记分办法§36)."""
    day = limit.day if days.works(limit.day) else days.after(limit.day, 1)
    return Due(day, limit.provisional or days.provisional(limit.day) or days.provisional(day))


def elapsed(start: date, today: date, time: Time, days: WorkingDays, stopped: Sequence[Stop] = ()) -> int:
    """How many days of a time have passed by the evening of `today`; calendar days where its unit is months or years."""
    if today <= start:
        return 0
    one, first = counting(time, days), start + DAY
    idle = ((max(begin, first), min(end, today)) for begin, end in merged(stopped))
    return one.between(first, today) - sum(one.between(begin, end) for begin, end in idle if begin <= end)


def last_counted(start: date, n: int, one: Counting, stopped: Sequence[Stop]) -> date:
    day = one.after(start, n)
    for begin, end in merged(stopped):
        if begin > day:
            break
        if end > start:
            n += one.between(max(begin, start + DAY), end)
            day = one.after(start, n)
    return day


def counting(time: Time, days: WorkingDays) -> Counting:
    return days if time.unit == "working" else EveryDay()


def merged(stopped: Iterable[Stop]) -> list[Stop]:
    """The stops in order, without overlaps, so that no day is left out twice."""
    found: list[Stop] = []
    for begin, end in sorted(stop for stop in stopped if stop[0] <= stop[1]):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found


def months_after(day: date, months: int) -> date:
    """The corresponding day, or the last day of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > LAST.year:
        raise OutsideTheCalendar(f"the time ends after {LAST}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def within(day: date) -> date:
    if not FIRST <= day <= LAST:
        raise OutsideTheCalendar(f"working days are known from {FIRST} to {LAST}, not on {day}")
    return day


def days_of(year: int, spans: Iterable[str]) -> Iterator[date]:
    """The days of spans like 10-01..10-07; an end without a year is in `year`."""
    for span in spans:
        first, _, last = span.partition("..")
        day, end = (
            date.fromisoformat(text if len(text) == 10 else f"{year}-{text}") for text in (first, last or first)
        )
        while day <= end:
            yield day
            day += DAY


def well_formed(span: str) -> bool:
    """Every day exists in a leap year, and the last is not before the first."""
    try:
        return bool(SPAN.fullmatch(span) and any(True for _ in days_of(2028, [span])))
    except ValueError:
        return False
