"""An officer accepts what is complete, and decides on a place after two have seen it."""

from datetime import date
from typing import Any

import pytest

from tests.core.cases.people import (
    DECIDER,
    EXAMINER,
    EXAMINER_TWO,
    REASONS,
    WINDOW,
    as_applicant,
    complete,
    draft,
    hand_in,
    move,
    on_duty,
    submitted,
)
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow, Why
from yimen.core.cases.situation import seen
from yimen.core.cases.terms import Material
from yimen.core.people.actors import Actor
from yimen.core.people.models import Person

pytestmark = pytest.mark.django_db
VISIT: dict[str, Any] = {"officers": ["王示例", "何示例"], "on": "2026-09-09", "found": "与图纸一致"}


def refused(case: Dossier, name: str, by: Actor, day: str = "2026-09-09", **says: Any) -> list[Why]:
    with pytest.raises(NotNow) as error:
        move(case, name, by, day, **says)
    return list(error.value.why)


def test_an_officer_does_not_accept_without_a_main_material_and_is_told_which(applicant: Person) -> None:
    case = submitted(applicant, size=20)
    assert refused(case, "accept", WINDOW) == [Why("main_material_lacking", {"materials": ["照片"]})]
    hand_in(case, "photo", as_applicant(applicant))
    assert move(case, "accept", WINDOW, "2026-09-09").state == "accepted"


def test_only_what_is_no_main_material_may_be_owed(applicant: Person) -> None:
    case = submitted(applicant, size=20)
    said: dict[str, Any] = {"owed": [{"material": "form", "due": "2026-09-30"}], "promise": "月底前补交"}
    assert refused(case, "accept_owed", WINDOW, **said) == [Why("main_material_missing", {"materials": ["照片"]})]
    case = move(case, "attend", WINDOW, "2026-09-09", shown="居民身份证；照片")
    assert move(case, "accept_owed", WINDOW, "2026-09-09", **said).state == "accepted"


def test_what_an_officer_saw_at_the_counter_is_here(applicant: Person) -> None:
    case = submitted(applicant, size=20)
    case = move(case, "attend", WINDOW, "2026-09-09", shown="居民身份证；照片、申请表")
    assert move(case, "accept", WINDOW, "2026-09-09").state == "accepted"


def test_what_can_only_be_brought_is_here_once_the_person_has_come(applicant: Person) -> None:
    case = submitted(applicant, "test.proof", open_case=False)
    assert refused(case, "accept", WINDOW) == [Why("main_material_lacking", {"materials": ["学位证书"]})]
    case = move(case, "attend", WINDOW, "2026-09-09", shown="居民身份证")
    assert move(case, "accept", WINDOW, "2026-09-09").state == "accepted"


@pytest.mark.parametrize(
    ("get", "named", "here"),
    [
        (["hand_in"], False, True),
        (["window"], False, False),
        (["window"], True, True),
        (["upload", "hand_in"], False, False),
    ],
)
def test_what_is_made_at_the_counter_is_here_only_where_somebody_says_so(
    applicant: Person, get: list[str], named: bool, here: bool
) -> None:
    shown = "居民身份证、现场照相" if named else "居民身份证"
    case = move(submitted(applicant), "attend", WINDOW, "2026-09-09", shown=shown)
    assert seen(case, Material(id="picture", zh="现场照相", status="asked", get=get)) == here


def test_silence_accepts_what_is_incomplete_all_the_same(applicant: Person) -> None:
    case = move(submitted(applicant, size=20), "withdraw", as_applicant(applicant), "2026-09-30")
    assert [event.move for event in case.events[2:]] == ["accept_by_silence", "withdraw"]


def seen_by_two(someone: Person, size: int = 95) -> Dossier:
    case = move(complete(submitted(someone, size=size)), "accept", WINDOW, "2026-09-08")
    for officer in (EXAMINER, EXAMINER_TWO):
        case = move(case, "examine", officer, "2026-09-09", opinion="grant", why="看过")
    return case


@pytest.mark.parametrize(("name", "says"), [("approve", {}), ("reject", {"reasons": REASONS})])
def test_nothing_is_decided_about_a_place_before_two_officers_have_verified_on_site(
    applicant: Person, name: str, says: dict[str, Any]
) -> None:
    on_duty()
    case = seen_by_two(applicant)
    assert refused(case, name, DECIDER, **says) == [Why("site_visited")]
    case = move(case, "verify_on_site", EXAMINER, "2026-09-09", **VISIT)
    assert move(case, name, DECIDER, "2026-09-09", **says).state in ("approved", "rejected")


def test_what_no_rule_lets_through_is_refused_without_a_visit(applicant: Person) -> None:
    case = draft(applicant, facts={"size": 120})
    case = move(case, "submit", as_applicant(applicant), "2026-09-07", anyway=True)
    case = move(complete(case), "accept", WINDOW, "2026-09-08")
    for officer in (EXAMINER, EXAMINER_TWO):
        case = move(case, "examine", officer, "2026-09-09", opinion="refuse", why="超过")
    assert case.terms.lane == "two_officers"
    assert move(case, "reject", DECIDER, "2026-09-09", reasons=REASONS).state == "rejected"


def test_a_visit_does_not_stop_the_time_to_decide(applicant: Person) -> None:
    on_duty()
    case = seen_by_two(applicant)
    due = case.case.statute_due
    case = move(case, "verify_on_site", EXAMINER, "2026-09-09", **VISIT)
    assert (case.case.statute_due, due) == (due, date(2026, 10, 12))
