"""Whether this node is well: `/healthz` says it to machines."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateWorker

SILENT = timedelta(seconds=30)  # a worker says that it lives every ten seconds


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> JsonResponse:
    """200 when everything is there, else 503 and what is missing; nothing here is personal."""
    parts = {"web": True} | {name: check() for name, check in PARTS.items()}
    missing = [name for name, well in parts.items() if not well]
    answer = {"ready": not missing, "node": settings.NODE["code"], **parts, "missing": missing}
    return JsonResponse(answer, status=503 if missing else 200)


def _answers(question: Callable[[], bool]) -> Callable[[], bool]:
    """A part whose question the database cannot answer is not well."""

    def check() -> bool:
        try:
            return question()
        except Error:
            return False

    return check


def database() -> bool:
    return ProcrastinateWorker.objects.exists() in {True, False}


def worker() -> bool:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=datetime.now(UTC) - SILENT).exists()


PARTS: Mapping[str, Callable[[], bool]] = {"database": _answers(database), "worker": _answers(worker)}
