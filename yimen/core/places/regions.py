"""Regions by GB/T 2260: what lies in what, on which day, and where an abolished region went. Provinces, cities and counties.

A code says by itself where it lies: 440118 in 440100 in 440000. Regions are alive from a day to a day; `current` follows successors,
so that whoever is registered in a region that was renamed still counts as living there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal

from yimen.core.places.codes import Names, codes, is_place
from yimen.core.places.law import Dated
from yimen.core.places.reading import read

FILE = Path(__file__).parent / "data" / "regions.yaml"
Level = Literal["province", "city", "county"]
DAY = timedelta(days=1)


class UnknownRegion(ValueError):
    """A code that GB/T 2260 never had."""


@dataclass(frozen=True, kw_only=True)
class Named(Dated):
    """A row of regions.yaml: a region without its code."""

    zh: str
    en: str | None = None
    successor: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """`inside` is the code of the city or province around it, None for a province; `from_` and `to` are both included."""

    code: str
    zh: str
    en: str | None
    level: Level
    inside: str | None
    from_: date
    to: date
    successor: str | None

    def holds(self, day: date) -> bool:
        return self.from_ <= day <= self.to


class Regions:
    """The table of regions; immutable. Codes that `named` lacks are looked for in `history`, the table of all codes ever."""

    def __init__(self, named: Mapping[str, Named], history: Mapping[str, Names] | None = None):
        self.named, self._given = named, history
        self._made: dict[str, Region] = {}
        self.inside = lru_cache(maxsize=1024)(self._inside)

    @cached_property
    def _history(self) -> Mapping[str, Names]:
        return codes() if self._given is None else self._given

    def region(self, code: str) -> Region:
        """The region with this code, alive or not. Raises UnknownRegion."""
        if code not in self._made:
            self._made[code] = self._make(code)
        return self._made[code]

    def known(self, code: str) -> bool:
        return code in self.named or (code in self._history and is_place(self._history[code]))

    def alive(self, code: str, on: date) -> bool:
        return self.region(code).holds(on)

    def current(self, code: str, on: date) -> str:
        """What a region has become by a day: itself while it lives or where nothing took its place, else its successor's code."""
        region = self.region(code)
        while region.to < on and region.successor:
            region = self.region(region.successor)
        return region.code

    def around(self, code: str | None) -> list[str]:
        """A region and all that contain it, from the inside out; nothing for None."""
        found: list[str] = []
        while code:
            found.append(code)
            code = self.region(code).inside
        return found

    def around_on(self, code: str, on: date) -> list[str]:
        """The same on a day, each as what it has become by then."""
        found: list[str] = []
        held: str | None = code
        while held:
            found.append(self.current(held, on))
            held = self.region(found[-1]).inside
        return found

    def _inside(self, places: frozenset[str], on: date) -> frozenset[str]:
        """All regions that lie in one of `places` on a day, these included, and the abolished ones whose place now lies there."""
        wanted = {self.current(code, on) for code in places}
        return frozenset(code for code in self._begun(on) if wanted.intersection(self.around_on(code, on)))

    def covers(self, places: str | Iterable[str], here: str, on: date) -> bool:
        """Does `here` lie in one of these places on a day?"""
        wanted = {self.current(code, on) for code in ([places] if isinstance(places, str) else places)}
        return bool(wanted.intersection(self.around_on(here, on)))

    def below(self, code: str | None, on: date) -> list[Region]:
        """What lies directly in a region on a day, in the order of codes; the provinces for None."""
        regions = (self.region(one) for one in sorted(self._all))
        return [region for region in regions if region.inside == code and region.holds(on)]

    def city_of(self, code: str) -> str | None:
        """The city around a place. A municipality is the city of its districts; a county that no city holds is its own."""
        around = [self.region(one) for one in self.around(code)]
        if city := next((one.code for one in around if one.level == "city"), None):
            return city
        province = around[-1].code
        if not self._has_cities(province):
            return province
        return code if code != province else None

    def province_of(self, code: str) -> str:
        return self.around(code)[-1]

    @cached_property
    def turning_days(self) -> frozenset[date]:
        """Days on which a region of regions.yaml begins, or the day after it ended."""
        begun = {one.from_ for one in self.named.values() if one.from_ != date.min}
        return frozenset(begun | {one.to + DAY for one in self.named.values() if one.to != date.max})

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(self.named) | {code for code, names in self._history.items() if is_place(names)}

    def _begun(self, on: date) -> Iterator[str]:
        return (code for code in self._all if self.region(code).from_ <= on)

    def _has_cities(self, province: str) -> bool:
        return any(code[:2] == province[:2] and level_of(code) == "city" for code in self._all)

    def _make(self, code: str) -> Region:
        row = self.named.get(code) or self._from_history(code)
        holders = (holder for holder in (code[:4] + "00", code[:2] + "0000") if holder != code and self.known(holder))
        inside = None if level_of(code) == "province" else next(holders, None)
        return Region(
            code=code,
            zh=row.zh,
            en=row.en,
            level=level_of(code),
            inside=inside,
            from_=row.from_,
            to=row.to,
            successor=row.successor,
        )

    def _from_history(self, code: str) -> Named:
        if not self.known(code):
            raise UnknownRegion(f"{code!r} is no region: expected six digits of GB/T 2260 like 440106")
        names = self._history[code]
        first, last = date(names.since or 1, 1, 1), date(names.last.last or 9999, 12, 31)
        return Named(zh=names.last.zh, from_=first, to=last)


def level_of(code: str) -> Level:
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


@cache
def regions() -> Regions:
    """The table of this release."""
    return Regions(read(dict[str, Named], FILE))
