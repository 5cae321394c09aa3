"""A paper on its way: inbox, message, post; what counts as service, and what a returned letter does."""

from datetime import date

import pytest

from tests.core.cases.people import DECIDER, REASONS, WINDOW, as_applicant, examined, li, move, submitted
from tests.core.cases.story import at
from tests.core.notices.serving_it import (
    agreed,
    attempts,
    corrected,
    later,
    messaged,
    now_of,
    on_its_way,
    only,
    reachable,
)
from yimen.core.cases.store import read_case
from yimen.core.notices import letters
from yimen.core.notices.contesting import contesting
from yimen.core.notices.delivering import go_on, handed_over, serve
from yimen.core.notices.models import Attempt, Delivery, Notice
from yimen.core.notices.telling import mark_read, tell_person
from yimen.core.people.actors import CLOCK, RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def read_on(row: Delivery, someone: Person, day: str) -> Delivery:
    with acting(as_applicant(someone)):
        mark_read(row.notice_id, at=at(day))
    return now_of(row)


def posted(someone: Person) -> Delivery:
    """Nobody reads it and nobody has a number: the letter is with the post on the tenth."""
    row = later(on_its_way(someone), at("2026-09-09"))
    with acting(WINDOW):
        letters.posted(row.id, "EMS 1", by=WINDOW, at=at("2026-09-10"))
    return row


def test_reading_it_with_consent_is_service_on_that_day(applicant: Person) -> None:
    agreed(applicant)
    row = read_on(on_its_way(applicant), applicant, "2026-09-08")
    assert (row.state, row.served_on, row.way) == ("served", date(2026, 9, 8), "inbox")
    assert row.proof["read"].startswith("2026-09-08T09:00")
    assert later(row, at("2026-09-30")).state == "served"
    assert attempts(row) == []


def test_reading_it_without_consent_serves_nothing_until_the_person_agrees(applicant: Person) -> None:
    row = read_on(on_its_way(applicant), applicant, "2026-09-08")
    assert row.state == "open"
    agreed(applicant, "2026-09-10")
    assert (now_of(row).served_on, now_of(row).way) == (date(2026, 9, 10), "inbox")


def test_nobody_serves_a_paper_by_marking_that_of_another(applicant: Person) -> None:
    agreed(applicant)
    row, other = on_its_way(applicant), li()
    assert read_on(row, other, "2026-09-08").state == "open"
    with acting(as_applicant(other)):
        assert not Delivery.objects.exists()


def test_unread_for_two_days_a_message_reminds_and_after_two_more_a_letter_waits(applicant: Person) -> None:
    row = messaged(applicant)
    assert attempts(row) == [("sms", "waiting")]
    row = later(row, at("2026-09-11"))
    assert ("post", "waiting") in attempts(row)
    assert row.state == "open"


def test_without_a_confirmed_number_the_letter_comes_at_once(applicant: Person) -> None:
    row = later(on_its_way(applicant), at("2026-09-09"))
    assert attempts(row) == [("post", "waiting")]


def test_early_and_twice_nothing_happens(applicant: Person) -> None:
    row = later(on_its_way(applicant), at("2026-09-08"))
    assert attempts(row) == []
    for _ in range(2):
        row = later(row, at("2026-09-09"))
    assert attempts(row) == [("post", "waiting")]


def test_signed_for_is_service_on_the_day_of_signing(applicant: Person) -> None:
    row = posted(applicant)
    with acting(WINDOW):
        letters.arrived(row.id, date(2026, 9, 12), by=WINDOW, at=at("2026-09-14"))
    row = now_of(row)
    assert (row.state, row.served_on, row.way, row.proof["number"]) == ("served", date(2026, 9, 12), "post", ["EMS 1"])


@pytest.mark.parametrize("day", ["2026-09-09", "2026-09-15"])
def test_nobody_signs_before_it_was_posted_or_tomorrow(applicant: Person, day: str) -> None:
    row = posted(applicant)
    with acting(WINDOW), pytest.raises(letters.CannotBe, match="day"):
        letters.arrived(row.id, date.fromisoformat(day), by=WINDOW, at=at("2026-09-14"))


def test_a_returned_letter_begins_service_anew(applicant: Person) -> None:
    row = posted(applicant)
    with acting(WINDOW):
        letters.returned(row.id, "查无此人", by=WINDOW, at=at("2026-09-14"))
    row = now_of(row)
    assert (row.state, row.round, row.step, row.served_on) == ("open", 2, 0, None)
    row = later(row, at("2026-09-16"))
    assert attempts(row) == [("post", "returned"), ("post", "waiting")]
    with acting(RULE):
        assert Attempt.objects.get(state="waiting").again, "it may come twice"


