from datetime import date

import msgspec
import pytest
from hypothesis import given, strategies as st

from tests.core.cases.story import DAYS, defects, limits_on, running, told
from yimen.core.cases.clocks import Limit, accepted_on, clocks, run
from yimen.core.cases.terms import Terms, TimeTerm
from yimen.core.places.times import parse_time
from yimen.core.places.working_days import Due, rolled

ACCEPTED = (("submit", "2026-09-07"), ("accept", "2026-09-07"))
ID_CARD = Terms(
    procedure="registration",
    statute=TimeTerm(time="60 calendar days", starts="submit", stops="deliver", law="身份证法§12"),
    extension=TimeTerm(time="30 calendar days", law="身份证法§12"),
    within=TimeTerm(time="5 calendar days", law="身份证法§8", mark="K"),
)


def limit(length: str) -> Limit:
    return Limit(kind="statute", time=parse_time(length), law="许可法§42")


@pytest.mark.parametrize(
    ("start", "length", "stopped", "expected"),
    [
        ("2026-09-28", "20 working days", (), "2026-10-30"),
        ("2026-02-06", "20 working days", (), "2026-03-12"),
        ("2018-04-19", "5 working days", (), "2018-04-26"),
        ("2026-09-07", "20 working days", (), "2026-10-10"),  # a Saturday: make-up working day
        ("2026-09-07", "20 working days", ("2026-09-14", "2026-09-18"), "2026-10-16"),
        ("2026-02-13", "5 working days", (), "2026-02-27"),
        ("2026-10-30", "10 working days", (), "2026-11-13"),
        ("2018-04-26", "7 working days", (), "2018-05-08"),
        ("2026-09-02", "30 calendar days", (), "2026-10-02"),
    ],
)
def test_the_vectors_of_the_domain_rules(start: str, length: str, stopped: tuple[str, ...], expected: str) -> None:
    spans = [(date.fromisoformat(stopped[0]), date.fromisoformat(stopped[1]))] if stopped else []
    clock = run(limit(length), date.fromisoformat(start), DAYS, date.fromisoformat(start), stopped=spans)
    assert clock.due == date.fromisoformat(expected)


def test_where_the_law_rolls_a_last_day_moves_to_the_next_working_day() -> None:
    clock = run(limit("30 calendar days"), date(2026, 9, 2), DAYS, date(2026, 9, 2))
    assert clock.due
    assert rolled(Due(clock.due, provisional=False), DAYS).day == date(2026, 10, 8)


def test_a_day_beyond_the_published_calendar_is_provisional() -> None:
    assert not running(told(("submit", "2026-11-23"), ("accept", "2026-11-23")), "2026-11-23")["statute"].provisional
    assert running(told(("submit", "2026-12-04"), ("accept", "2026-12-04")), "2026-12-04")["statute"].provisional


def test_before_acceptance_only_the_five_days_of_the_notice_run() -> None:
    clock = running(told(("submit", "2026-02-13")), "2026-02-14")
    assert (set(clock), clock["notice"].due) == ({"notice"}, date(2026, 2, 27))
    assert clock["notice"].law == "许可法§32(四)"


def test_a_notice_sent_in_time_ends_the_five_days_and_begins_the_time_for_the_answer() -> None:
    clock = running(told(("submit", "2026-09-07"), ("correct", "2026-09-08", defects(2))), "2026-10-30")
    assert set(clock) == {"correction"}
    assert clock["correction"].late


def test_the_answer_begins_five_days_of_its_own() -> None:
    events = told(("submit", "2026-09-07"), ("correct", "2026-09-08", defects(2)), ("supply", "2026-09-15"))
    assert running(events, "2026-09-15")["notice"].due == date(2026, 9, 21)  # the Sunday before works for the holiday


def test_a_notice_withdrawn_whole_is_as_if_it_had_never_been_sent() -> None:
    events = told(
        ("submit", "2026-09-07"), ("correct", "2026-09-08", defects(2)), ("withdraw_notice", "2026-09-17"),
    )  # fmt: skip
    notice = running(events, "2026-09-17")["notice"]
    assert (notice.starts, notice.due, notice.late) == (date(2026, 9, 7), date(2026, 9, 14), True)


def test_a_notice_stands_as_long_as_one_of_its_defects_stands() -> None:
    events = told(
        ("submit", "2026-09-07"), ("correct", "2026-09-08", defects(2, count=2)), ("supply", "2026-09-15"),
        ("withdraw_defect", "2026-09-16", {"defect": "2.1"}),
    )  # fmt: skip
    assert running(events, "2026-09-16")["notice"].starts == date(2026, 9, 15)


