"""The words of a notice."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from yimen.core.places.reading import read
from yimen.core.places.wordings import wording
from yimen.core.services.words import Words


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a notice says: `{service}`, `{number}` and `{due}` in it are filled from the notice's data."""

    title: Words
    body: Words


@cache
def catalogue() -> dict[str, Told]:
    found: dict[str, Told] = read(dict[str, Told], Path(__file__).with_name("messages.yaml"))
    return found


def told(key: str, at: datetime) -> Told | None:
    """The words in which something was told at a moment: an edition approved later changes nothing of it."""
    edition = wording("notice", key, at)
    if edition is None:
        return catalogue().get(key)
    title = Words(zh=edition.title_zh, en=edition.title_en)
    return Told(title=title, body=Words(zh=edition.body_zh, en=edition.body_en))
