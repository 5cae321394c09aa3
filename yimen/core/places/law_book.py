"""The law book: everything that is in force when, in one place – regions, acts, named sets, public reasons, authorities."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from yimen.core.places.law import Act, Authority, Citation, Dated, NamedSet, Reason, cite
from yimen.core.places.loading import Loaded, folders, load
from yimen.core.places.reading import nearest
from yimen.core.places.regions import Regions, regions

DAY = timedelta(days=1)
THIS = ("this_city", "this_province")


class UnknownName(LookupError):
    """A named set or an authority that no file declares; the message names the nearest one."""


@dataclass(frozen=True, eq=False)
class LawBook:
    """Immutable; `digest` is the SHA-256 of all files behind it, so that whatever is derived can be kept under it."""

    regions: Regions
    laws: Mapping[str, Act]
    sets: Mapping[str, list[NamedSet]]
    reasons: Mapping[str, Reason]
    authorities: Mapping[str, Authority]
    digest: str

    @classmethod
    def of(cls, loaded: Loaded, places: Regions) -> "LawBook":
        return cls(places, loaded.laws, loaded.sets, loaded.reasons, loaded.authorities, loaded.digest)

    def members(self, name: str, on: date, here: str = "") -> frozenset[str]:
        """A named set on a day; `this_city` and `this_province` are the places around `here`. Raises UnknownName."""
        if name in THIS:
            return self._around_here(name, here)
        if name not in self.sets:
            raise UnknownName(f"no set {name!r}: expected {nearest(name, [*self.sets, *THIS])}")
        return frozenset(member for row in self.sets[name] if row.holds(on) for member in row.members)

    def inside(self, codes: frozenset[str], on: date) -> frozenset[str]:
        """Every region that lies in one of `codes` on a day, these included, and the abolished ones that became part of it."""
        return self.regions.inside(codes, on)

    def around(self, code: str | None) -> list[str]:
        """A region and all that contain it, from the inside out."""
        return self.regions.around(code)

    def covers(self, region: str | None, here: str, on: date) -> bool:
        """Does a row limited to `region` (a code or a named set) hold at `here`? A row without one holds everywhere."""
        if not region or not here:
            return not region
        places = self.members(region, on, here) if region in self.sets or region in THIS else {region}
        return self.regions.covers(places, here, on)

    def article(self, text: str, on: date | None = None) -> Citation:
        """The article behind 许可法§32(四), in force on a day where one is given. Raises UnknownArticle."""
        return cite(text, self.laws, on)

    def authority(self, key: str, on: date) -> Authority:
        """Who is competent on a day; where nobody is (`holds` says so), the one nearest to it. Raises UnknownName."""
        return self.competence(key, on)[-1]

    def competence(self, key: str, on: date) -> list[Authority]:
        """The authority and its successors up to the one that is competent on a day (fire left the police in 2018)."""
        if key not in self.authorities:
            raise UnknownName(f"no authority {key!r}: expected {nearest(key, list(self.authorities))}")
        chain = [self.authorities[key]]
        while chain[-1].to < on and chain[-1].successor:
            chain.append(self.authorities[chain[-1].successor])
        return chain

    def formerly(self, key: str) -> list[str]:
        """The authority with those before it whose work it has taken over, itself first."""
        found = [key]
        for one in found:  # grows while it is read: whoever came before a predecessor
            found += [
                name for name, before in self.authorities.items() if before.successor == one and name not in found
            ]
        return found

    def turning_days(self) -> list[date]:
        """Days on which something here begins, or the day after it ended; between two of them a table stays the same."""
        return self._turning_days

    @cached_property
    def _turning_days(self) -> list[date]:
        rows: list[Dated] = [*self.authorities.values(), *(row for rows in self.sets.values() for row in rows)]
        begun = {row.from_ for row in rows if row.from_ != date.min}
        ended = {row.to + DAY for row in rows if row.to != date.max}
        return sorted(begun | ended | self.regions.turning_days)

    def _around_here(self, name: str, here: str) -> frozenset[str]:
        found = (
            (self.regions.city_of(here) if name == "this_city" else self.regions.province_of(here)) if here else None
        )
        return frozenset({found}) if found else frozenset()


@cache
def law_book() -> LawBook:
    """The law book of this release and its verticals. Raises NotTheLanguage with every mistake of every file."""
    return LawBook.of(load(folders()), regions())
