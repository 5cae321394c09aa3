"""Values of facts as officers read them. A record says by its own fields what it is; numbers of persons stay masked."""

from collections.abc import Mapping
from typing import Any

from yimen.channels.hall.places import place_name
from yimen.core.people.numbers import masked
from yimen.core.services.absent import NONE, UNKNOWN
from yimen.core.services.editions import Edition
from yimen.web import days
from yimen.web.formats import yuan
from yimen.web.words import choose, text


def worded(edition: Edition, name: str, value: Any) -> str:
    declared = edition.service.facts[name]
    if value is NONE or value == "none":
        return text("hall.value.none")
    if value is UNKNOWN or value is None or value == "unknown":
        return text("hall.value.unknown")
    if name in edition.item_facts and isinstance(value, Mapping):
        return text("list.comma").join(told(declared, one, edition.choices(name)) for one in value.values())
    return told(declared, value, edition.choices(name) if declared.type in ("choice", "choices") else {})


def told(declared: Any, value: Any, choices: Any) -> str:  # noqa: PLR0911 – one line a type
    """A value of a fact, or of a field of a list, in words."""
    match declared.type:
        case "yes_no":
            return text("field.yes" if value else "field.no")
        case "choice":
            return choose(choices[value]) if value in choices else str(value)
        case "choices":
            return text("list.comma").join(choose(words) for code, words in choices.items() if code in value)
        case "date":
            return days.long_day(value) if hasattr(value, "year") else str(value)
        case "money":
            return yuan(value)
        case "region":
            return place_name(str(value))
        case "id_number" | "phone" | "plate":
            return masked(str(value))
        case "record" | "file":
            return text("hall.value.there")
        case "records":
            return records(declared, value)
        case _:
            return str(value)


def records(declared: Any, value: Any) -> str:
    rows = [
        " ".join(
            told(column, row[name], column.choices or {}) for name, column in declared.fields.items() if name in row
        )
        for row in (value if isinstance(value, list | tuple) else ())
    ]
    return text("list.comma").join(rows) or text("hall.value.nobody")
