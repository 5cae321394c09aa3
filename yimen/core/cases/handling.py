"""What follows an event, each handler exactly once: what it does and the mark that it was done are one transaction.

One job is one handler for one event. A worker that has one under way takes those that wait beside it along, many in one transaction, and
writes them down as done in that same transaction: a commit, a look for work and two changes of state are then paid once for many. Where one
of many fails, none of them was done; it is left to be tried by itself, as often as its job allows, and the others are taken anew.
"""

import time
from typing import NamedTuple
from uuid import UUID

import structlog
from django.db import connection
from django.utils.module_loading import import_string

from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting

TASK = "yimen.core.cases.tasks.after_event"
MOST, CHUNK = 500, 50  # jobs in one transaction, and those marked at once
LONGEST = 0.25  # seconds until a transaction takes no further chunk: what it locks is not locked for long
MARK = "insert into cases_handled (case_id, n, handler) values (%s, %s, %s) on conflict do nothing"
WAITING = """
with candidate as materialized (
    select id, lock, args from procrastinate_jobs
    where status = 'todo' and task_name = %(task)s and (scheduled_at is null or scheduled_at <= now()) and id <> all(%(left)s)
    order by id limit %(most)s for update skip locked
)
select id, args ->> 'case_id', (args ->> 'n')::int, args ->> 'handler' from candidate c
where not exists (  -- handlers of one name follow the events of a case in their order, wherever the earlier one is
    select from procrastinate_jobs before
    where before.lock = c.lock and before.id < c.id and before.status in ('todo', 'doing')
      and before.id not in (select id from candidate)
)
order by id
"""
MARK_ALL = """
insert into cases_handled (case_id, n, handler) select * from unnest(%s::uuid[], %s::int[], %s::text[])
on conflict do nothing returning case_id, n, handler
"""
DONE = "update procrastinate_jobs set status = 'succeeded', attempts = attempts + 1 where id = any(%s)"
log = structlog.get_logger(__name__)


class Step(NamedTuple):
    """One handler for one event."""

    case_id: UUID
    n: int
    handler: str

    def run(self) -> None:
        import_string(self.handler)(self.case_id, self.n)


class OneFailed(Exception):
    """One of many handlers failed; the cause says why."""

    def __init__(self, job: int) -> None:
        super().__init__(job)
        self.job = job


def handle(step: Step) -> None:
    """Do it, unless somebody has done it before."""
    with acting(CLOCK), connection.cursor() as cursor:
        cursor.execute(MARK, step)
        if cursor.rowcount == 1:
            step.run()


def handle_waiting() -> int:
    """How many of those that wait were done along, until nothing waits but what fails."""
    done, left = 0, list[int]()
    while True:
        try:
            found = _together(left)
        except OneFailed as one:
            log.warning("one of many handlers failed; it is tried by itself", error=type(one.__cause__).__name__)
            left.append(one.job)
            continue
        if not found:
            return done
        done += found


def _together(left: list[int]) -> int:
    """As many as there is time for; the others are let go of when the transaction ends. Raises OneFailed."""
    until = time.monotonic() + LONGEST
    with acting(CLOCK):
        waiting, done = _waiting(left), 0
        while done < len(waiting) and time.monotonic() < until:
            chunk = waiting[done : done + CHUNK]
            _do(chunk)
            done += len(chunk)
    return done


def _do(chunk: list[tuple[int, Step]]) -> None:
    new = _mark([step for _, step in chunk])
    for number, step in chunk:
        try:
            if step in new:
                step.run()
        except Exception as broken:  # a rim: whatever it is, the others are not to suffer from it
            raise OneFailed(number) from broken
    with connection.cursor() as cursor:
        cursor.execute(DONE, [[number for number, _ in chunk]])


def _waiting(left: list[int]) -> list[tuple[int, Step]]:
    """What waits, by the number of its job, held for this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, {"task": TASK, "most": MOST, "left": left})
        return [(number, Step(UUID(case), n, handler)) for number, case, n, handler in cursor.fetchall()]


def _mark(steps: list[Step]) -> set[Step]:
    """Those of them that nobody has done before."""
    with connection.cursor() as cursor:
        cursor.execute(MARK_ALL, [list(column) for column in zip(*steps, strict=True)])
        return {Step(*row) for row in cursor.fetchall()}
