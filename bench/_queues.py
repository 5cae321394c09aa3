"""Three ways through a full queue of jobs that do nothing: ours, one job of procrastinate after another, and Celery."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from subprocess import DEVNULL

import redis
from celery import Celery
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from yimen.config.supervisor.worker import AT_ONCE
from yimen.core.cases.handling import TASK

REDIS = ["redis-server", "--port", "0", "--unixsocket", "{folder}/redis.sock", "--save", "", "--dir", "{folder}"]
WORKER = [sys.executable, "-m", "celery", "-A", "bench._celery", "worker", "--loglevel", "error", "--without-gossip"]
ENDS, LAST = "bench.ends", 16  # as many as two processes fetch ahead
HANDLER, NAIVE = "bench._queues.no_handler", "bench.nothing"
FILL = """
select procrastinate_defer_jobs_v1(array(
    select row('default', %(task)s, 0, %(task)s || n, null,
               jsonb_build_object('case_id', gen_random_uuid(), 'n', 1, 'handler', %(handler)s), null)
           ::procrastinate_job_to_defer_v1
    from generate_series(1, %(many)s) n))
"""
LEFT = "select count(*) from procrastinate_jobs where task_name = %s and status <> 'succeeded'"


def no_handler(case_id: object, n: int) -> None:
    """What every one of them does."""


@app.task(name=NAIVE)
def naive(case_id: str, n: int, handler: str) -> None:  # noqa: ARG001 – the same words as ours
    no_handler(case_id, n)


def ours(many: int) -> float:
    """Jobs a second: filed as a move files them, done by our worker."""
    return _through(TASK, many)


def one_by_one(many: int) -> float:
    return _through(NAIVE, many)


def _through(task: str, many: int) -> float:
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"task": task, "handler": HANDLER, "many": many})
        began = time.perf_counter()
        asyncio.run(_work())
        spent = time.perf_counter() - began
        cursor.execute(LEFT, [task])
        assert cursor.fetchone() == (0,), "some were left"
    return many / spent


async def _work() -> None:
    """As the product's worker, until nothing is left."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(AT_ONCE))
    line = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=AT_ONCE)
    with app.replace_connector(line) as here:
        async with here.open_async():
            await here.run_worker_async(
                concurrency=AT_ONCE, wait=False, listen_notify=False, install_signal_handlers=False
            )


@contextmanager
def celery() -> Iterator[Callable[[int], float]]:
    """Celery as it comes: Redis as broker, a process a core. It is ready, and has done a few."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"redis+socket://{folder}/redis.sock"
        with _running(REDIS, folder), _running(WORKER, folder, {"BENCH_BROKER": address}):
            peer = Celery(broker=address)
            _eventually(lambda: peer.control.ping(timeout=0.5))
            _celery_through(peer, 200)
            yield partial(_celery_through, peer)


def _celery_through(peer: Celery, many: int) -> float:
    """Jobs a second, from a queue that was filled while nobody worked, until the last of them say that they were reached."""
    broker = redis.from_url(peer.conf.broker_url.replace("redis+socket", "unix"))
    broker.delete(ENDS)
    peer.control.cancel_consumer("celery", reply=True, timeout=2)
    for name in ["bench.nothing"] * many + ["bench.end"] * LAST:
        peer.send_task(name)
    began = time.perf_counter()
    peer.control.add_consumer("celery")
    _eventually(lambda: broker.llen(ENDS) >= LAST)
    return many / (time.perf_counter() - began)


def _eventually(true: Callable[[], object], patience: float = 120.0) -> None:
    until = time.monotonic() + patience
    while not true():
        assert time.monotonic() < until, "it did not come to an end"
        time.sleep(0.01)


@contextmanager
def _running(words: list[str], folder: str, more: dict[str, str] | None = None) -> Iterator[None]:
    process = subprocess.Popen(
        [word.format(folder=folder) for word in words], env=os.environ | (more or {}), stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)
