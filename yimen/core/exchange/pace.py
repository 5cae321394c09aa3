"""When and by whom something is tried again: real time, back-off with jitter, and one at a time for each peer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from secrets import SystemRandom

from django.db import connection
from django.utils.timezone import localtime

LONGEST = 900  # seconds: a peer that was away for a week is found again within a quarter of an hour
ALARM_AFTER = 5  # attempts: from then on an operator is told
_chance = SystemRandom()


def wall_clock() -> datetime:
    """Real time. Letters travel in it even where the demo's clock is moved, because each node's demo clock is its own."""
    return localtime()


def back_off(attempts: int) -> timedelta:
    """How long to wait after that many failed attempts: about 1, 2, 4 … seconds, spread so that peers do not knock together."""
    return timedelta(seconds=min(2.0 ** min(attempts - 1, 20), LONGEST) * _chance.uniform(0.5, 1.0))


@contextmanager
def single_flight(what: str, peer: str) -> Iterator[bool]:
    """Hold the right to do `what` for a peer; False when another process has it. Dies with its connection, so kill -9 frees it."""
    name = f"exchange.{what}.{peer}"
    if not _ask("pg_try_advisory_lock", name):
        yield False
        return
    try:
        yield True
    finally:
        _ask("pg_advisory_unlock", name)


def _ask(function: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(hashtextextended(%s, 0))", [name])
        return bool(cursor.fetchone()[0])
