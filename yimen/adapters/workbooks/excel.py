"""Workbooks by openpyxl (ECMA-376). A file is weighed before it is opened: its size packed and unpacked, its parts, what they declare."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]  # it has no types
from openpyxl.styles import Font  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from yimen.core.ports.workbooks import Cell, Formula, NotAWorkbook, Sheets

PACKED, UNPACKED = 5 * 1024 * 1024, 40 * 1024 * 1024  # bytes
PARTS, SHEETS, ROWS, COLUMNS = 200, 20, 10_000, 40
OUTSIDE = ("vbaproject", "externallink", "activex", "embeddings", "connections.xml", "querytable")
BROKEN = (zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError,
          OSError, EOFError, NotImplementedError, RuntimeError)  # fmt: skip  # all that openpyxl says of a file that is none


class Excel:
    def __init__(self, name: str = "default") -> None:
        self.name = name

    def read(self, content: bytes) -> Sheets:
        weighed(content)
        try:
            book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
            if len(book.sheetnames) > SHEETS:
                raise NotAWorkbook("too_long")
            return {sheet.title: rows_of(sheet) for sheet in book.worksheets}
        except NotAWorkbook:
            raise
        except BROKEN as broken:
            raise NotAWorkbook("not_excel") from broken

    def write(self, sheets: Mapping[str, Sequence[Sequence[str]]], widths: Mapping[str, Sequence[int]]) -> bytes:
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            fill(book.create_sheet(name), rows, widths.get(name, ()))
        held = BytesIO()
        book.save(held)
        return held.getvalue()

    def check(self) -> str:
        written = self.write({"一": [["甲"]]}, {})
        return "" if self.read(written) == {"一": [["甲"]]} else "what was written is not read back"


def weighed(content: bytes) -> None:
    """Raises NotAWorkbook for what is no zip, unpacks to too much, or reaches out of itself."""
    if len(content) > PACKED:
        raise NotAWorkbook("too_big")
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            listed = parts.infolist()
            if len(listed) > PARTS or sum(one.file_size for one in listed) > UNPACKED:
                raise NotAWorkbook("too_big")
            if any(word in one.filename.lower() for one in listed for word in OUTSIDE):
                raise NotAWorkbook("reaches_out")
            left = UNPACKED
            for one in listed:
                left -= unpacked(parts, one, left)
    except NotAWorkbook:
        raise
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as broken:
        raise NotAWorkbook("not_excel") from broken


def unpacked(parts: zipfile.ZipFile, one: zipfile.ZipInfo, left: int) -> int:
    """Unpack a part once, as far as it may go: what a zip says of its sizes is not believed."""
    with parts.open(one) as stream:
        content = stream.read(left + 1)
    if len(content) > left:
        raise NotAWorkbook("too_big")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotAWorkbook("reaches_out")
    return len(content)


def rows_of(sheet: Any) -> list[list[Cell]]:
    found = [[read(cell) for cell in islice(row, COLUMNS)] for row in islice(sheet.iter_rows(), ROWS + 1)]
    if len(found) > ROWS:
        raise NotAWorkbook("too_long")
    return found


def read(cell: Any) -> Cell:
    """As a person would have typed it."""
    value = cell.value
    if cell.data_type == "f":
        return Formula()
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def fill(sheet: Any, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value = text
            cell.data_type = "s"  # a text that begins with = is a text
            cell.number_format = "@"
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
