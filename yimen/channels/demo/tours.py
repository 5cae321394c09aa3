"""Guided tours: data/tours.yaml, read once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from yimen.channels.demo.cast import FOLDER, cast
from yimen.core.places.law import Text
from yimen.core.places.reading import Expected, read


@dataclass(frozen=True, kw_only=True)
class Stop(Text):
    """A page seen as somebody, or an address that is looked at from the page of the tour."""

    as_: str = ""
    go: str = ""
    look: str = ""

    def complaints(self) -> Iterator[Expected]:
        if bool(self.look) == bool(self.as_ and self.go):
            yield Expected("`as` with `go`, or `look`")


@dataclass(frozen=True, kw_only=True)
class Tour:
    title: Text
    lead: Text
    stops: list[Stop]


@cache
def tours() -> dict[str, Tour]:
    """Raises NotTheLanguage with every mistake of the file, ValueError for a tour with nobody."""
    found = read(dict[str, Tour], FOLDER / "tours.yaml")
    named = {stop.as_ for tour in found.values() for stop in tour.stops if stop.as_}
    if strangers := named - cast().persons.keys() - cast().officers.keys():
        raise ValueError(f"tours.yaml: nobody is called {', '.join(sorted(strangers))}")
    return found
