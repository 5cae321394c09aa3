"""The first thing that happens to a request: where it really came from, by which number its log lines are found, how long it took."""

import ipaddress
import re
import secrets
import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from yimen.config.logs import route
from yimen.config.operations.tallies import TALLIES

GetResponse = Callable[[HttpRequest], HttpResponse]
NUMBER = re.compile(r"[0-9a-f]{32}")
SLOW = 2.0  # seconds
log = structlog.get_logger("yimen.requests")


class Arrival:
    """Outermost of all middleware."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request.META["REMOTE_ADDR"] = client_address(request)
        number = request_number(request)
        with structlog.contextvars.bound_contextvars(request=number):
            response = self.get_response(request)
            took = time.perf_counter() - started
            TALLIES.add(door(request), response.status_code, took)
            if took > SLOW:
                log.warning(
                    "slow",
                    method=request.method,
                    route=route(request),
                    status=response.status_code,
                    seconds=round(took, 2),
                )
        response.headers["X-Request-Id"] = number
        return response


def client_address(request: HttpRequest) -> str:
    """Each proxy adds whom it heard from at the end of X-Forwarded-For: as many as are our own are believed, nothing before them."""
    nearest: str = request.META.get("REMOTE_ADDR", "")
    trusted: int = settings.TRUSTED_PROXIES
    said = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if not trusted or len(said) < trusted:
        return nearest
    try:
        return str(ipaddress.ip_address(said[-trusted]))
    except ValueError:
        return nearest


def request_number(request: HttpRequest) -> str:
    """The proxy's, so that its log and ours say the same; made here where there is none."""
    said: str = request.META.get("HTTP_X_REQUEST_ID", "") if settings.TRUSTED_PROXIES else ""
    return said if NUMBER.fullmatch(said) else secrets.token_hex(8)


def door(request: HttpRequest) -> str:
    """The first word of the route; what has none is one door together, whatever was typed."""
    match = request.resolver_match
    first = match.route.strip("^/").split("/")[0] if match else "none"
    return first if first.isidentifier() else "portal" if not first else "other"
