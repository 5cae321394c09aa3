"""The tables of the house that an alteration may name: by what a row is known, and what is written down of it before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django.db.models import Model

from yimen.core.administration.released import WORDS, released_row, said_in
from yimen.core.people.models import Post, Staff
from yimen.core.places.clock import now, today
from yimen.core.places.models import CalendarNotice, Counter, Office, OfficeDay, Wording
from yimen.core.places.notices import NewNotice, forget, load
from yimen.core.places.wordings import newest_of
from yimen.core.work.models import Leave

Values = dict[str, Any]  # of a row: attribute → as JSON has it


@dataclass(frozen=True)
class Table:
    """`follows` are columns that are worked out from other rows: written down to be read, never compared."""

    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[str, ...]
    follows: frozenset[str] = frozenset()

    def find(self, key: str, *, lock: bool = False) -> Model | None:
        """The row; it can be locked only once an alteration has opened its table."""
        named = dict(zip(self.key, key.split("/"), strict=True))
        rows = self.model._default_manager.filter(**named)  # noqa: SLF001 – Django's name for it
        return (rows.select_for_update() if lock else rows).first()

    def blank(self) -> Values:
        """What a fresh row says of itself."""
        return self.said(self.model())

    def said(self, row: Model) -> Values:
        values: Values = msgspec.to_builtins({name: getattr(row, name) for name in (*self.key, *self.columns)})
        return values

    def put(self, row: Model | None, after: Values) -> None:
        """Write a row as it shall be; what it does not name stays as it is."""
        fields = {field.attname: field for field in self.model._meta.concrete_fields}  # noqa: SLF001
        values = {name: fields[name].to_python(value) for name, value in after.items()}
        if row is None:
            self.model._default_manager.create(**values)  # noqa: SLF001
            return
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=[name for name in values if name not in self.key])

    def same(self, one: Values | None, other: Values | None) -> bool:
        if one is None or other is None:
            return one is other
        return all(one.get(name) == other.get(name) for name in self.columns if name not in self.follows)


class Notices(Table):
    """The yearly notices of holidays: a row is a year, and what is put there is a newer notice that supersedes the one before."""

    def find(self, key: str, *, lock: bool = False) -> Model | None:  # noqa: ARG002 – written once, so nothing is locked
        return CalendarNotice.objects.filter(year=int(key)).order_by("id").last()

    def put(self, row: Model | None, after: Values) -> None:  # noqa: ARG002
        load(msgspec.convert(after, NewNotice))


class Wordings(Table):
    """Public texts: a row is the edition that was approved last, or the words of the release. What is put there is a new edition, from its
    day on and never before today; undoing puts the words before there, from today on. What was said before stays as it was said."""

    def find(self, key: str, *, lock: bool = False) -> Model | None:  # noqa: ARG002 – written once, so nothing is locked
        kind, _, name = key.partition("/")
        return newest_of(kind, name) or released_row(kind, name)

    def put(self, row: Model | None, after: Values) -> None:  # noqa: ARG002
        since = date.fromisoformat(after["since"]) if after["since"] else date.min
        words = {name: after[name] for name in self.columns if name != "since"}
        Wording.objects.create(kind=after["kind"], key=after["key"], since=max(since, today()), at=now(), **words)
        forget()

    def same(self, one: Values | None, other: Values | None) -> bool:
        """In the same words: the day follows from when it was approved."""
        return bool(one and other) and said_in(one or {}) == said_in(other or {})


OFFICE = ("region", "kind", "name_zh", "name_en", "authority", "serves", "node", "address", "phone", "opens")
LEAVE = ("officer", "office", "since", "until", "delegate", "by", "at", "ended_at")
TABLES: Mapping[str, Table] = {
    "office": Table(Office, ("code",), OFFICE),
    "counter": Table(Counter, ("office_id", "number"), ("name_zh",)),
    "office_day": Table(OfficeDay, ("office_id", "day"), ("hours", "note")),
    "staff": Table(Staff, ("id",), ("name", "reach", "office", "roles", "active"), frozenset({"office", "roles", "active"})),
    "post": Table(Post, ("id",), ("staff_id", "office", "role", "since", "until")),
    "leave": Table(Leave, ("id",), LEAVE),
    "wording": Wordings(Wording, ("kind", "key"), ("since", *WORDS)),
    "notice": Notices(CalendarNotice, ("year",), ("number", "published_on", "off", "work")),
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What shall become of a row: `after` names what shall be said of it (a part is enough where the row is there), None takes it away."""

    table: str
    key: str
    after: Values | None


@dataclass(frozen=True)
class Row:
    """One row of an alteration."""

    table: str
    key: str
    before: Values | None
    after: Values | None

    @property
    def values(self) -> Values:
        return {**(self.before or {}), **(self.after or {})}

    def turned(self) -> "Row":
        return Row(self.table, self.key, self.after, self.before)


def rows_of(changes: list[Change]) -> list[Row]:
    """The rows as they stand and as they shall be, without those that stay as they are."""
    found = []
    for one in changes:
        table = TABLES[one.table]
        row = table.find(one.key)
        before = table.said(row) if row else None
        after = None if one.after is None else {**(before or table.blank()), **msgspec.to_builtins(one.after)}
        if before != after:
            found.append(Row(one.table, one.key, before, after))
    return found
