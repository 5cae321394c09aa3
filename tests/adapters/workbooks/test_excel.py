"""Workbooks by openpyxl: what is written is read back, and a file that is a trap is refused before it is opened."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from yimen.adapters.workbooks.excel import ROWS, Excel
from yimen.core.ports.workbooks import Formula, NotAWorkbook


def book(*rows: list[object]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def with_part(name: str, content: bytes, base: bytes | None = None) -> bytes:
    held = BytesIO(base or book(["a"]))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    return held.getvalue()


def test_texts_come_back_as_they_were_and_values_as_one_would_type_them() -> None:
    excel = Excel()
    sheets = {"网点": [["代码", "名称"], ["440106000001", "=1+1"], ["", "-@+<厅>"]]}
    assert excel.check() == ""
    assert excel.read(excel.write(sheets, {"网点": [20]})) == sheets
    typed = book([440106000001, 3.0, 3.5, date(2026, 12, 1), None, "=1+1", "字"])
    assert excel.read(typed) == {"Sheet": [["440106000001", "3", "3.5", "2026-12-01", "", Formula(), "字"]]}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not_excel"),
        (b"code,name\n1,2\n", "not_excel"),
        (with_part("x.txt", b"x")[:-30], "not_excel"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 100, "not_excel"),  # .xls, or an encrypted .xlsx
        (with_part("xl/bomb.xml", b"0" * (41 * 1024 * 1024)), "too_big"),
        (b"0" * (5 * 1024 * 1024 + 1), "too_big"),
        (with_part("xl/vbaProject.bin", b"x"), "reaches_out"),
        (with_part("xl/externalLinks/externalLink1.xml", b"x"), "reaches_out"),
        (with_part("xl/other.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "reaches_out"),
        (book(*[["a"]] * (ROWS + 1)), "too_long"),
    ],
)
def test_what_is_no_plain_workbook_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(NotAWorkbook) as refused:
        Excel().read(content)
    assert refused.value.why == why
