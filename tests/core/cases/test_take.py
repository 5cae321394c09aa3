from datetime import date
from typing import Any

import pytest

from tests.core.cases.people import (
    CLOCK,
    DECIDER,
    DEFECT,
    ELSEWHERE,
    EXAMINER,
    EXAMINER_TWO,
    HEAD,
    REASONS,
    SUPERVISOR,
    WINDOW,
    accepted,
    as_applicant,
    complete,
    draft,
    examined,
    li,
    move,
    on_duty,
    submitted,
)
from tests.core.cases.story import at
from yimen.core.cases.errors import NoSuchCase, NotNow, OlderPage, SaysMissing
from yimen.core.cases.models import Case
from yimen.core.cases.table import possible
from yimen.core.cases.take import settle, take
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def why(error: pytest.ExceptionInfo[NotNow]) -> list[str]:
    return [one.key for one in error.value.why]


def test_a_case_goes_from_draft_to_delivered(applicant: Person) -> None:
    case = draft(applicant, facts={"size": 20})
    assert (case.state, case.number) == ("draft", None)
    case = move(case, "submit", as_applicant(applicant), "2026-09-07")
    case = move(complete(case), "accept", WINDOW, "2026-09-07")
    assert (case.case.statute_due, case.case.promise_due) == (date(2026, 10, 10), date(2026, 9, 20))
    case = move(case, "examine", EXAMINER, "2026-09-08", opinion="grant", why="齐全")
    case = move(case, "approve", DECIDER, "2026-09-09")
    assert [(one.kind, one.valid_from, one.valid_to) for one in case.certificates] == [
        ("test_card", date(2026, 9, 9), date(2036, 9, 8))
    ]
    case = move(case, "pay", WINDOW, "2026-09-10", number="GD-1", yuan="20.00")
    case = move(case, "deliver", WINDOW, "2026-09-10", way="window", taken_by="张示例")
    assert (case.state, case.case.act_by, case.case.next_due) == ("closed", None, None)
    assert [event.n for event in case.events] == list(range(1, 9))
    assert [paper.kind for paper in case.papers] == ["REC", "ACP", "SAL", "CHG", "PAY", "RCH"]


def test_the_row_of_a_case_says_what_its_events_say(applicant: Person) -> None:
    case = examined(applicant)
    with acting(EXAMINER):
        row = Case.objects.get(id=case.id)
        assert (row.state, row.version) == (row.events.last().state_after, row.events.count())  # type: ignore[union-attr]
    assert row.number == case.number
    assert row.terms["lane"] == "officer"


def test_a_move_from_the_wrong_state_is_refused_with_what_is_possible_now(applicant: Person) -> None:
    with pytest.raises(NotNow) as error:
        move(submitted(applicant), "approve", DECIDER, "2026-09-08")
    assert why(error) == ["not_from"]
    with pytest.raises(NotNow) as error:
        move(complete(submitted(li())), "examine", WINDOW, "2026-09-08")
    assert error.value.possible == [
        "attend",
        "amend",
        "correct",
        "accept",
        "accept_owed",
        "not_accept",
        "recuse",
        "pay",
        "hand_on",
        "confirm_address",
        "withdraw",
    ]


def test_only_the_roles_of_the_table_may_take_a_move(applicant: Person) -> None:
    with pytest.raises(NotNow) as error:
        move(complete(submitted(applicant)), "accept", as_applicant(applicant), "2026-09-08")
    assert why(error) == ["not_by"]


def test_everything_that_is_missing_or_wrong_in_what_is_said_is_told_at_once(applicant: Person) -> None:
    case = submitted(applicant)
    with pytest.raises(SaysMissing) as error:
        move(case, "correct", WINDOW, "2026-09-08", defects=[{"about": "photo"}], hurry=True)
    assert [(one.at, one.key) for one in error.value.mistakes] == [
        ("hurry", "unknown_word"),
        ("defects[0].text", "missing"),
    ]


def test_nobody_learns_whether_a_case_exists_that_they_may_not_see(applicant: Person) -> None:
    case = submitted(applicant)
    for stranger in (ELSEWHERE, as_applicant(li())):
        with pytest.raises(NoSuchCase):
            move(case, "withdraw", stranger, "2026-09-08")


def test_an_older_page_is_refused_with_what_has_changed(applicant: Person) -> None:
    case = complete(submitted(applicant))
    newer = move(case, "accept", WINDOW, "2026-09-08")
    with acting(WINDOW), pytest.raises(OlderPage) as error:
        take(case.id, "not_accept", by=WINDOW, says={}, at=at("2026-09-08"), expects=case.version)
    assert [event.move for event in error.value.changed] == ["accept"]
    assert newer.version == case.version + 1


