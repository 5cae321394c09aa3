"""Two at the same time, over real connections: one wins, the other is told what is possible now."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from tests.authorities import EVERY
from tests.core.cases.people import (
    DECIDER,
    EXAMINER,
    HEAD,
    HERE,
    WINDOW,
    as_applicant,
    complete,
    draft,
    move,
    publish,
    submitted,
    zhang,
)
from tests.core.cases.story import at
from yimen.core.cases.begin import begin
from yimen.core.cases.errors import AlreadyOpen, AnsweredBefore, NotNow, Refused
from yimen.core.cases.models import Case, Event, Paper
from yimen.core.cases.store import Once
from yimen.core.cases.take import settle, take
from yimen.core.people.actors import CLOCK, Actor
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db(transaction=True)
OTHER_WINDOW = Actor("window", "w2", "朱示例", "440106000001", "440100", serves=EVERY)


@pytest.fixture
def applicant(transactional_db: None) -> Person:
    publish()
    return zhang()


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """What each job answers or raises, all started at the same moment, each with a connection of its own."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return job()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as threads:
        return list(threads.map(run, jobs))


def told(answers: list[Any]) -> list[str]:
    return sorted(getattr(one, "key", "done") for one in answers)


def taking(case: Any, name: str, by: Actor, day: str = "2026-09-08", **how: Any) -> Callable[[], Any]:
    def job() -> Any:
        with acting(by):
            return take(case.id, name, by=by, at=at(day), says=how.get("says"), once=how.get("once"))

    return job


def test_two_accept_one_case_and_one_is_told_what_is_possible_now(applicant: Person) -> None:
    case = complete(submitted(applicant))
    answers = at_once(taking(case, "accept", WINDOW), taking(case, "accept", OTHER_WINDOW))
    assert told(answers) == ["done", "not_now"]
    [late] = [one for one in answers if isinstance(one, NotNow)]
    assert late.possible == ["recuse", "pay", "hand_on", "confirm_address", "withdraw"]
    with acting(WINDOW):
        assert Event.objects.filter(case_id=case.id, move="accept").count() == 1


def test_an_acceptance_and_a_withdrawal_at_once_come_one_after_the_other(applicant: Person) -> None:
    case = complete(submitted(applicant))
    answers = at_once(taking(case, "accept", WINDOW), taking(case, "withdraw", as_applicant(applicant)))
    assert "done" in told(answers)
    with acting(CLOCK):
        numbers = list(Event.objects.filter(case_id=case.id).order_by("n").values_list("n", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_clock_and_an_officer_at_once_write_the_silence_once(applicant: Person) -> None:
    case = complete(submitted(applicant, day="2026-02-13"))

    def clock() -> Any:
        with acting(CLOCK):
            return settle(case.id, at=at("2026-02-28"))

    at_once(clock, clock, taking(case, "accept", WINDOW, "2026-02-28"))
    with acting(CLOCK):
        assert [event.move for event in Event.objects.filter(case_id=case.id).order_by("n")][2:] == [
            "accept_by_silence"
        ]


def test_two_requests_for_one_person_and_service_cannot_both_pass(applicant: Person) -> None:
    by = as_applicant(applicant)

    def job() -> Any:
        with acting(by):
            return begin(
                "test.licence", applicant=applicant.id, by=by, channel="portal", region=HERE, at=at("2026-09-07")
            )

    answers = at_once(*[job] * 4)
    assert told(answers) == ["already_open"] * 3 + ["done"]
    assert all(len(one.cases) == 1 for one in answers if isinstance(one, AlreadyOpen))
    with acting(CLOCK):
        assert Case.objects.count() == 1


def test_one_key_sent_twice_at_once_is_done_once_and_answered_twice(applicant: Person) -> None:
    case = complete(submitted(applicant))
    key = Once(key="k", digest=b"d" * 32, answer=lambda done: (200, done.state.encode()))
    answers = at_once(*[taking(case, "accept", WINDOW, once=key)] * 3)
    assert told(answers) == ["answered_before", "answered_before", "done"]
    assert {one.body for one in answers if isinstance(one, AnsweredBefore)} == {b"accepted"}


def test_papers_of_one_series_are_numbered_without_a_double(applicant: Person) -> None:
    cases = [draft(applicant, reason=f"第{n}份", facts={"size": 5}) for n in range(6)]
    at_once(*[taking(case, "submit", as_applicant(applicant), "2026-09-07") for case in cases])
    with acting(CLOCK):
        numbers = sorted(Paper.objects.filter(kind="REC").values_list("number", flat=True))
        assert len({case.number for case in Case.objects.all()}) == 6
    assert [number[-6:] for number in numbers] == [f"{n:06d}" for n in range(1, 7)]


def test_events_of_a_node_have_each_their_own_number(applicant: Person) -> None:
    case = move(complete(submitted(applicant)), "accept", WINDOW, "2026-09-08")
    says = {"opinion": "grant", "why": "齐全"}
    at_once(*[taking(case, "examine", EXAMINER, says=says)] * 3, taking(case, "extend", HEAD, says={"reasons": "核实"}))
    with acting(DECIDER):
        events = list(Event.objects.order_by("seq").values_list("seq", flat=True))
    assert len(set(events)) == len(events) == 7
