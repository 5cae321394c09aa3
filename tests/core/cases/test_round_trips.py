"""A move is at most three questions to the database besides who acts: the demo's clock, open, write."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.core.cases.people import EXAMINER, WINDOW, accepted, as_applicant, complete, li, submitted
from tests.core.cases.story import at
from yimen.core.cases.store import Once, read_case
from yimen.core.cases.table import possible
from yimen.core.cases.take import take
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import today
from yimen.core.places.notices import working_days

pytestmark = pytest.mark.django_db
PLUMBING = ("SAVEPOINT", "RELEASE", "select set_config", 'SELECT MAX("places_calendarnotice"')  # the last now and then


def questions(captured: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in captured if not query["sql"].startswith(PLUMBING)]


def test_accepting_takes_three_round_trips(applicant: Person) -> None:
    case = complete(submitted(applicant, day=today().isoformat()))
    working_days()
    with CaptureQueriesContext(connection) as captured, acting(WINDOW):
        take(case.id, "accept", by=WINDOW, expects=case.version)
    asked = [sql.split("(")[0] for sql in questions(captured)]
    assert (asked[0], asked[-1], len(asked)) == ("select case_open", "select case_write", 3)


def test_a_key_adds_no_round_trip(applicant: Person) -> None:
    case = complete(submitted(applicant))
    working_days()
    key = Once(key="k", digest=b"d" * 32, answer=lambda done: (200, done.state.encode()))
    with CaptureQueriesContext(connection) as captured, acting(WINDOW):
        take(case.id, "accept", by=WINDOW, at=at("2026-09-08"), once=key)
    assert len(questions(captured)) == 2


def test_a_long_case_is_read_in_one_question(applicant: Person) -> None:
    case = accepted(li())
    working_days()
    with CaptureQueriesContext(connection) as captured, acting(EXAMINER):
        whole = read_case(case.id)
        assert possible(whole, EXAMINER, at("2026-09-08"))
    assert len(questions(captured)) == 1


def test_withdrawing_takes_no_more_although_a_proxy_might_do_it(applicant: Person) -> None:
    case = complete(submitted(applicant))
    working_days()
    by = as_applicant(applicant)
    with CaptureQueriesContext(connection) as captured, acting(by):
        take(case.id, "withdraw", by=by, at=at("2026-09-08"))
    assert len(questions(captured)) == 2
