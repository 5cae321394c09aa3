"""许可法§45: a suspension lasts as long as was told in writing, and no longer."""

from datetime import date

import pytest

from tests.core.cases.people import CLOCK, EXAMINER, accepted, move
from tests.core.cases.story import at, running, told
from tests.core.cases.test_clocks import ACCEPTED
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow
from yimen.core.cases.take import settle
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

SAID = {"kind": "testing", "expected": "2026-09-18", "why": "送检"}


def suspended(someone: Person) -> Dossier:
    return move(accepted(someone), "suspend", EXAMINER, "2026-09-14", **SAID)


def settled(case: Dossier, day: str) -> Dossier:
    with acting(CLOCK):
        after = settle(case.id, at=at(day))
    assert after
    return after


def test_past_the_day_that_was_told_the_clocks_run_though_nobody_resumed() -> None:
    events = told(*ACCEPTED, ("suspend", "2026-09-14", SAID))
    assert [clock.stopped for clock in running(events, "2026-09-18").values()] == [True, True]
    assert running(events, "2026-09-19")["statute"].due == date(2026, 10, 16)
    assert running(events, "2026-10-19")["statute"].late


@pytest.mark.django_db
def test_the_law_lets_the_time_run_again_from_the_next_day_and_writes_it_down(applicant: Person) -> None:
    case = suspended(applicant)
    assert case.case.next_due == at("2026-09-19").replace(hour=0, minute=0)
    case = settled(case, "2026-09-25")
    last = case.events[-1]
    assert (last.move, last.role, last.dated, last.law) == ("run_again", "clock", date(2026, 9, 18), "许可法§45")
    assert (case.state, case.case.statute_due) == ("accepted", date(2026, 10, 16))


@pytest.mark.django_db
def test_an_officer_who_comes_too_late_to_resume_finds_the_time_running_and_may_suspend_anew(applicant: Person) -> None:
    case = suspended(applicant)
    with pytest.raises(NotNow) as error:
        move(case, "resume", EXAMINER, "2026-09-25", result="合格")
    assert "suspend" in error.value.possible
    case = move(case, "suspend", EXAMINER, "2026-09-25", **(SAID | {"expected": "2026-09-30"}))
    assert [event.move for event in case.events[-2:]] == ["run_again", "suspend"]
    case = move(case, "resume", EXAMINER, "2026-09-28", result="合格")
    assert case.case.statute_due == date(2026, 10, 19)
