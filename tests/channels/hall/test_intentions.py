"""Taking back: what is pressed waits, is told to nobody, can be taken back, and is done exactly once though the browser is gone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.channels.api.ground import EXAMINER, FAR_WINDOW, WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, handed_in, moved, page, standing, words
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.work.intentions import AlreadyIntended, carry_out, forget, intend, take_back, waits
from yimen.core.work.models import Intention
from yimen.core.work.tasks import carry_out_intention

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _time_to_think(settings: pytest.FixtureRequest) -> None:
    settings.UNDO = 20  # type: ignore[attr-defined]


@pytest.fixture
def pressed(ground: Ground) -> tuple[Client, UUID, Intention]:
    """A window officer has pressed “accept”."""
    case, client = handed_in(ground, ground.li), at_the_desk(WINDOW)
    assert client.post(f"/desk/cases/{case}/accept/", {"version": standing(case).version}).status_code == 302
    return client, case, the_one(case)


def the_one(case: UUID) -> Intention:
    with acting(CLOCK):
        return Intention.objects.get(case_id=case)


def test_what_is_pressed_waits_is_shown_on_every_page_and_nothing_is_told(
    pressed: tuple[Client, UUID, Intention],
) -> None:
    client, case, one = pressed
    found = standing(case)
    assert (found.state, len(found.papers)) == ("submitted", 1)  # the receipt of the application
    for path in (f"/desk/cases/{case}/", "/desk/"):
        assert f'action="/desk/intentions/{one.id}/"' in page(client, path)
    job = ProcrastinateJob.objects.get(task_name="yimen.core.work.tasks.carry_out_intention")
    assert job.args == {"intention": str(one.id)}


def test_the_worker_does_it_once_in_the_officers_name(pressed: tuple[Client, UUID, Intention]) -> None:
    _, case, one = pressed
    carry_out_intention(str(one.id))
    carry_out_intention(str(one.id))
    steps = [event for event in standing(case).events if event.move == "accept"]
    assert [(event.actor_id, event.office) for event in steps] == [(WINDOW.id, WINDOW.office)]
    assert steps[0].at >= one.made_at
    assert (the_one(case).state, the_one(case).said) == ("done", {})


def test_taken_back_in_time_nothing_happens_and_the_form_is_as_it_was(ground: Ground) -> None:
    case, client = handed_in(ground, ground.li), at_the_desk(WINDOW)
    said = {
        "defects.found": "photo",
        "defects.text.photo": "请交近六个月的照片",
        "do": "sign",
        "version": standing(case).version,
    }
    assert client.post(f"/desk/cases/{case}/correct/", said).status_code == 302
    answer = client.post(f"/desk/intentions/{the_one(case).id}/", {"do": "back"}, follow=True)
    assert "请交近六个月的照片" in answer.content.decode()
    carry_out_intention(str(the_one(case).id))
    assert standing(case).state == "submitted"
    assert the_one(case).state == "taken_back"


def test_taken_back_too_late_says_that_it_is_done(pressed: tuple[Client, UUID, Intention]) -> None:
    client, case, one = pressed
    carry_out(one.id)
    answer = client.post(f"/desk/intentions/{one.id}/", {"do": "back"})
    assert answer.status_code == 409
    assert "不能收回了" in answer.content.decode()
    assert standing(case).state == "accepted"


def test_one_key_has_it_done_at_once(pressed: tuple[Client, UUID, Intention]) -> None:
    client, case, one = pressed
    assert client.post(f"/desk/intentions/{one.id}/", {"do": "now"}).status_code == 302
    assert standing(case).state == "accepted"
    assert str(one.id) not in page(client, "/desk/")


def test_a_case_that_moved_meanwhile_refuses_says_what_changed_and_keeps_the_words(
    pressed: tuple[Client, UUID, Intention],
) -> None:
    client, case, one = pressed
    moved(case, "attend", WINDOW, shown="居民身份证")
    carry_out_intention(str(one.id))
    assert standing(case).state == "submitted"
    html = words(page(client, f"/desk/intentions/{one.id}/"))
    assert "没办成" in html
    assert "登记到场" in html
    other = at_the_desk(WINDOW)  # a new session hears of it too
    assert "没办成" in page(other, "/desk/")
    assert other.post(f"/desk/intentions/{one.id}/", {"do": "seen"}).status_code == 302
    assert "没办成" not in page(other, "/desk/")


def test_the_officers_next_request_does_what_is_due(
    pressed: tuple[Client, UUID, Intention], hours_later: Callable[[], None]
) -> None:
    client, case, _ = pressed
    hours_later()
    page(client, "/desk/")
    assert standing(case).state == "accepted"


@pytest.fixture
def hours_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def later() -> None:
        monkeypatch.setattr("yimen.channels.hall.intentions.standing.now", lambda: now() + timedelta(minutes=1))

    return later


def test_pressed_twice_it_is_one_and_another_act_waits_its_turn(pressed: tuple[Client, UUID, Intention]) -> None:
    client, case, _ = pressed
    version = standing(case).version
    assert client.post(f"/desk/cases/{case}/accept/", {"version": version}).status_code == 302
    refused = client.post(f"/desk/cases/{case}/not_accept/", {"ground": "not_needed", "reasons.own": "不用办", "reasons.law": "许可法§12",
                                                              "do": "sign", "version": version})  # fmt: skip
    assert refused.status_code == 409
    assert "有一个动作等着办出" in refused.content.decode()
    assert "不用办" in refused.content.decode()
    with acting(WINDOW), pytest.raises(AlreadyIntended):
        intend(standing(case), "correct", by=WINDOW, says={}, typed={})


def test_nobody_else_takes_it_back_and_no_one_changes_how_it_ended(pressed: tuple[Client, UUID, Intention]) -> None:
    _, case, one = pressed
    for other, status in ((EXAMINER, 409), (FAR_WINDOW, 404)):
        assert at_the_desk(other).post(f"/desk/intentions/{one.id}/", {"do": "back"}).status_code == status
        assert take_back(one.id, by=other) is None
    with acting(WINDOW):
        assert Intention.objects.filter(id=one.id).update(state="taken_back") == 0
    carry_out(one.id)
    with pytest.raises(DatabaseError), transaction.atomic(), acting(CLOCK):
        Intention.objects.filter(id=one.id).update(state="waiting")
    assert the_one(case).state == "done"


def test_a_wait_that_would_end_on_another_day_is_none_and_words_are_forgotten(
    pressed: tuple[Client, UUID, Intention],
) -> None:
    assert not waits("accept", datetime(2026, 11, 25, 15, 59, 50, tzinfo=UTC))  # ten seconds to midnight in China
    assert waits("accept", datetime(2026, 11, 25, 15, 59, 30, tzinfo=UTC))
    assert not waits("examine", datetime(2026, 11, 25, 3, 0, tzinfo=UTC))
    client, case, one = pressed
    client.post(f"/desk/intentions/{one.id}/", {"do": "back"})
    with acting(CLOCK):
        forget(now() + timedelta(days=2))
    assert the_one(case).said == {}
