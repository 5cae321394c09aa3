"""GET /metrics: the figures of this installation in the format of Prometheus, for those who are told to watch it. Nothing personal."""

import hmac
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector

from yimen.config.operations.alarms import alarms
from yimen.config.operations.tallies import BOUNDS, TALLIES
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.web.visits import outside

JOBS = """select queue_name, status::text, count(*) from procrastinate_jobs where status in ('todo', 'doing', 'failed') group by 1, 2"""
OLDEST = """select coalesce(extract(epoch from now() - min(e.at)), 0) from procrastinate_jobs j
            join procrastinate_events e on e.job_id = j.id and e.type = 'deferred'
            where j.status = 'todo' and (j.scheduled_at is null or j.scheduled_at <= now())"""
ESTIMATED = "select greatest(reltuples, 0) from pg_class where relname = 'cases_case'"
OVERRUN = """select count(*) from cases_case
             where act_by is not null and least(promise_due, statute_due) < current_date"""
CONNECTIONS = "select numbackends from pg_stat_database where datname = current_database()"
FIGURES = {
    "yimen_cases_estimated": ("Cases, as the statistics of the database estimate", ESTIMATED),
    "yimen_cases_overrun": ("Cases past their day", OVERRUN),
    "yimen_cases_clock_due": (
        "Cases whose clock has something to do",
        "select count(*) from cases_case where next_due <= now()",
    ),
    "yimen_letters_waiting": (
        "Letters not acknowledged",
        "select count(*) from exchange_outbox where acked_at is null",
    ),
    "yimen_files_lost": (
        "Files that are not what they were",
        "select count(*) from cases_lostfile where until is null",
    ),
    "yimen_backup_age_seconds": (
        "Age of the last backup",
        "select extract(epoch from now() - max(at)) from operations_backup",
    ),
    "yimen_database_bytes": ("Size of the database", "select pg_database_size(current_database())"),
    "yimen_database_connections": ("Connections to this database", CONNECTIONS),
    "yimen_job_oldest_seconds": ("How long the oldest job that could be done has waited", OLDEST),
}
SUMS = "select door, status, buckets, seconds from operations_tally"


@outside
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """404 for everybody else, so that nobody learns that it is here."""
    if not may_watch(request):
        raise Http404
    TALLIES.flush()
    registry = CollectorRegistry()
    registry.register(Figures())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def may_watch(request: HttpRequest) -> bool:
    """By the token, or from an address that was told; a proxy that nobody told us of hides who asks, so then nobody may."""
    token = os.environ.get("YIMEN_METRICS_TOKEN", "")
    if token and hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()):
        return True
    if "X-Forwarded-For" in request.headers and not settings.TRUSTED_PROXIES:
        return False
    return request.META.get("REMOTE_ADDR") in os.environ.get("YIMEN_METRICS_FROM", "127.0.0.1,::1").split(",")


class Figures(Collector):
    """Asked anew for each look; nothing is kept in the process."""

    def collect(self) -> Iterator[Metric]:
        with acting(CLOCK), connection.cursor() as cursor:
            yield from self._rows(cursor)
            yield from self._jobs(cursor)
            yield self._requests(cursor)
        yield self._alarms()
        free = GaugeMetricFamily("yimen_home_free_bytes", "Free space where YIMEN_HOME lies")
        free.add_metric([], shutil.disk_usage(settings.HOME).free)
        yield free

    def _rows(self, cursor: Any) -> Iterator[Metric]:
        for name, (about, query) in FIGURES.items():
            cursor.execute(query)
            row = cursor.fetchone()
            if row and row[0] is not None:
                yield GaugeMetricFamily(name, about, value=float(row[0]))

    def _jobs(self, cursor: Any) -> Iterator[Metric]:
        found = GaugeMetricFamily("yimen_jobs", "Jobs by queue and state", labels=["queue", "state"])
        cursor.execute(JOBS)
        for queue, state, count in cursor.fetchall():
            found.add_metric([queue, state], count)
        yield found

    def _requests(self, cursor: Any) -> Metric:
        found = HistogramMetricFamily("yimen_request_seconds", "Requests by door and status", labels=["door", "status"])
        sums: dict[tuple[str, int], tuple[list[int], float]] = {}
        cursor.execute(SUMS)
        for door, status, buckets, seconds in cursor.fetchall():
            before, total = sums.get((door, status), ([0] * len(buckets), 0.0))
            sums[door, status] = [a + b for a, b in zip(before, buckets, strict=True)], total + seconds
        for (door, status), (buckets, seconds) in sorted(sums.items()):
            running = [sum(buckets[: n + 1]) for n in range(len(buckets))]
            bounds = [*map(str, BOUNDS), "+Inf"]
            found.add_metric([door, str(status)], list(zip(bounds, running, strict=True)), seconds)
        return found

    def _alarms(self) -> Metric:
        found = GaugeMetricFamily("yimen_alarm", "1 while it is on", labels=["alarm"])
        for name, is_on in alarms(datetime.now(UTC)).items():
            found.add_metric([name], float(is_on))
        return found
