"""The holidays that the law itself names, for years whose notice is not there yet: lunar days, solar terms, 补假."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from lunar_python import Lunar, Solar

from yimen.core.places.law import Dated, Mark
from yimen.core.places.reading import Expected, read

DAY = timedelta(days=1)
FILE = Path(__file__).parent / "data" / "holidays.yaml"
SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class Holiday:
    zh: str
    solar: list[str] = field(default_factory=list)  # MM-DD
    lunar: list[str] = field(default_factory=list)  # month-day of the lunar year
    eve: bool = False  # 除夕
    term: str | None = None  # 清明

    def days(self, year: int) -> Iterator[date]:
        if self.eve:
            yield lunar_day(year, "01-01") - DAY
        yield from (date.fromisoformat(f"{year}-{day}") for day in self.solar)
        yield from (lunar_day(year, day) for day in self.lunar)
        if self.term:
            yield solar_term(year, self.term)


@dataclass(frozen=True, kw_only=True)
class HolidayList(Dated):
    """The list in force in some years, and the article by which a holiday on a weekend is made up."""

    law: str
    substitute: str
    mark: Mark = "S"
    holidays: list[Holiday]

    def complaints(self) -> Iterator[Expected]:
        yield from super().complaints()
        for number, holiday in enumerate(self.holidays):
            try:
                list(holiday.days(2028))  # a leap year, so that every day exists that may exist
            except (ValueError, KeyError) as wrong:
                yield Expected(
                    "days like 05-01 and the name of a solar term", at=f"holidays[{number}]", found=str(wrong)
                )


@cache
def holiday_lists() -> list[HolidayList]:
    return read(list[HolidayList], FILE)


def list_of(year: int) -> HolidayList:
    """The list in force on 1 January. Raises ValueError for a year before the first list."""
    found = next((one for one in holiday_lists() if one.holds(date(year, 1, 1))), None)
    if found is None:
        raise ValueError(f"holidays.yaml has no list of holidays for {year}")
    return found


def statutory(year: int) -> list[date]:
    """The holidays of a year as the law lists them (放假办法§2), in order; a day comes twice when two holidays meet on it."""
    return sorted(day for holiday in list_of(year).holidays for day in holiday.days(year))


def free_by_law(year: int) -> frozenset[date]:
    """These holidays, and for each that is on a weekend or on another holiday the next working day after it (放假办法§6)."""
    listed = statutory(year)
    free = set(listed)
    for before, day in zip([None, *listed], listed, strict=False):
        if day.weekday() >= SATURDAY or day == before:
            free.add(next_open(day, free))
    return frozenset(free)


def next_open(day: date, taken: set[date]) -> date:
    while day.weekday() >= SATURDAY or day in taken:
        day += DAY
    return day


def lunar_day(year: int, text: str) -> date:
    """A day of the lunar year that begins in `year`."""
    month, day = text.split("-")
    return plain(Lunar.fromYmd(year, int(month), int(day)).getSolar())


def solar_term(year: int, name: str) -> date:
    return plain(Solar.fromYmd(year, 4, 1).getLunar().getJieQiTable()[name])


def plain(solar: Solar) -> date:
    return date(solar.getYear(), solar.getMonth(), solar.getDay())
