"""Every division code since 1980 with its names and years, because identity numbers keep the code of their place and year.

GB 11643 takes the code of GB/T 2260 as it was when the number was given: 440183 (增城市) stays right although it ended in 2013.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

from yimen.core.places.reading import Expected, read

FILE = Path(__file__).parent / "data" / "codes.yaml"
NAME = re.compile(r"(?P<zh>[^\s,]+)(?: (?P<first>\d{4})?-(?P<last>\d{4})?)?")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a code and the years of its use; None where it is older than the table, or still in use."""

    zh: str
    first: int | None
    last: int | None

    def overlaps(self, first: int, last: int) -> bool:
        return (self.first is None or self.first <= last) and (self.last is None or self.last >= first)


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a code had, by the year in which their use ended; written “天河区 1985-1987, 芳村区 1988-2004”."""

    all: tuple[Name, ...]

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        names = (name_of(part) for part in str(plain).split(", "))
        return cls(tuple(sorted(names, key=lambda name: name.last or date.max.year)))

    @property
    def last(self) -> Name:
        return self.all[-1]

    @property
    def since(self) -> int | None:
        """The year from which the code has been in use without a gap, under whatever name."""
        first = self.last.first
        for before in reversed(self.all[:-1]):
            if first is None or before.last != first - 1:
                break
            first = before.first
        return first


def name_of(text: str) -> Name:
    found = NAME.fullmatch(text)
    if found is None:
        raise Expected("names with years like 天河区 1985-1987, 芳村区 1988-2004", found=repr(text))
    first, last = (int(year) if year else None for year in (found["first"], found["last"]))
    return Name(found["zh"], first, last)


@cache
def codes() -> dict[str, Names]:
    """All of them; read when a code is first asked for that regions.yaml does not name."""
    return read(dict[str, Names], FILE)


def in_use(code: str, first: date, last: date) -> bool:
    """Was it a code on some day between two? An identity number got its code between birth and now, so an abolished one may be right."""
    names = codes().get(code)
    return names is not None and any(one.overlaps(first.year, last.year) for one in names.all)


def is_place(names: Names) -> bool:
    """Names in brackets group divisions in a list, or stand for a kind of permit; nobody lives in them."""
    return not names.last.zh.startswith("（")
