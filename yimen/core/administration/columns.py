"""What may stand in each column of the house, read from what a person typed: one reading for pages and for workbooks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args
from unicodedata import category

from yimen.core.people.acting_as import STAFF_ROLES
from yimen.core.places.clock import today
from yimen.core.places.law_book import law_book
from yimen.core.places.opening import NotHours, read as read_hours
from yimen.core.places.reading import read
from yimen.core.places.regions import regions

MisreadKey = Literal[
    "missing", "too_long", "control", "office_code", "badge", "region", "kind", "authority", "hours", "phone", "role", "day",
    "number", "backwards", "unknown_office", "unknown_member", "twice", "formula",
    "nothing", "unknown_column", "no_column",
    "unknown_slot", "missing_slot", "too_many_parts", "foreign_address", "past",
]  # fmt: skip
MISREAD_KEYS: tuple[MisreadKey, ...] = get_args(MisreadKey)
KINDS = ("hall", "station", "department")
PHONE = re.compile(r"[0-9+() -]{5,30}")
BADGE = re.compile(r"[A-Za-z0-9_-]{1,32}")
DAY = timedelta(days=1)
WRITTEN = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


class Misread(ValueError):
    """What stands in a cell cannot be taken; `key` has words at every door."""

    def __init__(self, key: MisreadKey, found: str = ""):
        super().__init__(key)
        self.key: MisreadKey = key
        self.found = found[:60]


@dataclass(frozen=True)
class Column:
    """`name` is the attribute of the row, `reads` takes what was typed."""

    name: str
    reads: Callable[[str], Any]
    needed: bool = True
    says: Callable[[Any], str] = str
    longest: int = 80

    def read(self, typed: str) -> Any:
        """The value; what is empty is empty of its kind. Raises Misread."""
        plain = " ".join(typed.split())
        if any(category(one) in ("Cc", "Cf", "Cs") for one in plain):
            raise Misread("control", plain)
        if len(plain) > self.longest:
            raise Misread("too_long", plain)
        if not plain and self.needed:
            raise Misread("missing")
        return self.reads(plain)

    def said(self, value: Any) -> str:
        """As it is typed."""
        return "" if value is None else self.says(value)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The Chinese words of workbook.yaml: sheets, columns, kinds and roles."""

    sheets: dict[str, str]
    columns: dict[str, str]
    kinds: dict[str, str]
    roles: dict[str, str]


@cache
def terms() -> Terms:
    return read(Terms, Path(__file__).parent / "data" / "workbook.yaml")


def text(typed: str) -> str:
    return typed


def is_region(code: str) -> bool:
    return (
        len(code) == 6
        and code.isascii()
        and code.isdecimal()
        and regions().known(code)
        and regions().alive(code, today())
    )


def office_code(typed: str) -> str:
    """Twelve digits that begin with a region of today (GA/T 380)."""
    if not (len(typed) == 12 and typed.isascii() and typed.isdecimal() and is_region(typed[:6])):
        raise Misread("office_code", typed)
    return typed


def badge(typed: str) -> str:
    if not BADGE.fullmatch(typed):
        raise Misread("badge", typed)
    return typed


def region(typed: str) -> str:
    if not is_region(typed):
        raise Misread("region", typed)
    return typed


def _one_of(said: Mapping[str, str], key: MisreadKey) -> Callable[[str], str]:
    """By its key, or by its name."""

    def reads(typed: str) -> str:
        for code, name in said.items():
            if typed in (code, name):
                return code
        raise Misread(key, typed)

    return reads


def kind(typed: str) -> str:
    return _one_of(terms().kinds, "kind")(typed)


def role(typed: str) -> str:
    return _one_of({one: terms().roles[one] for one in STAFF_ROLES}, "role")(typed)


def authorities() -> dict[str, str]:
    """Those that are competent today, by name."""
    return {key: one.zh for key, one in law_book().authorities.items() if one.holds(today())}


def authority(typed: str) -> str:
    return _one_of(authorities(), "authority")(typed)


def several(typed: str) -> list[str]:
    return [authority(one.strip()) for one in re.split("[、,，;；]", typed) if one.strip()]


def hours(typed: str) -> str:
    try:
        read_hours(typed)
    except NotHours as wrong:
        raise Misread("hours", typed) from wrong
    return typed


def hours_of_day(typed: str) -> str:
    """Spans of one day; an empty text is a day on which nobody is there."""
    hours(f"每天 {typed}" if typed else "")
    return typed


def day_to_come(typed: str) -> date | None:
    found = day(typed)
    if found and found < today():
        raise Misread("past", typed)
    return found


def phone(typed: str) -> str:
    if typed and not PHONE.fullmatch(typed):
        raise Misread("phone", typed)
    return typed


def number(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed[:5]) <= 999):
        raise Misread("number", typed)
    return int(typed)


def day(typed: str) -> date | None:
    if not typed:
        return None
    match = WRITTEN.fullmatch(typed)
    try:
        return date(*map(int, match.groups())) if match else _not_a_day(typed)
    except ValueError as wrong:
        raise Misread("day", typed) from wrong


def _not_a_day(typed: str) -> date:
    raise ValueError(typed)


def _name_of_authority(key: str) -> str:
    found = law_book().authorities.get(key)
    return found.zh if found else key


COLUMNS: dict[str, tuple[Column, ...]] = {
    "office": (
        Column("code", office_code),
        Column("name_zh", text),
        Column("name_en", text, needed=False, longest=120),
        Column("kind", kind, says=lambda value: terms().kinds[value]),
        Column("authority", authority, says=_name_of_authority),
        Column(
            "serves", several, needed=False, says=lambda value: "、".join(map(_name_of_authority, value)), longest=400
        ),
        Column("address", text, needed=False, longest=200),
        Column("phone", phone, needed=False),
        Column("opens", hours, needed=False),
    ),
    "counter": (Column("office_id", office_code), Column("number", number), Column("name_zh", text, needed=False)),
    "office_day": (
        Column("day", day_to_come),
        Column("hours", hours_of_day, needed=False, longest=40),
        Column("note", text, longest=40),
    ),
    "staff": (Column("id", badge), Column("name", text, longest=100), Column("reach", region)),
    "post": (
        Column("staff_id", badge),
        Column("office", office_code),
        Column("role", role, says=lambda value: terms().roles[value]),
        Column("since", day),
        Column("until", day, needed=False),
    ),
    "leave": (Column("since", day), Column("until", day), Column("delegate", text, needed=False, longest=32)),
}


def read_row(sheet: str, typed: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Misread]]:
    """The values of one row, and by column what cannot be taken: never one without looking at the others."""
    values: dict[str, Any] = {}
    wrong: dict[str, Misread] = {}
    for column in COLUMNS[sheet]:
        if column.name not in typed:
            continue
        try:
            values[column.name] = column.read(typed[column.name])
        except Misread as misread:
            wrong[column.name] = misread
    if not wrong and "since" in values and (until := values.get("until")):
        first, last = values["since"], until if sheet == "leave" else until - DAY  # of a leave the last day is included
        if last < first:
            wrong["until"] = Misread("backwards", typed["until"])
    return values, wrong