def test_silence_for_five_working_days_accepts_the_case_from_the_day_of_receipt(applicant: Person) -> None:
    case = submitted(applicant, day="2026-02-13")
    with acting(CLOCK):
        assert settle(case.id, at=at("2026-02-27", hour=23)) is None
        settled = settle(case.id, at=at("2026-02-28", hour=0))
    assert settled
    last = settled.events[-1]
    assert (settled.state, last.move, last.dated, last.fault) == (
        "accepted",
        "accept_by_silence",
        date(2026, 2, 13),
        True,
    )
    assert settled.case.statute_due == date(2026, 3, 19)


def test_a_correction_notice_after_five_working_days_comes_too_late_even_if_no_job_has_run(applicant: Person) -> None:
    case = submitted(applicant, day="2026-02-13")
    with pytest.raises(NotNow) as error:
        move(case, "correct", WINDOW, "2026-02-28", defects=[DEFECT])
    assert (why(error), "suspend" in error.value.possible) == (["not_from"], False)


def test_a_late_move_is_settled_first_and_then_taken(applicant: Person) -> None:
    case = submitted(applicant, day="2026-02-13")
    case = move(case, "examine", EXAMINER, "2026-02-28", opinion="grant", why="齐全")
    assert [event.move for event in case.events[2:]] == ["accept_by_silence", "examine"]


def test_the_next_moment_of_the_clock_is_the_first_minute_after_the_last_day(applicant: Person) -> None:
    assert submitted(applicant, day="2026-02-13").case.next_due == at("2026-02-28", hour=0)


def test_a_case_for_an_instant_lane_is_granted_in_the_same_breath(applicant: Person) -> None:
    case = draft(applicant, by=WINDOW, channel="hall", facts={"size": 5, "face_match": True})
    case = move(case, "submit", WINDOW, "2026-09-07")
    assert [(event.move, event.role) for event in case.events[1:]] == [
        ("submit", "window"), ("accept", "rule"), ("approve", "rule"),
    ]  # fmt: skip
    assert case.state == "approved"


def test_what_a_person_claims_about_a_device_decides_nothing(applicant: Person) -> None:
    case = submitted(applicant, size=5, face_match=True)
    assert (case.state, case.terms.lane) == ("submitted", "officer")


def test_whoever_decides_has_not_examined_alone(applicant: Person) -> None:
    case = accepted(applicant)
    with pytest.raises(NotNow) as error:
        move(case, "approve", DECIDER, "2026-09-08")
    assert why(error) == ["four_eyes"]


def test_the_lane_of_two_officers_wants_two_examiners(applicant: Person) -> None:
    on_duty()
    case = move(complete(submitted(applicant, size=95)), "accept", WINDOW, "2026-09-08")
    case = move(case, "examine", EXAMINER, "2026-09-08", opinion="grant", why="齐全")
    case = move(
        case, "verify_on_site", EXAMINER, "2026-09-08", officers=["王示例", "何示例"], on="2026-09-08", found="属实"
    )
    with pytest.raises(NotNow, match="four_eyes"):
        move(case, "approve", DECIDER, "2026-09-08")
    case = move(case, "examine", EXAMINER_TWO, "2026-09-08", opinion="grant", why="齐全")
    assert move(case, "approve", DECIDER, "2026-09-08").state == "approved"


def test_verifying_on_site_needs_two_names(applicant: Person) -> None:
    on_duty()
    case = accepted(applicant)
    said = {"on": "2026-09-08", "found": "属实"}
    with pytest.raises(NotNow) as error:
        move(case, "verify_on_site", EXAMINER, "2026-09-08", officers=["王示例", "王 示例"], **said)
    assert why(error) == ["two_names"]
    case = move(case, "verify_on_site", EXAMINER, "2026-09-08", officers=["王示例", "何示例"], **said)
    assert case.events[-1].said == {"officers": ["王示例", "何示例"], **said}


def test_a_refusal_is_impossible_without_reasons(applicant: Person) -> None:
    case = examined(applicant)
    with pytest.raises(SaysMissing) as error:
        move(case, "reject", DECIDER, "2026-09-08")
    assert [one.at for one in error.value.mistakes] == ["reasons"]


def test_a_refusal_tells_the_remedies_of_its_kind_of_act_on_its_day(applicant: Person) -> None:
    case = move(examined(applicant), "reject", DECIDER, "2026-09-08", reasons=REASONS)
    told = [(one.act, one.way, one.within, one.law) for one in case.remedies]
    assert told == [
        ("refusal", "reconsideration", "60 calendar days", "复议法§20"),
        ("refusal", "litigation", "6 months", "诉讼法§46"),
    ]


