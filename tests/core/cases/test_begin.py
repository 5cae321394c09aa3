"""Beginning and handing in: nobody is kept from applying, and nobody applies twice without saying why."""

import pytest

from tests.core.cases.people import DECIDER, as_applicant, draft, move, submitted
from tests.core.cases.story import at
from yimen.core.cases.errors import AlreadyOpen, NoService, NotNow, SaysMissing
from yimen.core.cases.take import take
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def test_advice_may_say_no_and_still_nobody_is_kept_from_applying(applicant: Person) -> None:
    case = draft(applicant, facts={"size": 101})
    with pytest.raises(NotNow) as error:
        move(case, "submit", as_applicant(applicant), "2026-09-07")
    assert [(one.key, one.params) for one in error.value.why] == [("advised", {"why": "too_big"})]
    assert move(case, "submit", as_applicant(applicant), "2026-09-07", anyway=True).state == "submitted"


def test_a_question_left_open_is_told_before_submission_and_may_be_left_open(applicant: Person) -> None:
    case = draft(applicant)
    with pytest.raises(NotNow) as error:
        move(case, "submit", as_applicant(applicant), "2026-09-07")
    assert [(one.key, one.params) for one in error.value.why] == [("questions_answered", {"facts": ["size"]})]
    assert move(case, "submit", as_applicant(applicant), "2026-09-07", facts={"size": 5}).state == "submitted"


def test_facts_that_cannot_be_read_are_told_with_their_names(applicant: Person) -> None:
    case = draft(applicant)
    with pytest.raises(SaysMissing) as error:
        move(case, "submit", as_applicant(applicant), "2026-09-07", facts={"size": "huge", "colour": "red"})
    assert [(one.at, one.key) for one in error.value.mistakes] == [
        ("facts.size", "not_number"),
        ("facts.colour", "no_such_fact"),
    ]


def test_the_same_person_with_the_same_service_open_is_told_so(applicant: Person) -> None:
    first = submitted(applicant)
    with pytest.raises(AlreadyOpen) as error:
        draft(applicant)
    assert [(one["number"], one["state"]) for one in error.value.cases] == [(first.number, "submitted")]
    assert draft(applicant, reason="再要一份").state == "draft"


def test_once_the_first_has_ended_a_second_needs_no_reason(applicant: Person) -> None:
    move(submitted(applicant), "withdraw", as_applicant(applicant), "2026-09-08")
    assert draft(applicant).state == "draft"


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"service": "test.nothing"}, "not_published"),
        ({"region": "999999"}, "unknown_region"),
        ({"region": "430102"}, "another_node"),
        ({"channel": "fax"}, "no_such_door"),
        ({"day": "2009-12-31"}, "not_in_force"),
    ],
)
def test_where_nobody_takes_applications_it_is_said_why(applicant: Person, how: dict[str, str], why: str) -> None:
    with pytest.raises(NoService) as error:
        draft(applicant, **how)
    assert error.value.why == why


def test_facts_that_cannot_be_read_are_told_before_anything_is_made(applicant: Person) -> None:
    with pytest.raises(SaysMissing, match="not_number"):
        draft(applicant, facts={"size": "huge"})
    assert draft(applicant).state == "draft"


def test_a_reason_is_words(applicant: Person) -> None:
    with pytest.raises(SaysMissing, match="too_long"):
        draft(applicant, reason="长" * 5000)


def test_a_role_that_takes_nothing_in_begins_nothing(applicant: Person) -> None:
    with pytest.raises(NotNow) as error:
        draft(applicant, by=DECIDER, channel="hall")
    assert [(one.key, one.params) for one in error.value.why] == [("not_by", {"roles": ["applicant", "window"]})]


def test_nobody_comes_alone_through_a_door_at_which_officers_take_in(applicant: Person) -> None:
    with pytest.raises(NoService) as error:
        draft(applicant, channel="hall")
    assert error.value.why == "staffed"
    case, by = draft(applicant, facts={"size": 5}), as_applicant(applicant)
    with acting(by), pytest.raises(NotNow) as refused:
        take(case.id, "submit", by=by, at=at("2026-09-07"), channel="hall")
    assert [one.key for one in refused.value.why] == ["staffed"]


def test_everything_that_is_wrong_is_told_at_once(applicant: Person) -> None:
    with pytest.raises(NoService) as error:
        draft(applicant, region="999999", channel="fax", facts={"size": "huge"}, reason="长" * 5000)
    told = error.value
    assert (told.why, told.also) == ("unknown_region", ("no_such_door",))
    assert [(one.at, one.key) for one in told.mistakes] == [("reason", "too_long"), ("facts.size", "not_number")]
