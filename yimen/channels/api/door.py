"""What happens to every call before it is read: who acts, whether it comes too fast, whether it is JSON at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from yimen.channels.api import pace
from yimen.channels.api.problems import said, say_problem
from yimen.channels.api.tokens import bearer
from yimen.web.visits import outside

JSON = "application/json"
View = Callable[..., HttpResponse]


def door(view: View) -> View:
    """A view for programs: no session, no cookie, no CSRF; it opens its own transaction as whoever the token names."""

    @wraps(view)
    def opened(request: Any, /, **words: Any) -> HttpResponse:
        request.actor = bearer(request)
        if wait := pace.seconds_to_wait(request, str(words.get("id", ""))):
            return too_fast(request, wait)
        if request.content_type != JSON and request.body:
            return say_problem(request, 415, "media_type", accepted=[JSON])
        response = view(request, **words)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return csrf_exempt(outside(opened))


def too_fast(request: HttpRequest, wait: int) -> HttpResponse:
    response = say_problem(request, 429, "too_fast", detail=said("detail.too_fast", wait=wait))
    response["Retry-After"] = str(wait)
    return response
