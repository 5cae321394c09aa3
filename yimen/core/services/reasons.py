"""Public words behind a `why`: what is so, and what to do now. Those of the core stand here, all others with their vertical.

An edition that administrators approved takes the place of the release's words from its day on (core/places/wordings.py).
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from yimen.core.places.law import Reason
from yimen.core.places.law_book import LawBook
from yimen.core.places.reading import read
from yimen.core.places.wordings import wording

CORE: dict[str, Reason] = read(dict[str, Reason], Path(__file__).parent / "data/reasons.yaml")


def released(book: LawBook, key: str) -> Reason | None:
    return book.reasons.get(key) or CORE.get(key)


def reason(book: LawBook, key: str, at: datetime | None = None) -> Reason | None:
    """As it is said now, or was at a moment."""
    found, edition = released(book, key), wording("reason", key, at)
    if found is None or edition is None:
        return found
    further = replace(found.next, zh=edition.next_zh, en=edition.next_en)
    return replace(found, zh=edition.body_zh, en=edition.body_en, next=further)


def say(book: LawBook, key: str | None) -> dict[str, Any]:
    """{"why", "say": {zh, en}, "next": {zh, en}}; the last two are None where nobody gave words, which lint refuses."""
    found = reason(book, key) if key else None
    return {
        "why": key,
        "say": {"zh": found.zh, "en": found.en} if found else None,
        "next": {"zh": found.next.zh, "en": found.next.en} if found else None,
    }