def test_a_letter_that_arrived_and_came_back_all_the_same_has_served_nothing(applicant: Person) -> None:
    row = posted(applicant)
    with acting(WINDOW):
        letters.arrived(row.id, date(2026, 9, 12), by=WINDOW, at=at("2026-09-14"))
        letters.returned(row.id, "拒收", by=WINDOW, at=at("2026-09-15"))
    row = now_of(row)
    assert (row.state, row.served_on, row.proof["before"]) == ("open", None, {"on": "2026-09-12", "way": "post"})


def test_after_three_rounds_an_officer_has_to_help_and_may_hand_it_over(applicant: Person) -> None:
    row = posted(applicant)
    for day in (14, 20, 26):
        with acting(WINDOW):
            letters.returned(row.id, "退回", by=WINDOW, at=at(f"2026-09-{day}"))
        row = later(row, at(f"2026-09-{day + 2}"))
        with acting(WINDOW):
            if row.state == "open":
                letters.posted(row.id, "EMS", by=WINDOW, at=at(f"2026-09-{day + 3}"))
    assert row.state == "stuck"
    with acting(WINDOW):
        assert [one.id for one in letters.waiting()] == [row.id]
        letters.handed(row.id, date(2026, 9, 29), by=WINDOW, at=at("2026-09-29"))
        assert letters.waiting() == []
    assert (now_of(row).served_on, now_of(row).way) == (date(2026, 9, 29), "hand")


def test_what_was_served_needs_no_message_any_more(applicant: Person) -> None:
    row = messaged(applicant)
    agreed(applicant)
    read_on(row, applicant, "2026-09-09")
    assert only(row).state == "dropped"


def refused(someone: Person) -> Delivery:
    case = move(examined(someone), "reject", DECIDER, "2026-09-08", reasons=REASONS)
    with acting(CLOCK):
        tell_person(case.id, case.version)
        return Delivery.objects.select_related("notice").get(case_id=case.id)


@pytest.mark.parametrize(("way", "state"), [("window", "served"), ("post", "open")])
def test_handing_over_a_result_serves_it_and_putting_it_into_the_post_does_not(
    applicant: Person, way: str, state: str
) -> None:
    row = refused(applicant)
    case = move(row.case_id, "deliver", WINDOW, "2026-09-10", way=way)
    with acting(CLOCK):
        handed_over(case.id, case.version)
    row = now_of(row)
    assert (row.state, row.served_on) == (state, date(2026, 9, 10) if state == "served" else None)


def test_the_time_to_contest_runs_from_the_day_of_service_and_not_before(applicant: Person) -> None:
    row = refused(applicant)
    with acting(CLOCK):
        assert {one.last for one in contesting(read_case(row.case_id))} == {None}, (
            "not served, so not known (复议条例§15)"
        )
        serve(row, date(2026, 9, 10), "hand", at("2026-09-11"))
        found = {one.way: one for one in contesting(read_case(row.case_id))}
    assert found["reconsideration"].last == date(2026, 11, 9), "60 days from the day after service"
    assert found["litigation"].last == date(2027, 3, 10)
    assert all(one.starts == date(2026, 9, 10) for one in found.values())


def test_a_receipt_need_not_be_served(applicant: Person) -> None:
    case = submitted(applicant)
    with acting(CLOCK):
        tell_person(case.id, case.version)
        assert Notice.objects.get().kind == "legal"
        assert not Delivery.objects.exists()


def test_told_twice_it_is_on_its_way_once(applicant: Person) -> None:
    case = corrected(applicant)
    with acting(CLOCK):
        for _ in range(2):
            tell_person(case.id, case.version)
        assert Delivery.objects.count() == 1


def test_officers_elsewhere_see_no_letter(applicant: Person) -> None:
    from_here = posted(applicant)
    with acting(WINDOW):
        assert [one.id for one in letters.waiting()] == [from_here.id]
    elsewhere = type(WINDOW)("window", "w9", "吴示例", "440306000001", "440300", serves=WINDOW.serves)
    with acting(elsewhere):
        assert letters.waiting() == []
        with pytest.raises(letters.CannotBe, match="not_there"):
            letters.returned(from_here.id, "x", by=elsewhere, at=at("2026-09-14"))


def test_going_on_past_the_last_way_leaves_it_to_an_officer(applicant: Person) -> None:
    row = later(on_its_way(applicant), at("2026-09-09"))
    with acting(RULE):
        go_on(row.id, at("2026-09-30"))
    assert now_of(row).state == "stuck"
    reachable(applicant)
