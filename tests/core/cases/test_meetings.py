import pytest

from tests.core.cases.people import SUPERVISOR, as_applicant, draft, li, move, submitted
from yimen.core.cases.meetings import met, resolve
from yimen.core.cases.models import Meeting
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def test_a_pair_that_meets_goes_to_an_officer_and_is_never_merged(applicant: Person) -> None:
    first = submitted(applicant)
    second = move(
        draft(applicant, reason="另一处已收", facts={"size": 5}), "submit", as_applicant(applicant), "2026-09-07"
    )
    submitted(li())
    with acting(CLOCK):
        [pair] = met(second.id)
        assert met(first.id) == [pair]
    assert {pair.case_id, pair.other_id} == {first.id, second.id}
    with acting(SUPERVISOR):
        assert [resolve(pair.id, by=SUPERVISOR, note="当事人撤回后一件") for _ in range(2)] == [True, False]


def test_the_person_does_not_see_that_officers_compare(applicant: Person) -> None:
    second = move(draft(applicant, reason="x", facts={"size": 5}), "submit", as_applicant(applicant), "2026-09-07")
    submitted_first = draft(applicant, reason="y", facts={"size": 5})
    move(submitted_first, "submit", as_applicant(applicant), "2026-09-07")
    with acting(CLOCK):
        assert met(second.id)
    with acting(as_applicant(applicant)):
        assert Meeting.objects.count() == 0
