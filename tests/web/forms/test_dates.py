from datetime import date

import pytest
from hypothesis import given, strategies as st

from tests.web.forms.asking import ask, sent
from yimen.web.formats import chinese_number
from yimen.web.forms import read
from yimen.web.forms.dates import day
from yimen.web.language import on, speaking

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31))
WAYS = [
    "{y}年{m}月{d}日",
    "{y}-{m}-{d}",
    "{y}/{m}/{d}",
    "{y}.{m}.{d}",
    " {y} 年 {m} 月 {d} 号 ",
    "{y}-{m:02}-{d:02}",
    "{y:04}{m:02}{d:02}",
]


@given(DAYS, st.sampled_from(WAYS))
def test_a_day_is_understood_in_every_way_in_which_people_write_it(wanted: date, way: str) -> None:
    assert day(way.format(y=wanted.year, m=wanted.month, d=wanted.day)) == wanted


@given(DAYS)
def test_a_day_is_understood_in_full_width_and_in_chinese_numerals(wanted: date) -> None:
    wide = f"{wanted:%Y}-{wanted.month}-{wanted.day}".translate(str.maketrans("0123456789-", "０１２３４５６７８９－"))
    year = f"{wanted:%Y}".translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    assert day(wide) == wanted
    assert day(f"{year}年{chinese_number(wanted.month)}月{chinese_number(wanted.day)}日") == wanted


@given(st.text())
def test_any_other_text_is_refused_with_the_accepted_forms(typed: str) -> None:
    answer = read(ask("date"), sent({"x": typed}))
    accepted = {"missing", "not_date", "no_such_day", "short_year", "date_part", "too_long", "nul", "control", "broken"}
    assert isinstance(answer.value, date) or {wrong.key for wrong in answer.wrongs} <= accepted


@pytest.mark.parametrize(
    ("boxes", "key", "at"),
    [
        (("2026", "13", "1"), "no_such_day", "x.d"),
        (("2027", "2", "29"), "no_such_day", "x.d"),
        (("26", "3", "1"), "short_year", "x.y"),
        (("2026", "三月", "1"), "date_part", "x.m"),
        (("2026", "", "1"), "date_part", "x.m"),
        (("", "3", "1"), "date_part", "x.y"),
        (("", "", ""), "missing", "x.y"),
        (("昨天", "", ""), "not_date", "x.y"),
    ],
)
def test_what_is_wrong_is_said_at_its_own_box(boxes: tuple[str, str, str], key: str, at: str) -> None:
    answer = read(ask("date"), sent({f"x.{part}": text for part, text in zip("ymd", boxes, strict=True)}))
    assert [(wrong.key, wrong.at) for wrong in answer.wrongs] == [(key, at)]


def test_a_whole_day_typed_into_the_first_box_is_taken() -> None:
    assert read(ask("date"), sent({"x.y": "2027年3月1日", "x.m": "", "x.d": ""})).value == date(2027, 3, 1)
    assert read(ask("date"), sent({"x": "20270301"})).value == date(2027, 3, 1)


def test_a_day_that_is_yet_to_come_is_asked_back_with_the_year_that_was_probably_meant() -> None:
    today = date(2026, 11, 23)
    with speaking("zh-Hans", on(today)):
        answer = read(ask("date", latest=today), sent({"x": "2027-3-1"}))
        assert answer.wrongs[0].words == "您写的是 2027年3月1日，还没到。是不是 2026 年？"


def test_days_outside_their_limits_are_refused_with_the_limit() -> None:
    asked = ask("date", earliest=date(2020, 1, 1), latest=date(2020, 12, 31))
    with speaking("zh-Hans", on(date(2026, 11, 23))):
        assert "2020年12月31日" in read(asked, sent({"x": "2021-1-1"})).wrongs[0].words
        assert "2020年1月1日" in read(asked, sent({"x": "2019-1-1"})).wrongs[0].words
