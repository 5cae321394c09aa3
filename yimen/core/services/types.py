"""The closed types of facts: each knows how to ask, read, validate, print, read aloud and mask itself.

Values are bool, str, frozenset, int, Decimal, date, a dict (record) or a tuple of dicts (records); words and patterns of
each type are data (data/types.yaml). What is no value of its type raises NotAValue, which carries words for the person.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, cast, get_args
from unicodedata import category, normalize

from yimen.core.places.identity import born, check_digit
from yimen.core.places.reading import read
from yimen.core.places.regions import regions
from yimen.core.services.declared import Declared, Field
from yimen.core.services.finite import finite
from yimen.core.services.words import Type, Words

Language = Literal["zh", "en"]
Choices = Mapping[str, Words]
LONGEST = 500


@dataclass(frozen=True, kw_only=True)
class Form:
    """The words of a type: how it is asked, and what a wrong answer is told."""

    input: str
    inputmode: str | None = None
    autocomplete: str | None = None
    hint: Words | None = None
    pattern: str | None = None
    wrong: Words
    shown: dict[str, Words] = field(default_factory=dict)


FORMS: dict[str, Form] = read(dict[str, Form], Path(__file__).parent / "data/types.yaml")


class NotAValue(ValueError):
    """A text that is no value of its type; `words` tell the person what to enter."""

    def __init__(self, kind: str, text: Any):
        super().__init__(f"{text!r} is no {kind}: {FORMS[kind].wrong}")
        self.kind, self.text, self.words = kind, text, FORMS[kind].wrong


def need(holds: Any, kind: str, text: Any) -> None:
    if not holds:
        raise NotAValue(kind, text)


def matching(kind: Type, text: Any) -> str:
    """The text in normal form, if it has the pattern of its type."""
    clean = normalize("NFKC", str(text)).strip()
    need(not isinstance(text, bool) and re.fullmatch(FORMS[kind].pattern or ".*", clean), kind, text)
    return clean


def read_yes_no(text: Any, _: Choices) -> bool:
    need(text in (True, False, "true", "false") and type(text) in (bool, str), "yes_no", text)
    return text in (True, "true")


def read_choice(text: Any, choices: Choices) -> str:
    need(isinstance(text, str) and text and (not choices or text in choices), "choice", text)
    return str(text)


def read_choices(text: Any, choices: Choices) -> frozenset[str]:
    several = [text] if isinstance(text, str) else text
    need(isinstance(several, (list, tuple, frozenset, set)) and several, "choices", text)
    need(all(isinstance(one, str) and (not choices or one in choices) for one in several), "choices", text)
    return frozenset(several)


def read_number(text: Any, _: Choices) -> int:
    return int(matching("number", text))


def read_money(text: Any, _: Choices) -> Decimal:
    need(not isinstance(text, float), "money", text)
    return Decimal(matching("money", text)).quantize(Decimal("0.01"))


def read_date(text: Any, _: Choices) -> date:
    if type(text) is date:
        return text
    try:
        return date.fromisoformat(matching("date", text))
    except ValueError as wrong:
        raise NotAValue("date", text) from wrong


def read_line(kind: Type) -> Callable[[Any, Choices], str]:
    def read_text(text: Any, _: Choices) -> str:
        need(isinstance(text, str) and 0 < len(text.strip()) <= LONGEST and not hidden(text.strip()), kind, text)
        return str(text).strip()

    return read_text


def hidden(text: str) -> bool:
    """Does it hold what nobody can see, or what turns the order of reading? Characters of private use are names of people (GB 18030)."""
    return any(not one.isprintable() and category(one) != "Co" for one in text)


def read_patterned(kind: Type) -> Callable[[Any, Choices], str]:
    return lambda text, _: matching(kind, text)


def read_plate(text: Any, _: Choices) -> str:
    """Blanks and middle dots are dropped; O is never taken for 0 silently (GA 36)."""
    return matching("plate", re.sub(r"[\s·•．.]", "", str(text)).upper())


def read_id_number(text: Any, _: Choices) -> str:
    """GB 11643: a birthday that was, and the check digit of the first seventeen."""
    number = matching("id_number", str(text).upper())
    need(check_digit(number) == number[17], "id_number", text)
    try:
        born(number)
    except ValueError as wrong:
        raise NotAValue("id_number", text) from wrong
    return number


def read_region(text: Any, _: Choices) -> str:
    """A code of GB/T 2260, also an abolished one: an old register may still hold it."""
    code = matching("region", text)
    need(regions().known(code), "region", text)
    return code


def read_record(text: Any, _: Choices) -> dict[str, Any]:
    need(isinstance(text, Mapping) and finite(text), "record", text)
    return dict(text)


def spelled(text: str) -> str:
    """One character after another, as a voice should say a number."""
    return " ".join(text)


def as_text(value: Any, _c: Choices, _l: Language) -> str:
    return str(value)


def in_language(text: Words, language: Language) -> str:
    return text.en or text.zh if language == "en" else text.zh


def said(kind: Type, word: str, language: Language) -> str:
    """A word of the catalogue of a type."""
    return in_language(FORMS[kind].shown[word], language)


def words_of(value: str, choices: Choices, language: Language) -> str:
    return in_language(choices[value], language) if value in choices else value


def show_yes_no(value: bool, _: Choices, language: Language) -> str:
    return said("yes_no", str(value).lower(), language)


def show_choices(value: frozenset[str], choices: Choices, language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(
        words_of(one, choices, language) for one in ordered(value, choices)
    )


def ordered(value: frozenset[str], choices: Choices) -> list[str]:
    """Several choices in the order of their declaration."""
    return [one for one in choices if one in value] + sorted(value - set(choices))


def show_money(value: Decimal, _: Choices, language: Language) -> str:
    return said("money", "form", language).format(f"{value:.2f}")


def show_date(value: date, _: Choices, language: Language) -> str:
    return said("date", "form", language).format(value.year, value.month, value.day)


def show_count(value: Any, _: Choices, language: Language) -> str:
    return said("records", "form", language).format(len(value))


def show_presence(_v: Any, _c: Choices, language: Language) -> str:
    return said("record", "form", language)


@dataclass(frozen=True, kw_only=True)
class TypeOfFact:
    """One row of the registry. `keep` is how many characters at each end a masked value shows; None hides it whole."""

    read: Callable[[Any, Choices], Any]
    show: Callable[[Any, Choices, Language], str] = as_text
    ordered: bool = False  # has it more and less?
    speak: Callable[[str], str] = str  # from what is printed to what is said
    keep: tuple[int, int] | None = None


TYPES: dict[Type, TypeOfFact] = {
    "yes_no": TypeOfFact(read=read_yes_no, show=show_yes_no),
    "choice": TypeOfFact(read=read_choice, show=words_of),
    "choices": TypeOfFact(read=read_choices, show=show_choices),
    "number": TypeOfFact(read=read_number, ordered=True),
    "money": TypeOfFact(read=read_money, show=show_money, ordered=True),
    "date": TypeOfFact(read=read_date, show=show_date, ordered=True),
    "text": TypeOfFact(read=read_line("text"), keep=(1, 0)),
    "region": TypeOfFact(read=read_region, keep=(2, 0)),
    "place": TypeOfFact(read=read_line("place"), keep=(3, 0)),
    "plate": TypeOfFact(read=read_plate, speak=spelled, keep=(2, 1)),
    "id_number": TypeOfFact(read=read_id_number, speak=spelled, keep=(1, 1)),
    "phone": TypeOfFact(read=read_patterned("phone"), speak=spelled, keep=(3, 2)),
    "record": TypeOfFact(read=read_record, show=show_presence),
    "records": TypeOfFact(read=lambda rows, _: tuple(read_record(row, {}) for row in rows), show=show_count),
    "file": TypeOfFact(read=read_line("file"), show=show_presence),
}
if missing := set(get_args(Type)) ^ TYPES.keys() | set(get_args(Type)) ^ FORMS.keys():
    raise LookupError(f"types without verbs or words: {', '.join(sorted(missing))}")


def read_value(declared: Declared | Field, text: Any, choices: Choices, strict: bool = True) -> Any:
    """The value written as `text` in JSON, YAML or a form. `strict` refuses what a record of a person lacks or has too much."""
    if isinstance(declared, Declared) and declared.type == "records":
        need(isinstance(text, (list, tuple)), "records", text)
        rows = tuple(read_row(declared.fields, row, strict) for row in text)
        numbers = [
            row[name] for name, one in declared.fields.items() if one.type == "id_number" for row in rows if name in row
        ]
        need(not strict or len(set(numbers)) == len(numbers), "records", text)
        return rows
    return TYPES[declared.type].read(text, choices)


def read_row(fields: Mapping[str, Field], row: Any, strict: bool) -> dict[str, Any]:
    """One record of a list; fields that nobody declared are left in their register (个人信息保护法§6)."""
    need(isinstance(row, Mapping), "records", row)
    asked = {name for name, one in fields.items() if one.ask}
    need(not strict or (row.keys() <= fields.keys() and asked <= row.keys()), "records", row)
    kept = {name: one for name, one in fields.items() if row.get(name) is not None}
    return {name: TYPES[one.type].read(row[name], one.choices or {}) for name, one in kept.items()}


def plain(value: Any) -> Any:
    """A value as JSON: dates ISO 8601, money with two decimals as text, several choices as a sorted list."""
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def show(declared: Declared | Field, value: Any, choices: Choices, language: Language = "zh") -> str:
    """A value as it is printed."""
    return TYPES[declared.type].show(value, choices, language)


def aloud(declared: Declared | Field, value: Any, choices: Choices, language: Language = "zh") -> str:
    """A value as a voice says it: numbers of documents, plates and phones one character at a time."""
    return TYPES[declared.type].speak(show(declared, value, choices, language))


def mask(declared: Declared | Field, value: Any, choices: Choices, language: Language = "zh") -> str:
    """A value as a stranger may see it."""
    text, keep = show(declared, value, choices, language), TYPES[declared.type].keep
    first, last = keep or (0, 0)
    return text[:first] + "*" * max(len(text) - first - last, 1) + (text[-last:] if last else "")


def asking(declared: Declared | Field, choices: Choices) -> dict[str, Any]:
    """How a form asks for it: kind of input, hints and choices, in both languages."""
    form = FORMS[declared.type]
    found: dict[str, Any] = {"type": declared.type, "input": form.input}
    found |= {name: said for name in ("inputmode", "autocomplete") if (said := getattr(form, name))}
    if form.hint:
        found["hint"] = said_in_both(form.hint)
    if choices:
        found["choices"] = {code: said_in_both(text) for code, text in choices.items()}
    if isinstance(declared, Declared) and declared.fields:
        found["fields"] = {name: column(one) for name, one in declared.fields.items()}
    return found


def column(one: Field) -> dict[str, Any]:
    return {"zh": one.zh.zh, "question": said_in_both(one.ask), **asking(one, one.choices or {})}


def said_in_both(text: Words | None) -> dict[str, str | None] | None:
    return cast("dict[str, str | None]", {"zh": text.zh, "en": text.en}) if text else None
