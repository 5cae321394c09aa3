import json

import pytest

from tests.core.cases.people import DECIDER, WINDOW, accepted, as_applicant, draft, examined, move, submitted
from tests.core.cases.story import at
from yimen.core.cases.telling import case_json
from yimen.core.people.actors import Actor
from yimen.core.people.models import Person

pytestmark = pytest.mark.django_db


def test_a_case_is_told_with_its_clocks_what_may_be_done_and_what_was_done(applicant: Person) -> None:
    case = accepted(applicant)
    told = case_json(case, WINDOW, at("2026-09-08"))
    assert (told["id"], told["number"], told["state"], told["version"]) == (str(case.id), case.number, "accepted", 3)
    assert [(clock["kind"], clock["due"]) for clock in told["clocks"]] == [
        ("statute", "2026-10-10"),
        ("promise", "2026-09-20"),
    ]
    assert [one["move"] for one in told["possible"]] == ["recuse", "pay", "hand_on", "confirm_address", "withdraw"]
    assert [(one["n"], one["move"]) for one in told["events"]] == [(1, "begin"), (2, "submit"), (3, "accept")]
    assert json.loads(json.dumps(told)) == told


def test_a_draft_has_no_clock_and_can_be_submitted(applicant: Person) -> None:
    told = case_json(draft(applicant), as_applicant(applicant), at("2026-09-08"))
    assert (told["clocks"], [one["move"] for one in told["possible"]]) == ([], ["submit", "withdraw"])


def test_what_was_said_about_facts_is_not_told(applicant: Person) -> None:
    case = submitted(applicant, size=12)
    case = move(case, "amend", WINDOW, "2026-09-08", changes={"size": 49}, with_person=True)
    assert '"after": 49' not in json.dumps(case_json(case, DECIDER, at("2026-09-08")))


def test_what_officers_say_to_one_another_is_told_to_the_person_once_it_is_decided(applicant: Person) -> None:
    case, by = examined(applicant, size=5), as_applicant(applicant)

    def said(to: Actor) -> object:
        return next(one["said"] for one in case_json(case, to, at("2026-09-08"))["events"] if one["move"] == "examine")

    assert (said(by), said(DECIDER)) == (None, {"opinion": "grant", "why": "齐全"})
    case = move(case, "approve", DECIDER, "2026-09-08")
    assert said(by) == {"opinion": "grant", "why": "齐全"}
