"""Virus scanners: clean, infected, not scannable, or pending. No verdict delays a receipt."""

from typing import Literal, Protocol

Verdict = Literal["clean", "infected", "not_scannable", "pending"]


class Scanner(Protocol):
    def scan(self, content: bytes) -> Verdict: ...

    def check(self) -> str: ...
