from datetime import date

import pytest

from tests.core.cases.people import (
    ELSEWHERE,
    HEAD,
    HOME_DECIDER,
    SUPERVISOR,
    WINDOW,
    accepted,
    as_applicant,
    li,
    move,
    submitted,
    wang,
)
from tests.core.people.folk import proxy
from yimen.core.cases.errors import NotNow
from yimen.core.cases.lists import find, late, mine, overruns, queue
from yimen.core.cases.numbers import spoken
from yimen.core.people.actors import VISITOR
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def test_a_queue_is_sorted_by_the_day_on_which_we_owe_something(applicant: Person) -> None:
    later = submitted(applicant, day="2026-09-08")
    sooner = submitted(li(), day="2026-09-07")
    with acting(WINDOW):
        first = queue(WINDOW, limit=1)
        rest = queue(WINDOW, after=(first[0].act_by, first[0].id))  # type: ignore[arg-type]
    assert [case.id for case in [*first, *rest]] == [sooner.id, later.id]


def test_a_queue_holds_only_what_waits_for_us(applicant: Person) -> None:
    move(submitted(applicant), "withdraw", as_applicant(applicant), "2026-09-08")
    with acting(WINDOW):
        assert queue(WINDOW) == []


def test_a_queue_is_that_of_the_officers_place_and_of_what_is_decided_there(applicant: Person) -> None:
    case = move(submitted(applicant, "test.registration", home="430102"), "accept", WINDOW, "2026-09-08")
    for actor, ids in ((WINDOW, [case.id]), (HOME_DECIDER, [case.id]), (ELSEWHERE, [])):
        with acting(actor):
            assert [one.id for one in queue(actor, states=["accepted"])] == ids


def test_a_person_sees_the_own_cases_and_those_taken_for_others(applicant: Person) -> None:
    agent = wang()
    proxy(agent, applicant)
    one, own = submitted(applicant), submitted(agent)
    with acting(as_applicant(agent)):
        assert {case.id for case in mine(agent.id)} == {own.id}
        assert {case.id for case in mine(agent.id, principals=[applicant.id])} == {own.id, one.id}


def test_a_number_finds_its_case_however_it_is_typed(applicant: Person) -> None:
    case = submitted(applicant)
    with acting(WINDOW):
        found = find(spoken(case.number or "").lower())
        assert (found and found.id, find("YM 1"), find("YM4401260900000000")) == (case.id, None, None)
    with acting(ELSEWHERE):
        assert find(case.number or "") is None


def test_what_is_late_is_seen_by_supervisors_and_explained_in_public(applicant: Person) -> None:
    case = accepted(applicant)
    with acting(SUPERVISOR):
        assert [len(late(SUPERVISOR, on=date(2026, 9, day))) for day in (20, 21)] == [0, 1]
    with pytest.raises(NotNow, match="over_time"):
        move(case, "explain", HEAD, "2026-09-20", why="…")
    move(case, "explain", HEAD, "2026-09-21", why="设备故障，正在补办")
    with acting(VISITOR):
        [told] = overruns(date(2026, 9, 21))
        assert overruns(date(2026, 9, 20)) == []
    assert (told.service, told.region, told.why, told.promise_due) == (
        "test.licence",
        "440106",
        "设备故障，正在补办",
        date(2026, 9, 20),
    )


def test_the_public_list_shows_nobody_a_case(applicant: Person) -> None:
    accepted(applicant)
    with acting(VISITOR):
        overruns(date(2026, 12, 1))
        assert find("x") is None
        assert mine(applicant.id) == []
