"""Who are you? A page that says what is kept, shows what was just typed, and leads back to where one was."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from yimen.web.visits import Request

HIDDEN = ("csrfmiddlewaretoken", "key", "do", "version")  # what a page sends along, and nobody wrote
LONGEST = 2000  # characters of what was typed that the page repeats


def please_sign_in(request: Request, *, named: Callable[[str], str] = str, elsewhere: bool = True) -> HttpResponse:
    """403, and nothing lost: what was typed stands on the page to be copied, since a page for nobody may not keep it.

    `named` gives the words for the name of a field; `elsewhere`: may it be done at a window just as well, as a citizen's matter may?
    """
    back = request.get_full_path() if request.method == "GET" else request.path
    context = {
        "back": back,
        "sign_in": "/demo?" + urlencode({"next": back}) if settings.DEMO else "",
        "typed": typed(request, named),
        "elsewhere": elsewhere,
    }
    response = render(request, "sign_in.html", context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def typed(request: Request, named: Callable[[str], str]) -> list[dict[str, Any]]:
    """What came with the form, in the order in which it came."""
    said = [(name, value) for name, values in request.POST.lists() for value in values if name not in HIDDEN]
    shown = ((name, "".join(c if c.isprintable() or c == "\n" else "�" for c in value).strip()) for name, value in said)
    return [{"label": named(name), "value": value[:LONGEST]} for name, value in shown if value]
