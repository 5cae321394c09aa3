"""Whoever of the staff reads a case leaves a line that its person can read; no door has to think of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.core.cases.people import EXAMINER, SUPERVISOR, WINDOW, accepted, as_applicant, complete, li, move, submitted
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case, read_whole
from yimen.core.people.actors import CLOCK, Actor
from yimen.core.people.lookups import who_looked
from yimen.core.people.models import Person
from yimen.core.people.purposes import PURPOSES
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def look(case: Dossier, by: Actor) -> None:
    with acting(by):
        read_case(case.id)


def lines(person: Person) -> list[tuple[str, str, str]]:
    with acting(as_applicant(person)):
        return [(line.actor_id, line.purpose, line.office) for line in who_looked(person.id)]


def test_an_officer_who_reads_a_case_leaves_a_line_that_the_person_reads(applicant: Person) -> None:
    case = submitted(applicant)
    look(case, EXAMINER)
    look(case, SUPERVISOR)
    assert sorted(lines(applicant)) == [
        ("e1", "application", EXAMINER.office),
        ("s1", "supervision", SUPERVISOR.office),
    ]


def test_a_page_turned_within_the_hour_is_the_same_look(applicant: Person) -> None:
    case = submitted(applicant)
    for _ in range(3):
        look(case, EXAMINER)
    with acting(EXAMINER):
        read_whole(case.id)
    assert len(lines(applicant)) == 1


def test_a_move_answers_the_case_and_so_leaves_a_line_too(applicant: Person) -> None:
    move(complete(submitted(applicant)), "accept", WINDOW, "2026-09-07")
    assert lines(applicant) == [("w1", "application", WINDOW.office)]


def test_the_person_the_clock_and_the_rules_leave_none(applicant: Person) -> None:
    case = submitted(applicant)
    for actor in (as_applicant(applicant), CLOCK):
        look(case, actor)
    assert lines(applicant) == []


def test_each_case_has_lines_of_its_own_person(applicant: Person) -> None:
    other = li()
    look(submitted(applicant), EXAMINER)
    look(submitted(other), EXAMINER)
    assert len(lines(applicant)) == len(lines(other)) == 1


def test_the_line_costs_no_question_more(applicant: Person) -> None:
    case = accepted(applicant)
    with acting(EXAMINER), CaptureQueriesContext(connection) as asked:
        read_case(case.id)
    assert len(asked) == 1


def test_neither_purpose_may_be_withheld_because_sql_writes_them_open() -> None:
    assert all(PURPOSES[name].case and not PURPOSES[name].withhold for name in ("application", "supervision"))
