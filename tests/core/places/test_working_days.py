"""Deadlines: the vectors of the domain, the notices day by day, and the laws of counting as properties."""

from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]
import pytest
from hypothesis import given, strategies as st

from yimen.core.places.times import Time, parse_time
from yimen.core.places.working_days import (
    DAY,
    Due,
    OutsideTheCalendar,
    Stop,
    WorkingDays,
    due,
    elapsed,
    merged,
    released,
    rolled,
)

DAYS = WorkingDays(released())


@pytest.mark.parametrize(
    ("start", "time", "stopped", "last"),
    [
        ("2026-09-28", "20 working days", [], "2026-10-30"),
        ("2026-02-06", "20 working days", [], "2026-03-12"),
        ("2018-04-19", "5 working days", [], "2018-04-26"),
        ("2026-09-07", "20 working days", [], "2026-10-10"),  # a Saturday, but a make-up working day
        ("2026-09-07", "20 working days", [("2026-09-14", "2026-09-18")], "2026-10-16"),
        ("2026-02-13", "5 working days", [], "2026-02-27"),
        ("2026-10-30", "10 working days", [], "2026-11-13"),
        ("2018-04-26", "7 working days", [], "2018-05-08"),
        ("2026-09-02", "30 calendar days", [], "2026-10-02"),
        ("2026-09-02", "at once", [], "2026-09-02"),
        ("2026-08-31", "6 months", [], "2027-02-28"),
        ("2024-02-29", "5 years", [], "2029-02-28"),
    ],
)
def test_a_time_ends_on_the_day_that_the_law_gives(
    start: str, time: str, stopped: list[tuple[str, str]], last: str
) -> None:
    stops = [(date.fromisoformat(begin), date.fromisoformat(end)) for begin, end in stopped]
    assert due(date.fromisoformat(start), parse_time(time), DAYS, stops) == Due(date.fromisoformat(last), False)


def test_thirty_calendar_days_that_end_on_a_holiday_roll_to_the_next_working_day() -> None:
    raw = due(date(2026, 9, 2), parse_time("30 calendar days"), DAYS)
    assert rolled(raw, DAYS) == Due(date(2026, 10, 8), False)


def test_the_calendar_agrees_with_the_notices_on_every_day_since_2004() -> None:
    day, wrong = date(2004, 1, 1), []
    while day.year < 2027:
        if DAYS.works(day) is not chinese_calendar.is_workday(day):
            wrong.append(day)
        day += DAY
    assert wrong == []


def test_a_year_without_a_notice_makes_what_depends_on_it_provisional() -> None:
    assert due(date(2026, 12, 10), Time(10, "working"), DAYS) == Due(date(2026, 12, 24), False)
    assert due(date(2026, 12, 24), Time(10, "working"), DAYS) == Due(date(2027, 1, 8), True)
    assert due(date(2026, 12, 24), Time(10, "calendar"), DAYS) == Due(date(2027, 1, 3), False)
    assert rolled(Due(date(2027, 1, 3), False), DAYS) == Due(date(2027, 1, 4), True)


def test_the_end_of_the_century_is_counted_and_beyond_it_is_refused() -> None:
    assert DAYS.works(date(2100, 12, 31))
    for time in ("1 working day", "1 calendar day", "1 month"):
        with pytest.raises(OutsideTheCalendar, match="2100-12-31"):
            due(date(2100, 12, 31), parse_time(time), DAYS)
    with pytest.raises(OutsideTheCalendar, match="2004-01-01"):
        due(date(2003, 12, 31), Time(1, "working"), DAYS)
    with pytest.raises(OutsideTheCalendar):
        DAYS.works(date(1999, 1, 1))


def test_times_in_months_cannot_be_stopped() -> None:
    with pytest.raises(ValueError, match="cannot be stopped"):
        due(date(2026, 1, 1), Time(1, "month"), DAYS, [(date(2026, 1, 2), date(2026, 1, 3))])


def test_overlapping_stops_leave_no_day_out_twice() -> None:
    first, second, third = (date(2026, 9, 14) + DAY * n for n in range(3))
    assert merged([(second, third), (first, second), (third, first)]) == [(first, third)]


starts = st.dates(date(2004, 1, 1), date(2060, 12, 31))
times = st.builds(Time, st.integers(1, 400), st.sampled_from(["working", "calendar"]))
stops = st.lists(st.tuples(st.integers(-20, 200), st.integers(0, 30)), max_size=4)


def spans(start: date, offsets: list[tuple[int, int]]) -> list[Stop]:
    return [
        (start + DAY * begin, start + DAY * (begin + length))
        for begin, length in offsets
        if start.year > 2004 or begin >= 0
    ]


def counted_one_by_one(start: date, time: Time, stopped: list[Stop]) -> date:
    day, left = start, time.n
    while left:
        day += DAY
        left -= (time.unit == "calendar" or DAYS.works(day)) and not any(begin <= day <= end for begin, end in stopped)
    return day


@given(starts, times, stops)
def test_counting_by_rank_gives_what_counting_day_by_day_gives(
    start: date, time: Time, offsets: list[tuple[int, int]]
) -> None:
    stopped = spans(start, offsets)
    assert due(start, time, DAYS, stopped).day == counted_one_by_one(start, time, stopped)


@given(starts, times, stops)
def test_on_the_last_day_exactly_the_whole_time_has_passed(
    start: date, time: Time, offsets: list[tuple[int, int]]
) -> None:
    stopped = spans(start, offsets)
    last = due(start, time, DAYS, stopped).day
    assert elapsed(start, last, time, DAYS, stopped) == time.n
    assert elapsed(start, last - DAY, time, DAYS, stopped) == time.n - 1


@given(starts, times)
def test_one_day_more_never_ends_sooner_and_the_first_day_is_not_counted(start: date, time: Time) -> None:
    last = due(start, time, DAYS).day
    assert start < last < due(start, time._replace(n=time.n + 1), DAYS).day
    assert elapsed(start, start, time, DAYS) == 0


@given(starts, st.integers(1, 400), stops)
def test_working_days_end_on_a_working_day_that_is_not_stopped(
    start: date, n: int, offsets: list[tuple[int, int]]
) -> None:
    stopped = spans(start, offsets)
    last = due(start, Time(n, "working"), DAYS, stopped).day
    assert DAYS.works(last)
    assert not any(begin <= last <= end for begin, end in stopped)


@given(starts, times, stops)
def test_a_stop_never_makes_a_time_end_sooner(start: date, time: Time, offsets: list[tuple[int, int]]) -> None:
    assert due(start, time, DAYS, spans(start, offsets)).day >= due(start, time, DAYS).day


@given(starts, st.integers(0, 40))
def test_a_later_start_never_ends_sooner(start: date, days: int) -> None:
    time = Time(20, "working")
    assert due(start + timedelta(days), time, DAYS).day >= due(start, time, DAYS).day


@given(st.dates(date(2004, 1, 1), date(2100, 12, 20)))
def test_a_rolled_day_is_the_first_working_day_not_before_it(day: date) -> None:
    last = rolled(Due(day, False), DAYS).day
    assert DAYS.works(last)
    assert DAYS.between(day, last) == 1


def test_thousands_of_days_are_counted_by_rank_not_one_by_one() -> None:
    calls = 0

    class Watched(WorkingDays):
        def works(self, day: date) -> bool:
            nonlocal calls
            calls += 1
            return super().works(day)

    assert due(date(2026, 1, 5), Time(10_000, "working"), Watched(released())).day > date(2065, 1, 1)
    assert calls == 0
