"""Life situations: the doors of the home page, made from the topics of the services that exist."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from yimen.channels.portal.shelf import Shelf, best_first
from yimen.core.places.reading import read
from yimen.core.services.editions import Edition
from yimen.web.language import spoken
from yimen.web.words import choose, text

FILE = Path(__file__).parent / "situations.yaml"
WORDS = 3  # that a door names


@dataclass(frozen=True, kw_only=True)
class Situation:
    icon: str
    topics: list[str]


@cache
def situations() -> dict[str, Situation]:
    """Raises NotTheLanguage at the first page for a file that cannot be read."""
    return read(dict[str, Situation], FILE)


def situation_of(edition: Edition) -> str:
    """The situation that names the most particular topic of a service: the last of its topics decides; nothing if none does."""
    for topic in reversed(edition.service.topics):
        for key, one in situations().items():
            if topic in one.topics:
                return key
    return ""


def within(key: str, found: Shelf) -> list[Edition]:
    """The services of a situation, the best first."""
    return best_first(edition for edition in found.values() if situation_of(edition) == key)


def doors(found: Shelf) -> list[dict[str, Any]]:
    """The doors that lead somewhere."""
    return [door(key, one, inside) for key, one in situations().items() if (inside := within(key, found))]


def door(key: str, situation: Situation, inside: list[Edition]) -> dict[str, Any]:
    return {
        "href": f"/services/?life={key}",
        "icon": situation.icon,
        "title": text(f"home.door.{key}.title"),
        "more": text("list.comma").join(dict.fromkeys(plain_name(edition) for edition in inside[:WORDS])),
    }


def plain_name(edition: Edition) -> str:
    """What people call it; in English, where nobody has written that, what it ends in."""
    result = edition.service.result
    if spoken() == "en":
        return choose(result.zh if result and result.zh else edition.service.name)
    return choose(edition.service.words[0] if edition.service.words else edition.service.name)