def test_when_the_last_defect_is_withdrawn_the_answer_too_counts_for_nothing() -> None:
    events = told(
        ("submit", "2026-09-07"), ("correct", "2026-09-08", defects(2, count=2)), ("supply", "2026-09-09"),
        ("withdraw_defect", "2026-09-10", {"defect": "2.1"}), ("withdraw_defect", "2026-09-10", {"defect": "2.2"}),
    )  # fmt: skip
    assert running(events, "2026-09-10")["notice"].starts == date(2026, 9, 7)


def test_an_acceptance_after_a_wrong_notice_counts_from_the_receipt_when_five_days_had_passed() -> None:
    events = told(
        ("submit", "2026-09-07"), ("correct", "2026-09-08", defects(2)), ("supply", "2026-09-16"), ("accept", "2026-09-17"),
        ("withdraw_defect", "2026-09-18", {"defect": "2.1"}),
    )  # fmt: skip
    from_receipt, from_acceptance = date(2026, 9, 7), date(2026, 9, 17)
    assert running(events[:4], "2026-09-18")["statute"].starts == from_acceptance
    assert running(events, "2026-09-18")["statute"].starts == from_receipt


def test_a_registration_is_never_accepted_by_silence() -> None:
    events = told(("submit", "2026-09-07"), ("accept", "2026-09-30"))
    registration = limits_on("2026-09-30", ID_CARD)
    assert not registration.silence
    assert accepted_on(events, registration, DAYS) == date(2026, 9, 30)


def test_a_suspension_stops_both_clocks() -> None:
    events = told(*ACCEPTED, ("suspend", "2026-09-14", {"kind": "testing"}))
    clock = running(events, "2026-09-15")
    assert [(clock[kind].due, clock[kind].stopped) for kind in ("statute", "promise")] == [(None, True)] * 2
    resumed = told(*ACCEPTED, ("suspend", "2026-09-14"), ("resume", "2026-09-18"))
    assert running(resumed, "2026-09-21")["statute"].due == date(2026, 10, 16)


def test_what_is_used_of_a_promise_does_not_grow_while_it_stands_still() -> None:
    events = told(*ACCEPTED, ("suspend", "2026-09-10"))
    assert running(events, "2026-09-11")["promise"].used == running(events, "2026-10-30")["promise"].used == 0.2


def test_an_extension_adds_ten_working_days_to_the_statute_only() -> None:
    plain, extended = told(*ACCEPTED), told(*ACCEPTED, ("extend", "2026-09-28"))
    before, after = running(plain, "2026-09-28"), running(extended, "2026-09-28")
    assert (before["statute"].due, after["statute"].due) == (date(2026, 10, 10), date(2026, 10, 23))
    assert before["promise"] == after["promise"]


def test_sixty_calendar_days_are_followed_by_thirty_more_in_their_own_unit() -> None:
    events = told(("submit", "2026-09-02"), ("accept", "2026-09-03"))
    assert running(events, "2026-09-03", ID_CARD)["statute"].due == date(2026, 11, 1)
    longer = [*events, *told(("extend", "2026-10-30"))]
    assert running(longer, "2026-10-30", ID_CARD)["statute"].due == date(2026, 12, 1)


def test_a_time_that_runs_to_delivery_goes_on_after_the_decision() -> None:
    events = told(("submit", "2026-09-02"), ("accept", "2026-09-03"), ("approve", "2026-09-10"))
    assert {"statute", "delivery"} <= running(events, "2026-09-11", ID_CARD).keys()
    assert "statute" not in running(told(*ACCEPTED, ("approve", "2026-09-10")), "2026-09-11")


def test_the_home_authority_has_five_calendar_days_from_the_day_it_was_told() -> None:
    events = told(("submit", "2026-09-02"), ("accept", "2026-09-03"), ("forward", "2026-09-03"))
    home = running(events, "2026-09-09", ID_CARD)["home"]
    assert (home.due, home.late, home.mark) == (date(2026, 9, 8), True, "K")


def test_the_promise_turns_amber_at_sixty_and_red_at_eighty_percent() -> None:
    days = ("2026-09-14", "2026-09-15", "2026-09-16", "2026-09-17")  # 5, 6, 7 and 8 of 10 working days
    colours = [running(told(*ACCEPTED), day)["promise"].colour for day in days]
    assert colours == ["green", "amber", "amber", "red"]
    assert running(told(*ACCEPTED), "2026-10-09")["statute"].colour == "green"


def test_after_the_decision_ten_working_days_remain_to_deliver() -> None:
    events = told(("submit", "2026-10-30"), ("accept", "2026-10-30"), ("approve", "2026-10-30"))
    assert running(events, "2026-11-02")["delivery"].due == date(2026, 11, 13)
    assert not running([*events, *told(("deliver", "2026-11-03"))], "2026-11-04")


