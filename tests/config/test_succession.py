"""The next worker of a folder knows that the one before it is gone; another folder's worker does not."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from procrastinate.app import App
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from procrastinate.contrib.django.procrastinate_app import app as proxy

from yimen.config.supervisor.succession import RETRY, take_post

UNDER_WAY = "tests.never_done"


@pytest.fixture
def app(transactional_db: None) -> Iterator[App]:
    """The real one behind Django's stand-in."""
    with proxy.replace_connector(proxy.connector) as here:
        manager = here.job_manager
        yield here
        here.job_manager = manager


@pytest.fixture
def killed(app: App) -> int:
    """The number of a worker that was heard of just now and has a job under way."""
    number = register(app)
    app.configure_task(UNDER_WAY).defer()
    async_to_sync(app.job_manager.fetch_job)(queues=None, worker_id=number)
    return number


def register(app: App) -> int:
    return async_to_sync(app.job_manager.register_worker)()


def stalled(app: App) -> list[str]:
    return [job.task_name for job in async_to_sync(app.job_manager.get_stalled_jobs)()]


def test_what_the_worker_before_had_under_way_is_taken_over_at_once(app: App, killed: int, tmp_path: Path) -> None:
    (tmp_path / "worker.lock").write_text(str(killed))
    take_post(app, tmp_path)
    assert stalled(app) == []
    mine = register(app)
    assert stalled(app) == [UNDER_WAY]
    assert ProcrastinateJob.objects.filter(task_name=RETRY, status="todo").count() == 1
    assert (tmp_path / "worker.lock").read_text() == str(mine)


def test_nobody_is_taken_for_dead_while_another_holds_the_folder(app: App, killed: int, tmp_path: Path) -> None:
    with (tmp_path / "worker.lock").open("w") as other:
        other.write(str(killed))
        other.flush()
        fcntl.flock(other, fcntl.LOCK_EX)
        take_post(app, tmp_path)
        register(app)
    assert stalled(app) == []
    assert ProcrastinateWorker.objects.filter(id=killed).exists()


def test_who_left_in_good_order_leaves_nothing_to_take_over(app: App, tmp_path: Path) -> None:
    take_post(app, tmp_path)
    async_to_sync(app.job_manager.unregister_worker)(register(app))
    assert (tmp_path / "worker.lock").read_text() == ""
