"""Who is competent: authorities come and go, and a successor takes over on a day (fire left the police in 2018)."""

from datetime import date
from typing import Any

from yimen.core.places.law_book import LawBook


def competence(book: LawBook, key: str, on: date) -> dict[str, Any]:
    """The authority of a service on a day; `competent` is false where neither it nor a successor is there on that day."""
    now = book.authority(key, on)
    told = {"key": now.key, "zh": now.zh, "en": now.en, "law": now.law, "mark": now.mark, "competent": now.holds(on)}
    return told | {"instead_of": None if now.key == key else key}
