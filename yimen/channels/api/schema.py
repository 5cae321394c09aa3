"""/openapi.json – what the interface takes and answers, for programs. It changes with a release, so it is written once a process."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yimen.channels.api.interface import api
from yimen.channels.api.telling import answer, encoded


@require_safe
def schema(_request: HttpRequest) -> HttpResponse:
    return answer(200, written())


@cache
def written() -> bytes:
    return encoded(api.get_openapi_schema())
