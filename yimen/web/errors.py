"""Kind error pages: what happened, what is safe, what to do now. Machines get RFC 9457 problems of the same words."""

import logging
import re
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.core.cases.file_limits import limits
from yimen.core.ports.ids import new_id
from yimen.web.problems import problem
from yimen.web.words import knows, text

PAGES = (400, 403, 404, 405, 409, 413, 429, 500, 503)
log = logging.getLogger("yimen.web")
MACHINES = re.compile(r"/(api|exchange|healthz)(/|$)")


def refusal(request: HttpRequest, status: int, why: str = "", **values: object) -> HttpResponse:
    """The answer to what cannot be done: a page for a person, a problem for a machine.

    `why` is a key under `errors.why` that says more than the status does; its slots are filled from `values`.
    """
    if for_machine(request):
        return problem(status, why or kind(status), instance=request.path, more=values)
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        values.setdefault("most", limits().megabytes)
    number = incident(status)
    if number:
        log.error("incident %s: %s %s", number, request.method, request.path)
    context = {"status": status, "kind": kind(status), "why": why, "values": values, "incident": number}
    response = render(request, "errors/kind.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def kind(status: int) -> str:
    """The words for a status; an unknown one is spoken of as its class."""
    return f"s{status}" if knows(f"errors.s{status}.title") else "s500" if status >= 500 else "s400"


def incident(status: int) -> str:
    """A number by which the person and the log speak of the same mishap; only for mishaps of ours."""
    return str(new_id())[-12:] if status >= HTTPStatus.INTERNAL_SERVER_ERROR else ""


def for_machine(request: HttpRequest) -> bool:
    """Is the caller a program? By its address, or because it accepts JSON and no page."""
    accepts = request.headers.get("Accept", "")
    return bool(MACHINES.match(request.path)) or ("json" in accepts and "html" not in accepts)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 – Django's signature
    return refusal(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return refusal(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return refusal(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return refusal(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form that was not ours, or too old: nothing was done, and the page is fetched anew."""
    return refusal(request, 403, "csrf")


def last_words(status: int) -> HttpResponse:
    """Said when even the error page failed: no template, no database, nothing that could fail again."""
    title, safe, now = (text(f"errors.last.{part}", "zh-Hans") for part in ("title", "safe", "now"))
    page = f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{title}</title><h1>{title}</h1><p>{safe}<p>{now}'
    return HttpResponse(page, status=status)
