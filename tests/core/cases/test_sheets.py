import pytest

from tests.core.cases.people import EXAMINER, as_applicant, draft, move, submitted
from tests.core.cases.story import at
from yimen.core.cases import sheets
from yimen.core.cases.errors import NotNow, SaysMissing
from yimen.core.people.models import LookUp, Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def test_a_drafts_answers_are_kept_one_by_one_and_advice_follows_them(applicant: Person) -> None:
    case = draft(applicant)
    by = as_applicant(applicant)
    with acting(by):
        first = sheets.draft(case.id, by=by, at=at("2026-09-07"))
        assert [ask["fact"] for ask in first.advice["ask"]] == ["size"]
        then = sheets.draft(case.id, by=by, say={"size": 5}, at=at("2026-09-07"))
        again = sheets.draft(case.id, by=by, at=at("2026-09-08"))
    assert (then.advice["fee"]["yuan"], again.advice["fee"]["yuan"]) == ("0.00", "0.00")


def test_an_answer_may_be_given_anew(applicant: Person) -> None:
    case, by = draft(applicant, facts={"size": 5}), as_applicant(applicant)
    with acting(by):
        assert sheets.draft(case.id, by=by, say={"size": 20}, at=at("2026-09-07")).advice["fee"]["yuan"] == "20.00"
    assert move(case, "submit", by, "2026-09-07").terms.fee == "20.00"


def test_an_answer_that_cannot_be_read_loses_nothing(applicant: Person) -> None:
    case, by = draft(applicant, facts={"size": 5}), as_applicant(applicant)
    with acting(by), pytest.raises(SaysMissing, match="not_number"):
        sheets.draft(case.id, by=by, say={"size": "?"}, at=at("2026-09-07"))
    with acting(by):
        assert sheets.draft(case.id, by=by, at=at("2026-09-07")).advice["fee"]["yuan"] == "0.00"


def test_after_submission_the_sheet_is_read_and_not_drafted(applicant: Person) -> None:
    case, by = submitted(applicant), as_applicant(applicant)
    with acting(by), pytest.raises(NotNow):
        sheets.draft(case.id, by=by, say={"size": 1}, at=at("2026-09-07"))


def test_the_officer_sees_facts_with_their_sources_beside_the_path(applicant: Person) -> None:
    case = submitted(applicant, size=20, face_match=True)
    with acting(EXAMINER):
        sheet = sheets.sheet_of(case.id)
    assert sheet
    assert (sheet.facts["facts"]["size"]["value"], sheet.facts["facts"]["size"]["source"]) == (20, "person")
    assert sheet.facts["claims"] == {"face_match": True}
    assert sheet.advice
    assert {step["table"] for step in sheet.advice["officer"]} >= {"may_apply", "lane"}


def test_nobody_is_looked_up_where_no_register_is_asked(applicant: Person) -> None:
    submitted(applicant)
    with acting(as_applicant(applicant)):
        assert LookUp.objects.count() == 0
