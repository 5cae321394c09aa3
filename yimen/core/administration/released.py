"""Public texts as this release brought them, each under its kind and key, in the columns of an edition (places.Wording)."""

from collections.abc import Mapping
from typing import Any

from yimen.core.notices.rules import texts
from yimen.core.notices.wording import catalogue
from yimen.core.places.law_book import law_book
from yimen.core.places.models import Wording
from yimen.core.places.wordings import Kind
from yimen.core.services.reasons import CORE, released

WORDS = ("title_zh", "title_en", "body_zh", "body_en", "next_zh", "next_en", "template")
KINDS: tuple[Kind, ...] = ("reason", "notice", "sms")
ASKED: Mapping[str, tuple[str, ...]] = {
    "reason": ("body_zh", "body_en", "next_zh", "next_en"),
    "notice": ("title_zh", "title_en", "body_zh", "body_en"),
    "sms": ("body_zh", "template"),
}


def keys_of(kind: str) -> list[str]:
    match kind:
        case "reason":
            return [*law_book().reasons, *CORE]
        case "notice":
            return list(catalogue())
    return list(texts())


def released_row(kind: str, key: str) -> Wording | None:
    """A row that is in no table; None where the release has no such text."""
    words = _words(kind, key) if kind in KINDS and key in keys_of(kind) else None
    return Wording(kind=kind, key=key, **words) if words else None


def _words(kind: str, key: str) -> dict[str, str]:
    if kind == "sms":
        return {"body_zh": texts()[key].zh, "template": texts()[key].template}
    if kind == "notice":
        told = catalogue()[key]
        titles = {"title_zh": told.title.zh, "title_en": told.title.en or ""}
        return titles | {"body_zh": told.body.zh, "body_en": told.body.en or ""}
    found = released(law_book(), key)
    if found is None:
        return {}
    return {"body_zh": found.zh, "body_en": found.en, "next_zh": found.next.zh, "next_en": found.next.en}


def said_in(values: Mapping[str, Any]) -> dict[str, Any]:
    """The words alone."""
    return {name: values.get(name) or "" for name in WORDS}
