"""A yearly notice turns provisional days into final ones, for every process, without a restart."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from yimen.core.places.models import CalendarNotice
from yimen.core.places.notices import RECHECK, NewNotice, load, newest_notice, working_days
from yimen.core.places.reading import NotTheLanguage, read_text
from yimen.core.places.times import Time
from yimen.core.places.working_days import due

Counted = Callable[[int], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db

NOTICE = """
year: 2027
number: 示例发明电〔2026〕1号
published_on: 2026-11-20
off: [2026-12-31..01-03, 02-05..02-11, 04-03..04-05, 05-01..05-05, 06-09..06-11, 09-15..09-17, 10-01..10-07]
work: [2026-12-26, 02-20, 05-08, 10-09]
"""


def test_a_loaded_notice_makes_its_year_official_and_moves_the_last_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = due(date(2026, 12, 24), Time(10, "working"), working_days())
    file = tmp_path / "2027.yaml"
    file.write_text(NOTICE)
    call_command("load_notice", str(file))
    after = due(date(2026, 12, 24), Time(10, "working"), working_days())
    assert (before.day, before.provisional) == (date(2027, 1, 8), True)
    assert (after.day, after.provisional) == (date(2027, 1, 8), False)  # 26 December works, 31 December does not
    assert not working_days().works(date(2026, 12, 31))
    assert "2027 年放假安排" in capsys.readouterr().out


def test_loading_the_same_notice_again_changes_nothing() -> None:
    notice = read_text(NewNotice, NOTICE)
    assert [load(notice), load(notice)] == [True, False]
    assert CalendarNotice.objects.count() == 1


def test_a_newer_notice_for_the_same_year_supersedes_the_older_one() -> None:
    load(read_text(NewNotice, NOTICE))
    load(
        read_text(
            NewNotice, NOTICE.replace("1号", "2号").replace("10-01..10-07", "10-01..10-08").replace("10-09", "10-10")
        )
    )
    assert not working_days().works(date(2027, 10, 8))
    assert not working_days().works(date(2027, 10, 9))


@pytest.mark.parametrize(
    "statement", ["update places_calendarnotice set off = work", "delete from places_calendarnotice"]
)
def test_a_loaded_notice_is_never_changed(statement: str) -> None:
    load(read_text(NewNotice, NOTICE))
    with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_another_process_sees_a_notice_as_soon_as_it_asks_again() -> None:
    held = working_days(moment=0.0)
    CalendarNotice.objects.create(year=2027, number="另一进程", published_on=date(2026, 11, 20), off=["01-01"], work=[])
    assert working_days(moment=RECHECK - 1) is held
    assert not working_days(moment=RECHECK + 1).provisional(date(2027, 6, 1))


def test_who_knows_the_newest_row_sees_its_notice_at_once_and_without_a_query(
    django_assert_num_queries: Counted,
) -> None:
    held = working_days()
    newest = newest_notice()
    with django_assert_num_queries(0):
        assert working_days(newest) is held
    CalendarNotice.objects.create(year=2027, number="另一进程", published_on=date(2026, 11, 20), off=["01-01"], work=[])
    assert working_days(newest_notice()) is not held


def test_the_calendar_is_built_once_while_nothing_new_is_loaded() -> None:
    assert working_days(moment=0.0) is working_days(moment=RECHECK * 9)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("year: 2027", "year: 2127", "year: expected a year from 2004 to 2100"),
        ("04-03..04-05", "04-03..04-04", r"off: expected the statutory holiday 2027-04-05 among the days off"),
        ("02-20", "02-22", "work: expected make-up days at weekends; found 2027-02-22"),
        ("02-20", "02-06", "work: expected no day both off and at work; found 2027-02-06"),
        ("05-08", "2028-05-08", r"work\[2\]: expected days of 2027, or of the December before"),
        ("05-08", "05-32", r"work\[2\]: expected days like 05-01"),
        ("05-08", "02-29", r"work\[2\]: expected days of 2027"),
        ("number:", "numer:", "`number`, perhaps"),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused_with_its_place(old: str, new: str, said: str) -> None:
    with pytest.raises(NotTheLanguage, match=said):
        read_text(NewNotice, NOTICE.replace(old, new))


def test_the_command_says_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"absent\.yaml:1: the file: expected a readable UTF-8 file"):
        call_command("load_notice", str(tmp_path / "absent.yaml"))
