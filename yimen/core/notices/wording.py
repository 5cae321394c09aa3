"""The words of a notice."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yimen.core.places.reading import read
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
