from datetime import timedelta

import pytest

from tests.core.cases.people import (
    ELSEWHERE,
    EXAMINER,
    EXAMINER_TWO,
    HEAD,
    accepted,
    as_applicant,
    move,
)
from tests.core.cases.story import at
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import Held, NoSuchCase, NotNow
from yimen.core.cases.holds import hold, let_go
from yimen.core.cases.models import Hold
from yimen.core.cases.store import read_case
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
NINE = at("2026-09-08")
SAID = {"opinion": "grant", "why": "齐全"}


def held(applicant: Person) -> Dossier:
    case = accepted(applicant)
    with acting(EXAMINER):
        hold(case.id, by=EXAMINER, at=NINE)
    return case


def test_everybody_who_sees_the_case_sees_who_is_at_work_on_it(applicant: Person) -> None:
    case = held(applicant)
    with acting(as_applicant(applicant)):
        found = read_case(case.id).hold
    assert found
    assert (found.by, found.name, found.since) == ("e1", "王示例", NINE)


def test_a_second_officer_is_told_who_holds_it(applicant: Person) -> None:
    case = held(applicant)
    with acting(EXAMINER_TWO), pytest.raises(Held) as error:
        hold(case.id, by=EXAMINER_TWO, at=NINE + timedelta(minutes=5))
    assert (error.value.name, error.value.since) == ("王示例", NINE)
    with pytest.raises(NotNow, match="held"):
        move(case, "examine", EXAMINER_TWO, NINE + timedelta(minutes=5), **SAID)


def test_a_hold_lapses_by_itself(applicant: Person) -> None:
    case = held(applicant)
    with acting(EXAMINER_TWO):
        assert hold(case.id, by=EXAMINER_TWO, at=NINE + timedelta(minutes=15)).by == "e2"


def test_holding_on_keeps_the_beginning(applicant: Person) -> None:
    case = held(applicant)
    with acting(EXAMINER):
        longer = hold(case.id, by=EXAMINER, at=NINE + timedelta(minutes=10))
    assert (longer.since, longer.until) == (NINE, NINE + timedelta(minutes=25))


def test_a_move_lets_the_hold_go(applicant: Person) -> None:
    case = move(held(applicant), "examine", EXAMINER, NINE + timedelta(minutes=5), **SAID)
    with acting(EXAMINER):
        assert not Hold.objects.filter(case_id=case.id).exists()


def test_heads_and_the_person_never_wait_for_a_desk(applicant: Person) -> None:
    case = held(applicant)
    case = move(case, "extend", HEAD, NINE + timedelta(minutes=1), reasons="核实")
    assert move(case, "withdraw", as_applicant(applicant), NINE + timedelta(minutes=2)).state == "withdrawn"


def test_one_lets_go_only_of_the_own_hold(applicant: Person) -> None:
    case = held(applicant)
    for actor, done in ((EXAMINER_TWO, False), (EXAMINER, True)):
        with acting(actor):
            assert let_go(case.id, by=actor) == done


def test_nobody_holds_what_they_do_not_see(applicant: Person) -> None:
    case = accepted(applicant)
    with acting(ELSEWHERE), pytest.raises(NoSuchCase):
        hold(case.id, by=ELSEWHERE, at=NINE)
