"""What all views of this door have in common: they are not there outside the demo, and they lead back to its page."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from yimen.web.visits import Request, View, outside

P = ParamSpec("P")


def only_in_the_demo(view: View[P]) -> View[P]:
    """404 for everybody where people are real."""

    @wraps(view)
    def seen(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return seen


def switch(view: Callable[[Request], HttpResponse]) -> View[[]]:
    """A view that turns something and opens its own transactions: as the visitor nobody could. Who only asks for it gets the page."""

    @wraps(view)
    def turned(request: Request) -> HttpResponse:
        return view(request) if request.method == "POST" else HttpResponseRedirect(reverse("demo"))

    return outside(only_in_the_demo(require_http_methods(["GET", "HEAD", "POST"])(turned)))


def back(part: str) -> HttpResponse:
    """To the part of the page where the switch stands, so that a reload turns nothing again."""
    return HttpResponseRedirect(f"{reverse('demo')}#{part}")


def safe(path: str, otherwise: str) -> str:
    """A page of ours, or `otherwise`."""
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if ours else otherwise
