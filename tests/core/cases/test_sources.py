"""Registers are asked when somebody must know, once, and of nobody whom it does not concern; a paper in an officer's hand is proof."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.core.cases.people import EXAMINER, WINDOW, as_applicant, draft, move
from tests.core.cases.story import at
from yimen.core.cases import sheets
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow
from yimen.core.people.actors import RULE
from yimen.core.people.models import LookUp, Person
from yimen.core.people.scope import acting
from yimen.core.places.notices import working_days
from yimen.core.ports.rehearsals import Entry
from yimen.core.ports.wires import wire

pytestmark = pytest.mark.django_db
PLUMBING = ("SAVEPOINT", "RELEASE", "select set_config", 'SELECT MAX("places_calendarnotice"')  # the last now and then


def registered(someone: Person, *entries: tuple[str, str, object]) -> None:
    with acting(RULE):
        for register, query, value in entries:
            wire("registers", register).fill([Entry(query, someone.id_number, value)])


def page(case: Dossier, someone: Person, day: str = "2026-09-07", hour: int = 9, **say: object) -> sheets.Drafted:
    by = as_applicant(someone)
    with acting(by):
        return sheets.draft(case.id, by=by, say=say or None, at=at(day, hour))


def looks(someone: Person) -> int:
    with acting(as_applicant(someone)):
        return LookUp.objects.count()


def test_a_page_whose_registers_are_still_fresh_asks_two_questions(applicant: Person) -> None:
    registered(applicant, ("residence", "permit", {"kind": "A"}), ("public_security", "open", True))
    case, by = draft(applicant, "test.proof"), as_applicant(applicant)
    page(case, applicant)
    working_days()
    with CaptureQueriesContext(connection) as captured, acting(by):
        sheets.draft(case.id, by=by, at=at("2026-09-07"))
    asked = [query["sql"] for query in captured if not query["sql"].startswith(PLUMBING)]
    assert len(asked) == 2, asked


def test_what_was_asked_beforehand_is_kept_although_an_earlier_row_decided(applicant: Person) -> None:
    registered(applicant, ("residence", "permit", {"kind": "A"}), ("public_security", "open", True))
    case = draft(applicant, "test.proof")
    page(case, applicant)
    before = looks(applicant)
    assert page(case, applicant).facts["permit"].source == "residence.permit"
    assert looks(applicant) == before


def test_after_a_quarter_of_an_hour_registers_are_asked_anew(applicant: Person) -> None:
    case = draft(applicant, "test.proof")
    page(case, applicant)
    before = looks(applicant)
    page(case, applicant, hour=10)
    assert looks(applicant) > before


def test_a_case_comes_with_its_sheet_in_one_question(applicant: Person) -> None:
    case = move(draft(applicant, "test.proof"), "submit", as_applicant(applicant), "2026-09-07")
    with CaptureQueriesContext(connection) as captured, acting(EXAMINER):
        whole = sheets.whole_case(case.id)
    assert len([query for query in captured if not query["sql"].startswith(PLUMBING)]) == 1
    with acting(EXAMINER):
        row = sheets.sheet_of(case.id)
    assert whole.sheet
    assert row
    assert (whole.dossier.id, whole.sheet.facts, whole.sheet.advice) == (case.id, row.facts, row.advice)


def test_whoever_may_not_take_a_move_asks_no_register(applicant: Person) -> None:
    registered(applicant, ("residence", "permit", {"kind": "A"}))
    case = draft(applicant, "test.proof", by=WINDOW, channel="hall")
    with acting(EXAMINER), pytest.raises(NotNow) as error:
        move(case, "submit", EXAMINER, "2026-09-07")
    assert [why.key for why in error.value.why] == ["not_by"]
    case = move(case, "submit", WINDOW, "2026-09-07")
    with CaptureQueriesContext(connection) as captured, acting(EXAMINER), pytest.raises(NotNow):
        move(case, "amend", EXAMINER, "2026-09-08", changes={"degree": {"level": "B"}}, with_person=True)
    assert not [query for query in captured if "lookup" in query["sql"].lower()]


def test_an_original_seen_at_the_counter_is_proof_where_the_register_has_no_record(applicant: Person) -> None:
    case = draft(applicant, "test.proof", by=WINDOW, channel="hall")
    with acting(WINDOW):
        bare = sheets.draft(case.id, by=WINDOW, at=at("2026-09-07"))
        seen = sheets.draft(case.id, by=WINDOW, say={"degree": {"level": "博士"}}, at=at("2026-09-07"))
    assert [one["status"] for one in bare.advice["materials"]] == ["asked"]
    assert [(one["status"], one["source"]) for one in seen.advice["materials"]] == [("fetched", "window")]
    done = move(case, "submit", WINDOW, "2026-09-07")
    assert [one.status for one in done.terms.materials] == ["fetched"]


def test_a_record_of_the_register_is_not_overwritten_by_a_paper(applicant: Person) -> None:
    registered(applicant, ("education", "degree", {"level": "学士"}))
    case = draft(applicant, "test.proof", by=WINDOW, channel="hall")
    with acting(WINDOW):
        seen = sheets.draft(case.id, by=WINDOW, say={"degree": {"level": "博士"}}, at=at("2026-09-07"))
    assert (seen.facts["degree"].source, seen.facts["degree"].value) == ("education.degree", {"level": "学士"})
    assert [one.name for one in seen.facts.corrections] == ["degree"]


def test_an_applicant_cannot_prove_by_saying_so(applicant: Person) -> None:
    case = draft(applicant, "test.proof")
    assert [one["status"] for one in page(case, applicant, degree={"level": "博士"}).advice["materials"]] == ["asked"]
