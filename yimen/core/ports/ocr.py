"""Readers of writing in pictures: what stands where, and how sure the reader is. What it means is worked out in cases.recognising."""

from dataclasses import dataclass
from typing import Protocol

from yimen.core.ports.registers import Down


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of writing. `sure` is between 0 and 1; left, top, right and bottom are parts of the picture's width and height."""

    text: str
    sure: float
    left: float
    top: float
    right: float
    bottom: float


Answer = tuple[Line, ...] | Down | None  # None: there is nothing to read in it


class Reader(Protocol):
    def read(self, picture: bytes, within: float) -> Answer:
        """The writing in a picture (jpeg or png), from top to bottom; asked by a job only, never while somebody waits."""
        ...

    def check(self) -> str:
        """One line that says why it cannot read; empty when it can."""
        ...
