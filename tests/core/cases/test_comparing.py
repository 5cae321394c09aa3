"""Rows that were changed behind the back of take(): each is found by verify_chain, and what differs is said."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.core.cases.people import (
    DECIDER,
    REASONS,
    WINDOW,
    as_applicant,
    draft,
    examined,
    hand_in,
    li,
    move,
    submitted,
)
from yimen.core.cases.comparing import differences
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def tampered(sql: str) -> None:
    """As somebody who holds the whole database: triggers off."""
    with acting(CLOCK), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set local role yimen_owner")
        for table in ("cases_case", "cases_certificate", "cases_fee", "cases_paper", "cases_pledge"):
            cursor.execute(f"alter table {table} disable trigger user; alter table {table} no force row level security")
        cursor.execute(sql)
        cursor.execute("set local role yimen_app")


def found(case: Dossier) -> str:
    with acting(CLOCK):
        return "; ".join(differences(read_case(case.id)))


def paid(person: Person) -> Dossier:
    case = move(examined(person), "approve", DECIDER, "2026-09-09")
    return move(case, "pay", WINDOW, "2026-09-09", number="GD-1", yuan="20.00")


def test_what_take_has_written_differs_in_nothing(applicant: Person) -> None:
    assert found(draft(applicant)) == ""
    case = paid(li())
    assert found(case) == ""
    assert found(move(case, "revoke", DECIDER, "2026-09-10", ground="deceit", reasons=REASONS)) == ""


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("update cases_case set state = 'closed'", "state is closed, after event 7 it was approved"),
        ("update cases_case set version = 9", "version is 9, the last event is 7"),
        ("update cases_case set number = null", "number is missing, although it was submitted"),
        ("update cases_certificate set state = 'revoked'", "is revoked, its events leave it valid"),
        ("delete from cases_certificate", "event 5 granted a certificate that is not there"),
        ("update cases_fee set yuan = 2", "of 2.00 yuan is not what event 7 recorded"),
        ("delete from cases_fee", "event 7 recorded a fee that is not there"),
        ("delete from cases_paper where kind = 'SAL'", "event 5 (approve) has the papers none, it issued SAL"),
        ("update cases_paper set kind = 'NSA' where kind = 'SAL'", "has the papers NSA, it issued SAL"),
    ],
)
def test_a_row_that_no_longer_says_what_its_events_say_is_found(applicant: Person, sql: str, said: str) -> None:
    case = paid(applicant)
    tampered(sql)
    assert said in found(case)


def test_a_pledge_that_says_something_else_than_was_signed_is_found(applicant: Person) -> None:
    case = draft(applicant, "test.pledge", facts={"way": "pledge"})
    hand_in(case, "plan", as_applicant(applicant))
    case = move(case, "submit", as_applicant(applicant), "2026-09-07", pledge={"read": True})
    assert found(case) == ""
    tampered("update cases_pledge set text = '我什么也不承诺'")
    assert "is not what was signed with event 2" in found(case)


def test_the_command_fails_and_says_which_case_differs_in_what(applicant: Person) -> None:
    case = submitted(applicant)
    tampered("update cases_case set state = 'approved'")
    with pytest.raises(CommandError, match=f"{case.id}: state is approved, after event 2 it was submitted"):
        call_command("verify_chain")
