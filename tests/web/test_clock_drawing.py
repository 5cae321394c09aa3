from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from yimen.core.places.working_days import WorkingDays, released
from yimen.web.clock_drawing import Drawing, Span, cells, draw, until
from yimen.web.language import on, speaking

DAYS = WorkingDays(released())
TODAY = date(2026, 11, 23)  # a Monday


@dataclass(frozen=True)
class Clock:
    kind: str
    starts: date
    due: date | None
    colour: str = "green"
    provisional: bool = False
    law: str = "许可法§42"


STATUTE = Clock("statute", date(2026, 11, 9), date(2026, 12, 10))
PROMISE = Clock("promise", date(2026, 11, 9), date(2026, 11, 23), "red")
PAUSE: list[Span] = [(date(2026, 11, 12), date(2026, 11, 16))]


def drawn(*clocks: Clock, today: date = TODAY, stopped: list[Span] | None = None) -> Drawing:
    found = draw(clocks, today, DAYS, stopped or [])
    assert found is not None
    return found


def test_one_cell_is_one_working_day_from_the_day_after_the_start_to_the_last() -> None:
    row = cells(STATUTE, TODAY, DAYS)
    assert (row[0].first, row[-1].first) == (date(2026, 11, 10), date(2026, 12, 10))
    assert all(DAYS.works(cell.first) for cell in row)


def test_paused_days_are_hatched_and_not_counted() -> None:
    found = drawn(STATUTE, PROMISE, stopped=PAUSE)
    assert [cell.state for cell in found.cells][:6] == ["past", "past", "paused", "paused", "paused", "past"]
    assert (found.used, found.paused) == (6, 3)


def test_promise_and_statute_are_two_marks_on_the_same_row() -> None:
    found = drawn(STATUTE, PROMISE, stopped=PAUSE)
    assert [cell.first for cell in found.cells if cell.promise] == [TODAY]
    assert [cell.first for cell in found.cells if cell.statute] == [date(2026, 12, 10)]
    assert found.cells[9].css == "is-today is-promise"


def test_the_sentence_says_everything_that_is_drawn() -> None:
    with speaking("zh-Hans", on(TODAY)):
        assert drawn(STATUTE, PROMISE, stopped=PAUSE).sentence == (
            "从头到尾 23 个工作日，已用 6 个，暂停 3 个，不计入，今天是承诺的最后一天，离法定最后一天还有 13 个。"
        )


@pytest.mark.parametrize(
    ("today", "headline", "label", "colour"),
    [
        (date(2026, 11, 16), "承诺 11月23日前办好", "承诺剩 5 天", "us"),
        (date(2026, 11, 20), "承诺 11月23日前办好", "承诺剩 1 天", "us"),
        (date(2026, 11, 23), "承诺今天办完", "承诺今天", "turn"),
        (date(2026, 11, 25), "已经超过承诺 2 个工作日", "已超承诺 2 天", "bad"),
        (date(2026, 12, 11), "已经超过法定期限 1 个工作日", "已超法定 1 天", "bad"),
    ],
)
def test_the_headline_is_a_due_date_until_it_is_over(today: date, headline: str, label: str, colour: str) -> None:
    promise = Clock("promise", PROMISE.starts, PROMISE.due)
    with speaking("zh-Hans", on(today)):
        found = drawn(STATUTE, promise, today=today)
        assert (found.headline, found.label, found.colour) == (headline, label, colour)


def test_a_clock_that_stands_still_says_so_and_has_no_last_day() -> None:
    stopped = [(date(2026, 11, 18), date.max)]
    found = drawn(Clock("statute", date(2026, 11, 9), None), Clock("promise", date(2026, 11, 9), None), stopped=stopped)
    assert (found.colour, found.icon, found.statute) == ("hold", "pause", None)
    assert [cell.state for cell in found.cells][-4:] == ["paused", "paused", "paused", "today"]
    with speaking("en", on(TODAY)):
        assert found.headline == "Paused; the clock stands still"


def test_silence_is_drawn_as_five_days_after_which_the_law_speaks() -> None:
    found = drawn(Clock("notice", date(2026, 11, 17), date(2026, 11, 24)))
    assert [cell.state for cell in found.cells] == ["past", "past", "past", "today", "ahead"]
    with speaking("zh-Hans", on(TODAY)):
        assert found.label == "明天最后一天"


def test_on_the_day_of_the_event_itself_nothing_has_begun_to_count() -> None:
    found = drawn(Clock("notice", TODAY, date(2026, 11, 30)))
    assert {cell.state for cell in found.cells} == {"ahead"}
    assert not found.shows_today


def test_a_sunday_is_drawn_when_it_is_today() -> None:
    sunday = date(2026, 11, 22)
    assert [cell.state for cell in cells(STATUTE, sunday, DAYS)].count("today") == 1


def test_days_beyond_the_last_are_drawn_as_late() -> None:
    found = drawn(Clock("statute", date(2026, 11, 2), date(2026, 11, 18)))
    assert [cell.state for cell in found.cells][-3:] == ["late", "late", "today"]
    assert found.overrun


def test_a_last_day_on_a_holiday_is_marked_on_the_working_day_before() -> None:
    found = drawn(Clock("statute", date(2026, 11, 2), date(2026, 12, 13)))  # a Sunday
    assert [cell.first for cell in found.cells if cell.statute] == [date(2026, 12, 11)]


@pytest.mark.parametrize(("length", "unit"), [(60, "day"), (180, "week"), (900, "month")])
def test_a_long_time_is_folded_into_weeks_or_months_and_says_so(length: int, unit: str) -> None:
    found = drawn(Clock("statute", TODAY - timedelta(days=5), TODAY + timedelta(days=length)))
    assert found.unit == unit
    assert len(found.cells) <= 66
    assert sum(cell.statute for cell in found.cells) == 1


def test_officers_see_red_before_it_is_too_late_and_citizens_a_lamp() -> None:
    found = drawn(STATUTE, PROMISE)
    assert (found.urgency, found.colour) == ("bad", "turn")


def test_no_clock_is_no_drawing_and_owed_materials_are_not_drawn_as_the_case() -> None:
    assert draw([], TODAY, DAYS) is None
    assert draw([Clock("owed", TODAY, TODAY)], TODAY, DAYS) is None


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 120), st.integers(-40, 200))
def test_used_paused_and_left_always_make_up_the_whole_row(start: date, length: int, passed: int) -> None:
    due, today = start + timedelta(days=length), start + timedelta(days=passed)
    found = drawn(Clock("statute", start, due), today=today)
    counted = [day for cell in found.cells for day in (cell.first, cell.last)]
    assert counted == sorted(counted)
    assert found.used >= 0
    assert (found.until_statute < 0) == (today > due)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(0, 60))
def test_a_last_day_counts_down_to_zero_on_itself(last: date, before: int) -> None:
    assert until(last, last, DAYS) == 0
    assert until(last, last - timedelta(days=before), DAYS) >= 0


def test_while_a_correction_is_open_it_is_the_applicants_turn_and_officers_wait() -> None:
    found = drawn(Clock("correction", date(2026, 11, 16), date(2026, 11, 30)))
    assert (found.colour, found.urgency) == ("turn", "hold")


def test_the_last_two_days_before_silence_accepts_are_red_at_the_desk() -> None:
    clock = Clock("notice", date(2026, 11, 17), date(2026, 11, 24))
    assert [drawn(clock, today=date(2026, 11, day)).urgency for day in (20, 23, 24)] == ["us", "bad", "bad"]
