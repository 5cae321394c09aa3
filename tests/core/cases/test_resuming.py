"""The demo's register on a bad day: down, and answering later."""

from collections.abc import Callable

import pytest
from pytest_django import Settings

from tests.core.cases.people import WINDOW, as_applicant, draft, move, publish, zhang
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Case
from yimen.core.cases.resuming import answered
from yimen.core.cases.sheets import sheet_of
from yimen.core.people.actors import CLOCK, RULE
from yimen.core.people.lookups import who_looked
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.rehearsals import Entry
from yimen.core.ports.wires import wire

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def applicant(transactional_db: None) -> Person:
    publish()
    someone = zhang()
    with acting(RULE):
        wire("registers", "residence").fill([Entry("permit", someone.id_number, {"kind": "A"})])
    return someone


def register(mode: str) -> None:
    with acting(RULE):
        wire("registers", "residence").rehearse(mode, None, {"seconds": 0})


def handed_in(someone: Person) -> Dossier:
    day = now().date().isoformat()
    return move(draft(someone, "test.lookup", day=day), "submit", as_applicant(someone), day)


def test_what_a_register_knows_is_not_asked_and_the_person_reads_that_it_was_looked_up(applicant: Person) -> None:
    case = handed_in(applicant)
    assert [event.move for event in case.events] == ["begin", "submit", "accept", "approve"]
    with acting(as_applicant(applicant)):
        assert [(look.purpose, look.case_id, look.sources) for look in who_looked(applicant.id)] == [
            ("own_request", case.id, ["residence.permit"])
        ]
        sheet = sheet_of(case.id)
    assert sheet
    assert sheet.facts["facts"]["permit"]["source"] == "residence.permit"


def test_a_register_that_is_down_keeps_nobody_from_applying_and_an_officer_looks(applicant: Person) -> None:
    register("down")
    case = handed_in(applicant)
    assert (case.state, case.terms.then) == ("submitted", "officer")


def test_an_answer_that_comes_later_resumes_the_case(
    applicant: Person, settings: Settings, drain: Callable[[], None]
) -> None:
    settings.AFTER_ANSWER = ["yimen.core.cases.resuming.answered"]
    register("later")
    case = handed_in(applicant)
    assert case.state == "submitted"
    drain()
    with acting(CLOCK):
        assert Case.objects.get(id=case.id).state == "approved"


def test_an_answer_for_a_case_that_has_moved_on_changes_nothing(applicant: Person) -> None:
    register("down")
    case = move(handed_in(applicant), "accept", WINDOW, now())
    with acting(RULE):
        answered(case.id, "residence.permit")
        answered(None, "residence.permit")
        assert Case.objects.get(id=case.id).version == case.version
