"""Jobs, with a real worker: what the clock does, and what follows an event, exactly once."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from tests.core.cases.people import WINDOW, as_applicant, complete, draft, hand_in, li, move, publish, submitted, zhang
from tests.core.cases.story import at
from yimen.core.cases import handling, tasks
from yimen.core.cases.models import Case, Checkpoint, Event, Handled
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.places.models import CalendarNotice, ClockOffset
from yimen.core.places.notices import forget

pytestmark = pytest.mark.django_db(transaction=True)
SEEN: list[tuple[UUID, int]] = []


def note(case_id: UUID, n: int) -> None:
    """A handler of these tests."""
    SEEN.append((case_id, n))


def fail(case_id: UUID, n: int) -> None:
    raise RuntimeError(f"{case_id} {n}")


@pytest.fixture
def applicant(transactional_db: None) -> Person:
    SEEN.clear()
    publish()
    return zhang()


def handlers(settings: Settings, *rows: tuple[str, str]) -> None:
    settings.AFTER_EVENT = [(move, f"{__name__}.{name}") for move, name in rows]


def test_each_handler_of_a_move_is_a_job_of_the_moves_own_transaction(applicant: Person, settings: Settings) -> None:
    handlers(settings, ("submit", "note"), ("*", "fail"))
    case = draft(applicant, facts={"size": 5})
    assert ProcrastinateJob.objects.count() == 1
    move(case, "submit", as_applicant(applicant), "2026-09-07")
    assert ProcrastinateJob.objects.count() == 3


def test_a_handler_runs_once_however_often_its_job_does(
    applicant: Person, settings: Settings, drain: Callable[[], None]
) -> None:
    handlers(settings, ("submit", "note"))
    case = submitted(applicant)
    drain()
    tasks.after_event(str(case.id), 2, f"{__name__}.note")
    assert [(case.id, 2)] == SEEN
    with acting(CLOCK):
        assert Handled.objects.count() == 1


def test_a_handler_that_fails_leaves_no_mark_and_is_tried_again(applicant: Person) -> None:
    case = submitted(applicant)
    with pytest.raises(RuntimeError):
        tasks.after_event(str(case.id), 2, f"{__name__}.fail")
    with acting(CLOCK):
        assert Handled.objects.count() == 0


def test_those_that_wait_are_done_along_in_their_order_and_one_that_fails_waits_alone(
    applicant: Person, settings: Settings
) -> None:
    handlers(settings, ("*", "note"), ("submit", "fail"))
    case = submitted(applicant)
    move(complete(case), "accept", WINDOW, "2026-09-08")
    filed = ProcrastinateJob.objects.filter(task_name=handling.TASK)
    assert handling.handle_waiting() == filed.count() - 1
    assert [n for _, n in SEEN[-filed.count() + 1 :]] == list(range(1, filed.count()))
    assert [job.args["handler"] for job in filed.filter(status="todo")] == [f"{__name__}.fail"]
    with acting(CLOCK):
        assert Handled.objects.count() == filed.count() - 1


def test_a_job_waits_while_an_earlier_one_of_its_case_and_handler_is_under_way(
    applicant: Person, settings: Settings
) -> None:
    handlers(settings, ("*", "note"))
    case = submitted(applicant)
    first = ProcrastinateJob.objects.order_by("id")[0]
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing' where id = %s", [first.id])
    assert handling.handle_waiting() == 0
    assert SEEN == []
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'succeeded' where id = %s", [first.id])
    assert handling.handle_waiting() == 1
    assert [(case.id, 2)] == SEEN


def test_when_the_clock_has_moved_on_every_due_case_is_settled(applicant: Person) -> None:
    case = submitted(applicant, day=now().date().isoformat())
    assert tasks.settle_all() == 0
    ClockOffset.objects.create(by=timedelta(days=20))
    assert tasks.settle_all() == 1
    with acting(WINDOW):
        assert [event.move for event in Event.objects.filter(case_id=case.id).order_by("n")][2:] == [
            "accept_by_silence"
        ]
    assert tasks.settle_all() == 0


def test_one_case_that_cannot_be_settled_does_not_stop_the_others(
    applicant: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = now().date().isoformat()
    cases = [
        submitted(applicant, day=day),
        move(draft(applicant, day=day, reason="第二份", facts={"size": 5}), "submit", as_applicant(applicant), day),
    ]
    ClockOffset.objects.create(by=timedelta(days=20))
    real = tasks.settle
    monkeypatch.setattr(tasks, "settle", lambda case_id: fail(case_id, 0) if case_id == cases[0].id else real(case_id))
    assert tasks.settle_all() == 1


def test_when_the_calendar_arrives_provisional_days_are_worked_out_anew(applicant: Person) -> None:
    case = move(complete(submitted(applicant, day="2026-12-21")), "accept", WINDOW, "2026-12-21")
    before = case.case.statute_due
    assert case.case.provisional
    CalendarNotice.objects.create(
        year=2027, number="示例〔2026〕1号", published_on=at("2026-12-25").date(), off=["01-01..01-10"], work=[]
    )
    forget()
    tasks.recompute_provisional(0)
    forget()
    with acting(CLOCK):
        row = Case.objects.get(id=case.id)
    assert not row.provisional
    assert before
    assert row.statute_due
    assert row.statute_due > before


def test_a_received_file_is_scanned_by_the_worker(applicant: Person, drain: Callable[[], None]) -> None:
    case = draft(applicant)
    file = hand_in(case, "photo", as_applicant(applicant))
    drain()
    with acting(as_applicant(applicant)):
        file.refresh_from_db()
    assert file.verdict == "clean"


def test_the_nightly_jobs_run_on_an_empty_and_on_a_full_house(applicant: Person) -> None:
    for someone in (applicant, li()):
        tasks.daily_checkpoint(0)
        tasks.expire_certificates(0)
        tasks.sweep(0)
        submitted(someone)
    with acting(CLOCK):
        assert Checkpoint.objects.count() == 1
