"""The house as a workbook: offices, counters, members and posts, out and in. What is wrong is said cell by cell; then nothing is written.

A workbook adds and changes; what it does not name stays. A row is known by its key: code, code and number, badge, the first day of a post.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yimen.core.administration import entering
from yimen.core.administration.columns import COLUMNS, Column, Misread, read_row, terms
from yimen.core.administration.scope import within
from yimen.core.administration.tables import Change
from yimen.core.people.actors import Actor
from yimen.core.people.models import Post, Staff
from yimen.core.places.models import Counter, Office
from yimen.core.ports.wires import wire
from yimen.core.ports.workbooks import Cell, Formula, Sheets, Workbooks

SHEETS = ("office", "counter", "staff", "post")
KEYS: Mapping[str, tuple[str, ...]] = {
    "office": ("code",), "counter": ("office_id", "number"), "staff": ("id",), "post": ("staff_id", "office", "role", "since"),
}  # fmt: skip
WIDEST = 40
Values = dict[str, Any]


@dataclass(frozen=True)
class Spot:
    """What is wrong with one cell: sheet and heading in the workbook's words, row as the program numbers it, column as its letter."""

    sheet: str
    row: int
    letter: str
    heading: str
    wrong: Misread


@dataclass
class Reading:
    changes: list[Change] = field(default_factory=list)
    wrong: list[Spot] = field(default_factory=list)
    rows: dict[str, list[tuple[int, Values]]] = field(default_factory=dict)  # sheet → (row, values)


def workbooks() -> Workbooks:
    found: Workbooks = wire("workbooks")
    return found


def exported(by: Actor) -> bytes:
    """The house of the own reach. Whoever reads it in again has changed nothing."""
    sheets = {terms().sheets[name]: [headings(name), *lines(name, by)] for name in SHEETS}
    widths = {
        name: [min(WIDEST, max(len(row[place]) for row in rows) * 2 + 2) for place in range(len(rows[0]))]
        for name, rows in sheets.items()
    }
    return workbooks().write(sheets, widths)


def headings(name: str) -> list[str]:
    return [heading(column) for column in COLUMNS[name]]


def heading(column: Column) -> str:
    return terms().columns[column.name]


def lines(name: str, by: Actor) -> Iterator[list[str]]:
    for row in rows_of(name, by):
        yield [column.said(getattr(row, column.name)) for column in COLUMNS[name]]


def rows_of(name: str, by: Actor) -> Any:
    match name:
        case "office":
            return Office.objects.filter(within(by, "region")).order_by("code")
        case "counter":
            return Counter.objects.filter(within(by, "office__region")).order_by("office_id", "number")
        case "staff":
            return Staff.objects.filter(within(by, "reach")).order_by("id")
    return Post.objects.filter(within(by, "staff__reach")).order_by("staff_id", "since", "office", "role")


def read_in(sheets: Sheets) -> Reading:
    """What a workbook says; `changes` are complete only where nothing is wrong."""
    reading = Reading()
    for name in SHEETS:
        reading.rows[name] = list(_rows(name, sheets.get(terms().sheets[name], ()), reading.wrong))
    if not any(reading.rows.values()) and not reading.wrong:
        reading.wrong.append(Spot(next(iter(sheets), ""), 1, "A", "", Misread("nothing")))
    _twice(reading)
    _refers(reading)
    if not reading.wrong:
        reading.changes = list(_changes(reading))
    return reading


def _rows(name: str, rows: Sequence[Sequence[Cell]], wrong: list[Spot]) -> Iterator[tuple[int, Values]]:
    if not rows:
        return
    places = _places(name, rows[0], wrong)
    for number, row in enumerate(rows[1:], 2):
        cells = {column: row[place] if place < len(row) else "" for column, place in places.items()}
        if not any(cells.values()):
            continue
        values, misread = read_row(
            name, {key: "" if isinstance(cell, Formula) else cell for key, cell in cells.items()}
        )
        misread |= {key: Misread("formula") for key, cell in cells.items() if isinstance(cell, Formula)}
        wrong += [_spot(name, number, places[key], key, why) for key, why in misread.items()]
        if not misread:
            yield number, values


def _places(name: str, first: Sequence[Cell], wrong: list[Spot]) -> dict[str, int]:
    """Which column stands where. A heading that is unknown, or one that is needed and missing, is wrong."""
    known = {heading(column): column for column in COLUMNS[name]}
    places: dict[str, int] = {}
    for place, cell in enumerate(first):
        said = " ".join(cell.split()) if isinstance(cell, str) else ""
        if said in known:
            places[known[said].name] = place
        elif said or isinstance(cell, Formula):
            wrong.append(Spot(terms().sheets[name], 1, letter(place), said, Misread("unknown_column", said)))
    for title, column in known.items():
        if column.needed and column.name not in places:
            wrong.append(Spot(terms().sheets[name], 1, letter(len(first)), title, Misread("no_column", title)))
    return places


def _spot(name: str, number: int, place: int, key: str, why: Misread) -> Spot:
    return Spot(terms().sheets[name], number, letter(place), terms().columns[key], why)


def letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else "A" + chr(ord("A") + place - 26)


def _twice(reading: Reading) -> None:
    """A key stands once in its sheet."""
    for name, rows in reading.rows.items():
        seen: set[tuple[Any, ...]] = set()
        for number, values in rows:
            key = tuple(values[part] for part in KEYS[name])
            if key in seen:
                said = " ".join(map(str, key))
                reading.wrong.append(_spot(name, number, 0, KEYS[name][0], Misread("twice", said)))
            seen.add(key)


def _refers(reading: Reading) -> None:
    """What a row names is in the house, or comes in with the same workbook."""
    offices = {values["code"] for _, values in reading.rows["office"]}
    members = {values["id"] for _, values in reading.rows["staff"]}
    for name, key in (("counter", "office_id"), ("post", "office")):
        named = {values[key] for _, values in reading.rows[name]}
        known = offices | set(Office.objects.filter(code__in=named).values_list("code", flat=True))
        _unknown(reading, name, key, known, "unknown_office")
    named = {values["staff_id"] for _, values in reading.rows["post"]}
    _unknown(
        reading,
        "post",
        "staff_id",
        members | set(Staff.objects.filter(id__in=named).values_list("id", flat=True)),
        "unknown_member",
    )


def _unknown(reading: Reading, name: str, key: str, known: set[str], why: Any) -> None:
    place = next(n for n, column in enumerate(COLUMNS[name]) if column.name == key)
    for number, values in reading.rows[name]:
        if values[key] not in known:
            reading.wrong.append(_spot(name, number, place, key, Misread(why, values[key])))


def _changes(reading: Reading) -> Iterator[Change]:
    first = {values["staff_id"]: values["office"] for _, values in reversed(reading.rows["post"])}
    makers = {
        "office": entering.office,
        "counter": entering.counter,
        "staff": lambda values: entering.member(values, first.get(values["id"], "")),
        "post": entering.post,
    }
    for name in SHEETS:
        for _, values in reading.rows[name]:
            yield makers[name](values)
