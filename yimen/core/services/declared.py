"""Declared facts: everything the rules of a service may look at, and the ladder each comes from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from yimen.core.places.reading import Expected
from yimen.core.services.words import Type, When, Words

DERIVATIONS = ("of", "days_until", "months_since", "years_since", "age_of", "count_of", "ends", "item_of")
COUNTED = ("days_until", "months_since", "years_since", "age_of", "count_of")  # their outcome is a number
CHOSEN = ("choice", "choices")
ENDS = re.compile(r"[a-z][a-z_0-9]* \+ [1-9]\d{0,2} (months?|years?|calendar days?)")
Choices = dict[str, Words] | str  # {code: text}, or the name of a list under `options`


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of a `records` fact."""

    zh: Words
    type: Type
    ask: Words | None = None
    choices: dict[str, Words] | None = None

    def complaints(self) -> Iterator[Expected]:
        if (self.type in CHOSEN) != bool(self.choices):
            yield Expected("choices with a choice, and only there", at="choices", found=repr(self.choices))
        if self.type == "records":
            yield Expected("a plain type: a list holds no lists", at="type", found="records")


@dataclass(frozen=True, kw_only=True)
class Declared:
    zh: Words
    type: Type
    from_: list[str] = field(default_factory=list)  # the ladder: the first answer wins
    ask: Words | None = None
    choices: Choices | None = None
    fields: dict[str, Field] = field(default_factory=dict)
    secret: bool = False
    of: str | None = None  # record.field
    days_until: str | None = None
    months_since: str | None = None
    years_since: str | None = None
    age_of: str | None = None
    count_of: str | None = None  # a `records` fact
    ends: str | None = None  # “issued_on + 6 months”: the last day of a period that begins on that day
    where: When = field(default_factory=dict)  # {field: cell} of the records counted
    item_of: str | None = None  # a `choices` or `records` fact

    @property
    def derivation(self) -> tuple[str, str] | None:
        """The word and the text behind it, e.g. ("of", "permit.expires_on"); None for a fact that somebody supplies."""
        return next(((word, text) for word in DERIVATIONS if (text := getattr(self, word))), None)

    @property
    def parent(self) -> str | None:
        """The fact from which this one is derived."""
        return self.derivation[1].partition(".")[0].partition(" ")[0] if self.derivation else None

    @property
    def may_be_none(self) -> bool:
        """Can a register say that there is none? Never of a yes or no, a list, or what only a person can tell."""
        return self.type not in ("yes_no", "records") and bool(self.from_ or self.derivation)

    def complaints(self) -> Iterator[Expected]:
        words = [word for word in DERIVATIONS if getattr(self, word)]
        if len(words) > 1:
            yield Expected("one derivation", at=words[1], found=" and ".join(words))
        if words and (self.from_ or self.ask):
            yield Expected(
                "nothing: a derived fact has neither ladder nor question", at="from" if self.from_ else "ask"
            )
        if self.of and not all(self.of.partition(".")):
            yield Expected("record.field", at="of", found=self.of)
        if self.ends and not ENDS.fullmatch(self.ends):
            yield Expected("a date and a period, like “issued_on + 6 months”", at="ends", found=self.ends)
        yield from self._shape(words)

    def _shape(self, words: list[str]) -> Iterator[Expected]:
        """The parts that only one type has."""
        if set(words) & set(COUNTED) and self.type != "number":
            yield Expected("number, which is what this derivation gives", at="type", found=self.type)
        if self.ends and self.type != "date":
            yield Expected("date, which is what this derivation gives", at="type", found=self.type)
        if self.type not in CHOSEN and self.choices:
            yield Expected("nothing: only a choice has choices", at="choices")
        if self.ask and self.type in CHOSEN and not self.choices:
            yield Expected("choices for the question", at="ask", found="none")
        if (self.type == "records") != bool(self.fields):
            yield Expected("fields with records, and only there", at="fields", found=repr(list(self.fields)))
        if self.where and not self.count_of:
            yield Expected("nothing: `where` belongs to `count_of`", at="where")
        if self.type == "record" and self.ask:
            yield Expected("nothing: a whole record cannot be asked; ask its fields, or `records`", at="ask")