def test_remedies_that_are_said_must_be_all_of_them(applicant: Person) -> None:
    case = examined(applicant)
    with pytest.raises(NotNow, match="all_remedies"):
        move(case, "reject", DECIDER, "2026-09-08", reasons=REASONS, remedies=["litigation"])
    case = move(case, "reject", DECIDER, "2026-09-08", reasons=REASONS, remedies=["litigation", "reconsideration"])
    assert case.state == "rejected"


def test_not_accepting_names_the_authority_that_is_competent(applicant: Person) -> None:
    case = submitted(applicant)
    said: dict[str, Any] = {"ground": "not_competent", "reasons": [{"text": "不归我们管", "law": "许可法§32"}]}
    with pytest.raises(NotNow, match="names_the_right_authority"):
        move(case, "not_accept", WINDOW, "2026-09-08", **said)
    case = move(case, "not_accept", WINDOW, "2026-09-08", right_authority="市交通局", **said)
    assert (case.state, [paper.kind for paper in case.papers], len(case.remedies)) == (
        "not_accepted",
        ["REC", "NAC"],
        2,
    )


def test_an_extension_is_given_once_by_the_head(applicant: Person) -> None:
    case = move(accepted(applicant), "extend", HEAD, "2026-09-28", reasons=["材料需要核实"])
    assert (case.case.statute_due, case.case.promise_due) == (date(2026, 10, 23), date(2026, 9, 20))
    with pytest.raises(NotNow) as error:
        move(case, "extend", HEAD, "2026-09-29", reasons=["…"])
    assert why(error) == ["once"]


def test_a_suspension_tells_when_it_will_end_and_stops_both_clocks(applicant: Person) -> None:
    case = accepted(applicant)
    with pytest.raises(NotNow, match="expected_ahead"):
        move(case, "suspend", EXAMINER, "2026-09-14", kind="testing", expected="2026-09-14", why="送检")
    with pytest.raises(SaysMissing, match="not_a_choice"):
        move(case, "suspend", EXAMINER, "2026-09-14", kind="publicity", expected="2026-09-20", why="公示")
    case = move(case, "suspend", EXAMINER, "2026-09-14", kind="testing", expected="2026-09-18", why="送检")
    assert (case.state, case.case.statute_due) == ("suspended", None)
    case = move(case, "resume", EXAMINER, "2026-09-18", result="合格")
    assert case.case.statute_due == date(2026, 10, 16)


def test_the_person_may_withdraw_until_the_decision(applicant: Person) -> None:
    case = move(examined(applicant), "withdraw", as_applicant(applicant), "2026-09-08")
    assert (case.state, case.case.act_by) == ("withdrawn", None)


def test_a_precheck_is_accepted_only_after_the_person_has_come(applicant: Person) -> None:
    case = draft(applicant, channel="kiosk", facts={"size": 5})
    case = move(case, "submit", as_applicant(applicant), "2026-09-07")
    assert (case.terms.do, case.case.next_due) == ("precheck", None)
    with pytest.raises(NotNow) as error:
        move(case, "accept", WINDOW, "2026-10-30")
    assert why(error) == ["attended"]
    case = move(case, "attend", WINDOW, "2026-10-30", shown="居民身份证")
    assert case.case.received_on == date(2026, 10, 30)
    assert move(case, "accept", WINDOW, "2026-10-30").state == "accepted"


def test_nothing_is_handed_out_before_its_fee_is_paid_but_the_decision_does_not_wait(applicant: Person) -> None:
    case = move(examined(applicant), "approve", DECIDER, "2026-09-09")
    with pytest.raises(NotNow, match="fee_paid"):
        move(case, "deliver", WINDOW, "2026-09-10", way="window")
    with pytest.raises(NotNow, match="fee_due"):
        move(case, "pay", WINDOW, "2026-09-10", number="1", yuan="19.99")
    case = move(case, "pay", WINDOW, "2026-09-10", number="1", yuan="20.00")
    assert move(case, "deliver", WINDOW, "2026-09-10", way="post").state == "closed"


def test_a_supervisor_of_the_province_sees_and_does_only_what_the_table_gives_to_supervisors(applicant: Person) -> None:
    case = submitted(applicant)
    assert [one.move for one in possible(case, SUPERVISOR, at("2026-09-08"))] == []
    with pytest.raises(NotNow, match="not_by"):
        move(case, "accept", SUPERVISOR, "2026-09-08")


def test_what_must_be_said_is_told_with_each_possible_move(applicant: Person) -> None:
    found = {one.move: one for one in possible(accepted(applicant), EXAMINER, at("2026-09-08"))}
    assert set(found) == {"suspend", "tell_hearing", "tell_third_party", "recuse", "examine", "verify_on_site"}
    fields = {field.name: field for field in found["suspend"].says}
    assert (fields["kind"].type, next(iter(fields["kind"].choices)), fields["why"].required) == (
        "choice",
        "hearing",
        True,
    )
