"""What came back for a question: a value, or what is wrong with it, and in any case what was typed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from markupsafe import Markup

from yimen.web.words import say

WrongKey = Literal[
    "missing", "choose", "unknown_choice", "closed_choice", "too_long", "control", "broken", "nul",
    "not_number", "not_whole", "too_small", "not_money", "too_exact",
    "not_date", "no_such_day", "short_year", "date_part", "too_late", "too_early", "future",
    "number", "plate", "twice",
    "unknown_place", "file_missing", "file_empty", "file_size", "file_kind", "too_many",
]  # fmt: skip


class Values(Protocol):
    """What QueryDict and MultiValueDict share."""

    def get(self, key: str, default: Any = None, /) -> Any: ...

    def getlist(self, key: str) -> list[Any]: ...

    def __contains__(self, key: object) -> bool: ...

    def __iter__(self) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields and files of a request."""

    fields: Values
    files: Values | None = None

    def text(self, name: str) -> str:
        return str(self.fields.get(name) or "")

    def texts(self, name: str) -> list[str]:
        return [str(value) for value in self.fields.getlist(name)]

    def file(self, name: str) -> Any:
        """The uploaded file, or None."""
        return self.files.get(name) if self.files is not None else None


class Wrong(ValueError):
    """One thing that cannot be taken, from a closed set. `at` is the input it belongs to; the other values fill its words."""

    def __init__(self, key: WrongKey, at: str = "", **values: Any):
        super().__init__(key)
        self.key: WrongKey = key
        self.at = at
        self.values = values

    def placed(self, at: str) -> "Wrong":
        return self if self.at else Wrong(self.key, at, **self.values)

    @property
    def words(self) -> Markup:
        return say(f"wrong.{self.key}", **self.values)


@dataclass(frozen=True, slots=True)
class Answer:
    """`value` is None while something is wrong, or while the question goes on (`more`: a next level, a next record)."""

    value: Any = None
    wrongs: tuple[Wrong, ...] = ()
    sent: Mapping[str, list[str]] = field(default_factory=dict)
    more: bool = False

    @property
    def right(self) -> bool:
        return not self.wrongs and not self.more

    def typed(self, name: str) -> str:
        """What stands in an input, exactly as it was typed."""
        return (self.sent.get(name) or [""])[0]

    def ticked(self, name: str, value: str) -> bool:
        return value in self.sent.get(name, ())

    def wrong(self, name: str) -> Wrong | None:
        """What is wrong with one input."""
        return next((wrong for wrong in self.wrongs if wrong.at == name), None)


def blank() -> Answer:
    """Nothing said yet."""
    return Answer()


def known(fields: Mapping[str, str | Sequence[str]]) -> Answer:
    """An answer that stands already, to be looked at or changed."""
    return Answer(sent={name: [text] if isinstance(text, str) else list(text) for name, text in fields.items()})


def summary(answers: Iterable[Answer]) -> list[Wrong]:
    """All that is wrong on a page, in its order, for the box at the top."""
    return [wrong for answer in answers for wrong in answer.wrongs]
