"""What may be published although it is not finished, and is therefore counted."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any

from yimen.core.places.law import UNCHECKED
from yimen.core.services.language import Words
from yimen.core.services.linter.articles import DOUBTFUL, cited
from yimen.core.services.linter.subject import Subject
from yimen.core.services.linter.texts import lacking


@dataclass(frozen=True)
class Counts:
    unchecked: int  # 待核
    doubtful: int  # mark K or ?
    without_english: int
    lacks: int  # what an opening service still lacks

    def __str__(self) -> str:
        named = {UNCHECKED: self.unchecked, "K": self.doubtful, "without en": self.without_english, "lacks": self.lacks}
        return ", ".join(f"{number} {name}" for name, number in named.items() if number)

    @property
    def plain(self) -> dict[str, int]:
        return asdict(self)


def counts(subject: Subject) -> Counts:
    places = list(cited(subject))
    return Counts(
        unchecked=sum(one.law == UNCHECKED for one in places),
        doubtful=sum(one.mark in DOUBTFUL for one in places),
        without_english=sum(text.en is None for text in words(subject.service)),
        lacks=len(lacking(subject)) if subject.service.status == "opening" else 0,
    )


def words(value: Any) -> Iterator[Words]:
    """Every text in two languages, wherever it stands."""
    if isinstance(value, Words):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from words(getattr(value, one.name))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from words(one)
    elif isinstance(value, dict):
        yield from words(list(value.values()))
