"""The house out to Excel and in: an office set up by one file, every wrong cell named, and a round trip that changes nothing."""

from collections.abc import Sequence

import pytest

from tests.core.administration.house import OFFICE, ONE, OTHER, build, done, member
from yimen.core.administration.altering import undo
from yimen.core.administration.models import Alteration
from yimen.core.administration.tables import rows_of
from yimen.core.administration.workbook import exported, read_in, workbooks
from yimen.core.people.models import Staff
from yimen.core.people.scope import acting
from yimen.core.places.models import Counter, Office
from yimen.core.ports.workbooks import Formula

pytestmark = pytest.mark.django_db
OFFICES = [
    ["网点代码", "名称", "类别", "主管机关", "开放时间"],
    [OTHER, "示例新大厅", "大厅", "公安机关出入境管理机构", "周一至周五 9:00–12:00、13:30–17:00"],
]
COUNTERS = [["网点代码", "窗口号", "名称"], [OTHER, "1", "一号窗口"], [OTHER, "2", ""]]
MEMBERS = [["警号", "姓名", "管辖区划"], ["n1", "新测试", "440106"]]
POSTS = [
    ["警号", "网点代码", "岗位", "从哪天", "到哪天为止（不含当天）"],
    ["n1", OTHER, "窗口", "2026-11-01", ""],
    ["n1", OTHER, "审查", "2026-11-01", "2099-01-01"],
]
BOOK = {"网点": OFFICES, "窗口": COUNTERS, "人员": MEMBERS, "任职": POSTS}


@pytest.fixture
def house(db: None) -> None:
    build()


def changed(sheet: str, row: int, place: int, value: object) -> dict[str, Sequence[Sequence[object]]]:
    rows = [list(one) for one in BOOK[sheet]]
    rows[row][place] = value  # type: ignore[call-overload]
    return {**BOOK, sheet: rows}


def test_one_file_sets_up_an_office_and_one_press_takes_it_back(house: None) -> None:
    with acting(ONE):
        reading = read_in(BOOK)
    assert not reading.wrong
    line = done(*reading.changes)
    assert (Office.objects.get(pk=OTHER).region, Counter.objects.filter(office=OTHER).count()) == ("440106", 2)
    assert (Staff.objects.get(pk="n1").office, Staff.objects.get(pk="n1").roles) == (OTHER, ["window", "examiner"])
    with acting(ONE):
        undo(line.id, "文件拿错了")
    assert not Office.objects.filter(pk=OTHER).exists()
    assert not Staff.objects.filter(pk="n1").exists()


def test_export_and_import_change_nothing(house: None) -> None:
    with acting(ONE):
        done(*read_in(BOOK).changes)
        done(*member("n2", office=OFFICE))
        again = read_in(workbooks().read(exported(ONE)))
        assert not again.wrong
        assert len(again.rows["post"]) == 5
        assert rows_of(again.changes) == []


WRONG: list[tuple[tuple[str, int, int, object], str, str]] = [
    (("网点", 1, 0, "12345"), "office_code", "A2"),
    (("网点", 1, 2, "茶馆"), "kind", "C2"),
    (("网点", 1, 4, "有空就开"), "hours", "E2"),
    (("网点", 1, 1, Formula()), "formula", "B2"),
    (("网点", 0, 1, "名字"), "unknown_column", "B1"),
    (("窗口", 2, 1, "1"), "twice", "A3"),
    (("窗口", 1, 1, "零"), "number", "B2"),
    (("人员", 1, 2, ""), "missing", "C2"),
    (("任职", 1, 1, "440106999999"), "unknown_office", "B2"),
    (("任职", 2, 0, "n7"), "unknown_member", "A3"),
    (("任职", 1, 2, "皇帝"), "role", "C2"),
    (("任职", 2, 4, "2026-10-31"), "backwards", "E3"),
    (("任职", 1, 3, "十一月"), "day", "D2"),
    (("任职", 1, 3, "2026-02-30"), "day", "D2"),
]


def test_every_wrong_cell_is_named_and_nothing_is_written(house: None) -> None:
    before = Alteration.objects.count()
    for (sheet, row, place, value), key, cell in WRONG:
        with acting(ONE):
            reading = read_in(changed(sheet, row, place, value))  # type: ignore[arg-type]
        named = {(one.sheet, f"{one.letter}{one.row}", one.wrong.key) for one in reading.wrong}
        assert (sheet, cell, key) in named
        assert reading.changes == []
    assert Alteration.objects.count() == before


def test_a_file_without_a_known_sheet_says_so(house: None) -> None:
    with acting(ONE):
        assert [one.wrong.key for one in read_in({"Sheet1": [["随便"]]}).wrong] == ["nothing"]
