"""The small words of the service language: texts in two languages, rows, options and materials."""

from dataclasses import dataclass, field
from typing import Any, Literal, Self

from yimen.core.places.law import Dated, Mark
from yimen.core.places.reading import Expected

Cell = Any  # true, 3, word, [a, b], "< 3", "3..5", none, "in NAME", "not …" – cells.py
When = dict[str, Cell]
Type = Literal["yes_no", "choice", "choices", "number", "money", "date", "text", "region", "place", "plate",
               "id_number", "phone", "record", "records", "file"]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Words:
    """Chinese text, or {zh:, en:}; traditional characters are derived, a missing English text is counted by lint."""

    zh: str
    en: str | None = None

    @classmethod
    def from_plain(cls, plain: Any) -> Self:
        if not isinstance(plain, str) or not plain.strip():
            raise Expected("Chinese text, or {zh: …, en: …}")
        return cls(zh=plain)

    def __str__(self) -> str:
        return self.zh


@dataclass(frozen=True, kw_only=True)
class Row(Dated):
    """A row of a deciding table: the first that holds wins, and `then` is the outcome."""

    when: When = field(default_factory=dict)
    then: str
    why: str | None = None
    instead: str | None = None
    within: str | None = None  # of decided_by: the time the other authority has
    examined_by: Literal["here", "city"] | None = (
        None  # of decided_by: a lower level examines first and passes it up (许可法§43)
    )
    examined_within: str | None = None  # of decided_by: the time that the lower level has
    starts: Literal["submit", "accept"] | None = None  # of time
    stops: Literal["decide", "deliver"] | None = None  # of time
    law: str | None = None
    mark: Mark = "S"
    region: str | None = None  # the accepting place: a code or a named set


@dataclass(frozen=True, kw_only=True)
class Body(Dated):
    """Another authority of the place that is asked for its opinion before the decision (许可法§26): all in parallel, under one clock."""

    authority: str
    at: Literal["here", "city", "province"] = "here"
    when: When = field(default_factory=dict)
    law: str
    mark: Mark = "S"
    region: str | None = None


@dataclass(frozen=True, kw_only=True)
class Option(Dated):
    """One of several things to choose: `when` decides whether it is shown, `open_when` whether it may be chosen."""

    code: str
    zh: Words
    when: When = field(default_factory=dict)
    open_when: When = field(default_factory=dict)
    why: str | None = None  # explains a failed open_when
    valid_for: str | None = None  # what `valid_for: as_option` refers to
    law: str | None = None
    mark: Mark = "S"
    region: str | None = None


@dataclass(frozen=True, kw_only=True)
class Material(Dated):
    """What proves a fact. It is fetched, not asked, when the ladder of that fact knows the answer."""

    id: str
    zh: Words
    proves: str | None = None
    main: bool  # a material that is not a main one may be owed
    when: When = field(default_factory=dict)
    get: list[Literal["upload", "hand_in", "window", "post"]]  # only what a person can do
    signs: Literal["guardian"] | None = None  # whom it proves signs the application too, whoever hands it in
    law: str
    mark: Mark = "S"
    region: str | None = None
