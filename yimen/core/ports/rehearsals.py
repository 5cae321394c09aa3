"""What demo adapters offer beside their port: they can be told to have a bad day, and be filled. Real wires offer neither.

A door finds out by isinstance(wire(…), Rehearses)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class Rehearses(Protocol):
    """People and tests see what happens on a bad day."""

    modes: tuple[str, ...]

    def rehearse(self, mode: str, until: datetime | None, params: Mapping[str, Any]) -> None:
        """Behave like `mode` until that moment (None: until told otherwise). Raises ValueError for a mode it does not know."""
        ...

    def rehearsing(self) -> str:
        """The mode of this moment; `normal` on a good day."""
        ...


@runtime_checkable
class RehearsesTogether(Rehearses, Protocol):
    """Wires of one kind whose bad days stand in one place."""

    def unwell(self) -> Mapping[str, str]:
        """The mode of every wire of this kind that is not `normal` at the moment, by name: one question for all of them."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """What a register says about the holder of a number (identity number or unified social credit code), on the days since – until."""

    query: str
    number: str
    value: Any
    since: date | None = None
    until: date | None = None


@runtime_checkable
class Fillable(Protocol):
    """A register of the demo, whose book is ours to write."""

    def fill(self, entries: Iterable[Entry]) -> None:
        """Enter rows; a row of the same query, number and first day is replaced, so filling twice is filling once."""
        ...