def test_a_refusal_has_no_time_of_delivery_in_the_licensing_law() -> None:
    assert not running(told(*ACCEPTED, ("reject", "2026-09-10")), "2026-09-11")


def test_a_withdrawn_case_has_no_clock() -> None:
    assert not running(told(*ACCEPTED, ("withdraw", "2026-09-09")), "2026-09-10")


def test_a_prechecked_case_is_received_when_the_person_has_attended() -> None:
    passport = Terms(procedure="licence", do="precheck")
    assert not running(told(("submit", "2026-09-07")), "2026-09-30", passport)
    attended = told(("submit", "2026-09-07"), ("attend", "2026-09-10"))
    assert running(attended, "2026-09-10", passport)["notice"].starts == date(2026, 9, 10)
    at_the_counter = told(("attend", "2026-09-07"), ("submit", "2026-09-07"))
    assert running(at_the_counter, "2026-09-08", passport)["notice"].starts == date(2026, 9, 7)


def test_a_request_for_human_review_has_a_clock_of_its_own_until_it_is_answered() -> None:
    events = told(*ACCEPTED, ("approve", "2026-09-07"), ("deliver", "2026-09-08"), ("request_review", "2026-09-09"))
    assert running(events, "2026-09-10")["review"].due == date(2026, 9, 30)
    assert "review" not in running([*events, *told(("answer_review", "2026-09-11"))], "2026-09-12")


def test_every_material_owed_has_its_own_day_until_it_is_handed_in() -> None:
    owed = [
        {"id": "a", "material": "photo", "due": "2026-09-10"},
        {"id": "b", "material": "form", "due": "2026-09-20"},
    ]
    events = told(("submit", "2026-09-07"), ("accept_owed", "2026-09-07", {"owed": owed}))
    found = clocks(events, limits_on("2026-09-11"), DAYS, date(2026, 9, 11))
    assert [(clock.about, clock.late) for clock in found if clock.kind == "owed"] == [("a", True), ("b", False)]
    handed_in = [*events, *told(("settle_owed", "2026-09-11", {"owed": "a"}))]
    assert running(handed_in, "2026-09-11")["owed"].about == "b"


def test_a_pledge_is_checked_in_twenty_working_days_after_the_grant() -> None:
    events = told(("submit", "2026-09-07"), ("accept", "2026-09-07"), ("approve", "2026-09-07"))
    check = running(events, "2026-09-08", Terms(procedure="pledge"))["after_check"]
    assert (check.due, check.mark) == (date(2026, 10, 10), "K")


def test_a_penalty_case_has_ninety_calendar_days_from_its_filing() -> None:
    [event] = told(("submit", "2026-09-07"))
    filed = [msgspec.structs.replace(event, state_after="accepted")]
    assert running(filed, "2026-09-08", Terms(procedure="penalty"))["statute"].due == date(2026, 12, 6)


def test_a_service_without_a_statutory_time_has_no_statutory_clock() -> None:
    assert set(running(told(*ACCEPTED), "2026-09-08", Terms(procedure="licence"))) == set()


@given(st.dates(date(2018, 1, 1), date(2026, 6, 1)), st.integers(0, 40), st.integers(0, 40))
def test_a_suspension_never_brings_a_day_nearer(start: date, after: int, length: int) -> None:
    plain = run(limit("20 working days"), start, DAYS, start)
    begin = date.fromordinal(start.toordinal() + after)
    stopped = run(
        limit("20 working days"), start, DAYS, start, stopped=[(begin, date.fromordinal(begin.toordinal() + length))]
    )
    assert plain.due
    assert stopped.due
    assert stopped.due >= plain.due


def test_a_time_from_submission_starts_of_a_precheck_when_the_person_has_come() -> None:
    """护照法§6: from the day on which the authority has the papers; somebody who comes on day twenty makes nobody late."""
    statute = TimeTerm(time="15 calendar days", starts="submit", stops="decide", law="护照法§6")
    passport = Terms(procedure="licence", do="precheck", statute=statute)
    online = told(("submit", "2026-09-01"), ("attend", "2026-09-21"))
    assert running(online, "2026-09-22", passport)["statute"].starts == date(2026, 9, 21)
    assert "statute" not in running(told(("submit", "2026-09-01")), "2026-09-22", passport)
    at_the_counter = told(("attend", "2026-09-01"), ("submit", "2026-09-02"))
    assert running(at_the_counter, "2026-09-03", passport)["statute"].starts == date(2026, 9, 2)
