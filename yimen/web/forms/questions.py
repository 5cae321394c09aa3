"""A question of one fact: what is asked, in which form, and what may be answered. Made from the declared facts of a service."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, Protocol

from yimen.web.words import Words, choose, knows, text

Kind = Literal["yes_no", "choice", "choices", "number", "money", "date", "text", "long_text", "region", "place", "plate",
               "id_number", "phone", "telephone", "file", "records"]  # fmt: skip
LONGEST: Mapping[str, int] = {"text": 500, "long_text": 4000, "place": 500}
BRIEF, MOST_BRIEF = 20, 6  # characters of an answer, answers in one row
ANSWERED: tuple[Kind, ...] = ("yes_no", "choice", "choices")  # by choosing, not by typing


class Column(Protocol):
    """A field of a list, as the service language declares it."""

    @property
    def zh(self) -> Words: ...
    @property
    def type(self) -> str: ...
    @property
    def ask(self) -> Words | None: ...
    @property
    def choices(self) -> Any: ...


class Fact(Column, Protocol):
    """A declared fact of the service language."""

    @property
    def fields(self) -> Mapping[str, Column]: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """`closed` says why it cannot be chosen now; it is shown all the same."""

    code: str
    text: str
    hint: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    name: str  # of its inputs
    kind: Kind
    label: str  # the question itself; in a list, the heading of its column
    short: str = ""  # the name of the fact, for summaries and errors
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    fields: tuple["Question", ...] = ()  # of records
    optional: bool = False
    earliest: date | None = None
    latest: date | None = None
    most: int = 20  # records
    longest: int = 500  # characters
    keyed: int = 0  # the digit that chooses its first answer, at the desk

    @property
    def id(self) -> str:
        """The id of the first input, to which errors lead."""
        return "f-" + self.name.replace(".", "-")

    @property
    def chosen(self) -> bool:
        return self.kind in ANSWERED

    @property
    def brief(self) -> bool:
        """May the answers stand in one row where there is room? A few short words each, nothing to explain."""
        told = [one for one in self.choices if one.hint or one.closed or len(one.text) > BRIEF]
        return not told and len(self.choices) <= MOST_BRIEF

    def under(self, prefix: str) -> "Question":
        """The same question as part of a list."""
        return replace(self, name=f"{prefix}.{self.name}")


def question(name: str, fact: Fact, *, options: Sequence[Mapping[str, Any]] = (), **more: Any) -> Question:
    """The question of a declared fact. `options` are those of the advice, for a choice among `options` of the service:
    [{code, zh, why_not?}]. `more` are fields of Question that the door knows better (hint, latest, optional …)."""
    made = _question(name, fact)
    choices = made.choices or tuple(_option(option) for option in options)
    columns = getattr(fact, "fields", {}).items()
    fields = tuple(
        _question(field, column) for field, column in columns if column.ask
    )  # the others come from registers
    return replace(made, choices=choices, fields=fields, **more)


def _question(name: str, fact: Column) -> Question:
    kind: Kind = fact.type  # type: ignore[assignment]
    label = choose(fact.ask or fact.zh)
    hint = text(f"field.hint.{kind}") if knows(f"field.hint.{kind}") else ""
    return Question(name, kind, label, choose(fact.zh), hint, _choices(fact), longest=LONGEST.get(kind, 100))


def _choices(fact: Column) -> tuple[Choice, ...]:
    if fact.type == "yes_no":
        return Choice("yes", text("field.yes")), Choice("no", text("field.no"))
    if isinstance(fact.choices, Mapping):
        return tuple(Choice(code, choose(words)) for code, words in fact.choices.items())
    return ()


def _option(option: Mapping[str, Any]) -> Choice:
    shown: Words = {"zh": option["zh"], "en": option["en"]} if option.get("en") else option["zh"]
    return Choice(option["code"], choose(shown), closed=str(option.get("why_not") or ""))


def names(asks: Iterable[Question]) -> dict[str, str]:
    """The short name of each input of a page with several, so that the summary of errors says where each belongs."""
    parts = {"date": ("y", "m", "d"), "region": ("1", "2", "3")}
    found: dict[str, str] = {}
    for ask in asks:
        inputs = [ask.name, *(f"{ask.name}.{part}" for part in parts.get(ask.kind, ()))]
        found |= dict.fromkeys(inputs, ask.short or ask.label)
        found |= names(field.under(f"{ask.name}.new") for field in ask.fields)
    return found
