"""Who are you, and how sure are we? Pages that say what is kept, show what was just typed, and lead back to where one was."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from yimen.core.people.sign_in_rules import Act, level_needed
from yimen.web.language import today
from yimen.web.visits import Request, sure_enough
from yimen.web.words import text

HIDDEN = ("csrfmiddlewaretoken", "key", "do", "version")  # what a page sends along, and nobody wrote
LONGEST = 2000  # characters of what was typed that the page repeats
KEPT, MOST_KEPT = "kept_form", 20_000  # of the session; characters
P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]


def please_sign_in(request: Request, *, named: Callable[[str], str] = str, elsewhere: bool = True) -> HttpResponse:
    """403, and nothing lost: what was typed stands on the page to be copied, since a page for nobody may not keep it.

    `named` gives the words for the name of a field; `elsewhere`: may it be done at a window just as well, as a citizen's matter may?
    """
    back = request.get_full_path() if request.method == "GET" else request.path
    door = "/sign-in/" if elsewhere else "/desk/sign-in/"
    context = {
        "back": back,
        "sign_in": f"{door}?" + urlencode({"next": back}) if settings.IDENTITY or not elsewhere else "",
        "demo": "/demo?" + urlencode({"next": back}) if settings.DEMO else "",
        "typed": typed(request, named),
        "elsewhere": elsewhere,
    }
    response = render(request, "sign_in.html", context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def sure(act: Act) -> Callable[[View[P]], View[P]]:
    """A page of somebody who has signed in that wants to be surer who it is: otherwise one proves it once more and comes back to it."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def asked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.actor.role != "applicant" or sure_enough(request, act):
                return view(request, *args, **kwargs)
            return step_up(request, act)

        return asked

    return decorate


def step_up(request: Request, act: Act) -> HttpResponse:
    """403 with the way to prove more. A form that was sent is kept in the visit, sealed, and offered again afterwards; files are not."""
    path = request.get_full_path() if request.method == "GET" else request.path
    if request.method == "POST":
        keep_form(request)
    back = "/sign-in/again/" if request.method == "POST" else path
    level = level_needed(act, today())
    context = {
        "go": "/sign-in/identity/?" + urlencode({"next": back, "act": act}) if settings.IDENTITY else "",
        "level": text(f"sign_in.level.{level}"),
        "posted": request.method == "POST",
        "files": bool(request.FILES),
    }
    response = render(request, "sign_in_step_up.html", context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def keep_form(request: Request) -> None:
    """What was typed, for the page that offers it again; too much of it is not kept."""
    fields = [
        [name, value] for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    ]
    if sum(len(name) + len(value) for name, value in fields) <= MOST_KEPT:
        request.session[KEPT] = {"path": request.get_full_path(), "fields": fields}


def kept_form(request: Request) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = request.session.get(KEPT)
    return found


def typed(request: Request, named: Callable[[str], str]) -> list[dict[str, Any]]:
    """What came with the form, in the order in which it came."""
    said = [(name, value) for name, values in request.POST.lists() for value in values if name not in HIDDEN]
    shown = ((name, "".join(c if c.isprintable() or c == "\n" else "�" for c in value).strip()) for name, value in said)
    return [{"label": named(name), "value": value[:LONGEST]} for name, value in shown if value]


def ours(path: str, otherwise: str) -> str:
    """A page of this site, or `otherwise`: nobody is led away."""
    safe = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if safe and len(path) <= LONGEST else otherwise
