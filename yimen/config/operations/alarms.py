"""What somebody has to be woken for. /healthz names those that are on, /metrics has each as a figure; docs/operations.md says more."""

import shutil
from datetime import datetime

from django.conf import settings
from django.db import connection

from yimen.config.operations.backing_up import overdue
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting

LEAST_FREE = 0.05  # of the disk
QUERIES = {  # a job, or a case's clock, may be a quarter of an hour late
    "files": "select exists (select from cases_lostfile where until is null)",
    "clock": "select exists (select from cases_case where next_due < now() - make_interval(secs => 900))",
    "jobs": """select exists (select from procrastinate_jobs j join procrastinate_events e on e.job_id = j.id and e.type = 'deferred'
               where j.status = 'todo' and greatest(e.at, j.scheduled_at) < now() - make_interval(secs => 900))""",
}


def alarms(now: datetime) -> dict[str, bool]:
    """By name whether it is on. Raises django.db.Error where the database is away, which is an alarm of its own."""
    with acting(CLOCK), connection.cursor() as cursor:
        found = {name: _asked(cursor, query) for name, query in QUERIES.items()}
    disk = shutil.disk_usage(settings.HOME)
    return found | {"backup": overdue(now), "disk": disk.free < disk.total * LEAST_FREE}


def _asked(cursor: object, query: str) -> bool:
    cursor.execute(query)  # type: ignore[attr-defined]
    return bool(cursor.fetchone()[0])  # type: ignore[attr-defined]
