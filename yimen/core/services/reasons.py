"""Public words behind a `why`: what is so, and what to do now. Those of the core stand here, all others with their vertical."""

from pathlib import Path
from typing import Any

from yimen.core.places.law import Reason
from yimen.core.places.law_book import LawBook
from yimen.core.places.reading import read

CORE: dict[str, Reason] = read(dict[str, Reason], Path(__file__).parent / "data/reasons.yaml")


def reason(book: LawBook, key: str) -> Reason | None:
    return book.reasons.get(key) or CORE.get(key)


def say(book: LawBook, key: str | None) -> dict[str, Any]:
    """{"why", "say": {zh, en}, "next": {zh, en}}; the last two are None where nobody gave words, which lint refuses."""
    found = reason(book, key) if key else None
    return {
        "why": key,
        "say": {"zh": found.zh, "en": found.en} if found else None,
        "next": {"zh": found.next.zh, "en": found.next.en} if found else None,
    }
