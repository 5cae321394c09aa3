"""Workbooks (Excel): sheets of cells in and out. What comes in is bounded and reaches for nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

WhyNot = Literal[
    "not_excel", "too_big", "too_long", "reaches_out"
]  # macros, links to other files, declarations of entities


class NotAWorkbook(ValueError):
    """The file is not read; `why` has words at every door."""

    def __init__(self, why: WhyNot):
        super().__init__(why)
        self.why: WhyNot = why


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that would have to be worked out: nobody does."""


Cell = str | Formula  # days as 2026-11-25, numbers as they are typed
Sheets = Mapping[str, Sequence[Sequence[Cell]]]


class Workbooks(Protocol):
    def read(self, content: bytes) -> Sheets:
        """All sheets by name, empty rows included. Raises NotAWorkbook."""
        ...

    def write(self, sheets: Mapping[str, Sequence[Sequence[str]]], widths: Mapping[str, Sequence[int]]) -> bytes:
        """A workbook of texts, the first row of each sheet its headings; whatever begins like a formula is still a text."""
        ...

    def check(self) -> str:
        """One line that says what is wrong; empty when it works."""
        ...
