"""Values of facts as people read them. A record of a list says by its own fields what it is; numbers of persons stay
masked, since a page may be looked at by others."""

from collections.abc import Callable, Mapping
from typing import Any

from yimen.core.people.numbers import masked
from yimen.core.services.absent import NONE, UNKNOWN
from yimen.core.services.declared import Declared, Field
from yimen.core.services.editions import Edition
from yimen.core.services.words import Words
from yimen.web import days
from yimen.web.formats import yuan
from yimen.web.places import place_name
from yimen.web.words import choose, text


def worded(edition: Edition, name: str, value: Any) -> str:
    """The value of a fact; of one that differs by item the value of one item, or all of them."""
    declared = edition.service.facts[name]
    if value is NONE or value == "none":
        return text("value.none")
    if value is UNKNOWN or value is None or value == "unknown":
        return text("value.unknown")
    choices = edition.choices(name) if declared.type in ("choice", "choices") else {}
    if name in edition.item_facts and isinstance(value, Mapping):
        return text("list.comma").join(told(declared, one, choices) for one in value.values())
    return told(declared, value, choices)


def told(declared: Declared | Field, value: Any, choices: Mapping[str, Words]) -> str:
    """A value of a fact, or of a field of a list, in words."""
    match declared.type:
        case "choice":
            return choose(choices[value]) if value in choices else str(value)
        case "choices":
            return text("list.comma").join(choose(words) for code, words in choices.items() if code in value)
        case "records":
            return text("list.comma").join(records(declared, value))
        case _:
            return TOLD.get(declared.type, str)(value)


TOLD: dict[str, Callable[[Any], str]] = {
    "yes_no": lambda value: text("field.yes" if value else "field.no"),
    "date": lambda value: days.long_day(value) if hasattr(value, "year") else str(value),
    "money": yuan,
    "region": lambda value: place_name(str(value)),
    "id_number": lambda value: masked(str(value)),
    "phone": lambda value: masked(str(value)),
    "plate": lambda value: masked(str(value)),
    "record": lambda _: text("value.there"),
    "file": lambda _: text("value.there"),
}


def records(declared: Declared | Field, value: Any) -> list[str]:
    """李测试 · 配偶 · 1988年2月9日 · 4301**********0023, one a record; honest words for none."""
    fields = declared.fields if isinstance(declared, Declared) else {}
    rows = [
        " · ".join(told(column, row[name], column.choices or {}) for name, column in fields.items() if name in row)
        for row in (value if isinstance(value, list | tuple) else ())
    ]
    return rows or [text("value.nobody")]
