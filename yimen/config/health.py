"""Whether this node is well: `/healthz` says it to machines, `/status` to everybody in plain words."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateWorker

from yimen.config.operations.alarms import alarms
from yimen.core.ports.wires import in_use, wires
from yimen.core.services.models import Publication
from yimen.web.visits import outside

SILENT = timedelta(seconds=30)  # a worker says that it lives every ten seconds
Part = Callable[[], bool]


@outside
@require_safe
@never_cache
def healthz(_request: HttpRequest) -> JsonResponse:
    """200 when everything is there, else 503 and what is missing; nothing here is personal."""
    parts = {name: well(part) for name, part in PARTS.items()}
    missing = [name for name, is_well in parts.items() if not is_well]
    answer = {"ready": not missing, "node": settings.NODE["code"], **parts, "missing": missing, "alarms": ringing()}
    return JsonResponse(answer, status=503 if missing else 200)


@outside
@require_safe
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    """The same and every wire, with what it means for whoever came here to get something done."""
    wired: dict[str, Part] = {
        port: partial(reachable, port) for port, adapters in settings.ADAPTERS.items() if adapters
    }
    rows = [{"part": name, "well": well(part)} for name, part in (PARTS | wired).items()]
    return render(request, "about/status.html", {"rows": rows, "well": all(row["well"] for row in rows)})


def ringing() -> list[str]:
    """Alarms that are on; they take nothing out of service."""
    try:
        return [name for name, is_on in alarms(datetime.now(UTC)).items() if is_on]
    except Error:
        return ["database"]


def well(part: Part) -> bool:
    """A part whose question the database cannot answer is not well."""
    try:
        return part()
    except Error:
        return False


def web() -> bool:
    return True


def database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select true")
        return bool(cursor.fetchone())


def worker() -> bool:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=datetime.now(UTC) - SILENT).exists()


def services() -> bool:
    return Publication.objects.exists()


def reachable(port: str) -> bool:
    """Whether every wire of a port that is in use here is up; a wire says in one line why not."""
    return not any(adapter.check() for name, adapter in wires(port).items() if in_use(port, name))


PARTS: dict[str, Part] = {"web": web, "database": database, "worker": worker, "services": services}
