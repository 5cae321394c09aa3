"""The dated values of this room (rights.yaml): topics of consent with their texts, times, articles."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from yimen.core.places.law import Mark
from yimen.core.places.reading import read
from yimen.core.places.times import Time


@dataclass(frozen=True, kw_only=True)
class Two:
    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Text:
    from_: date
    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Topic:
    law: str
    texts: tuple[Text, ...]
    instead: Two
    instead_more: Two
    by_it: Two

    def text(self, on: date) -> Text:
        """The text in force on a day."""
        return max((one for one in self.texts if one.from_ <= on), key=lambda one: one.from_, default=self.texts[0])


@dataclass(frozen=True, kw_only=True)
class Length:
    time: Time
    law: str
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class Child:
    """Who is younger does not consent alone."""

    years: int
    law: str


@dataclass(frozen=True, kw_only=True)
class Law:
    see: str
    correct: str
    withdraw: str
    erase: str


@dataclass(frozen=True, kw_only=True)
class Rights:
    answer: Length
    export: Length
    law: Law
    child: Child
    what: dict[str, Two]
    consents: dict[str, Topic]


@cache
def rights() -> Rights:
    return read(Rights, Path(__file__).with_name("rights.yaml"))
