from datetime import date

import pytest

from tests.core.cases.people import (
    DECIDER,
    EXAMINER,
    WINDOW,
    accepted,
    as_applicant,
    draft,
    examined,
    move,
    submitted,
)
from yimen.core.cases.errors import NotNow
from yimen.core.people.models import Person

pytestmark = pytest.mark.django_db


def test_a_case_goes_from_draft_to_delivered(applicant: Person) -> None:
    case = draft(applicant, facts={"size": 20})
    assert (case.state, case.number) == ("draft", None)
    case = move(case, "submit", as_applicant(applicant), "2026-09-07")
    assert case.state == "submitted"
    case = move(case, "accept", WINDOW, "2026-09-08")
    assert case.case.statute_due == date(2026, 10, 12)
