"""Virus scanners: clean, infected, not scannable, or pending. No verdict delays a receipt."""

from typing import Literal, Protocol

Verdict = Literal["clean", "infected", "not_scannable", "pending"]


class Scanner(Protocol):
    def scan(self, content: bytes) -> Verdict:
        """Judge a file. A scanner that cannot answer now says `pending` and one that cannot read the file `not_scannable`."""
        ...

    def check(self) -> str:
        """One line that says what is wrong with the scanner; empty when it is up."""
        ...
