"""/sign-in/ – the ways in: the provincial identity, or a counter. /sign-in/again/ gives back what was typed, /sign-out/ ends the visit."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from yimen.core.people.actors import STAFF
from yimen.web.signing_in import HIDDEN, KEPT, kept_form, ours
from yimen.web.visits import Request, personal, sign_out

Json = dict[str, Any]


@require_safe
@personal
def sign_in(request: Request) -> HttpResponse:
    return page(request, ours(request.GET.get("next", ""), "/"))


def page(request: Request, back: str, *, why: str = "") -> HttpResponse:
    """The ways in; `why` says what went wrong on the way that was tried, and that nothing was lost."""
    words = urlencode({"next": back})
    context: Json = {
        "go": f"/sign-in/identity/?{words}" if settings.IDENTITY else "",
        "demo": f"/demo?{words}" if settings.DEMO else "",
        "why": why,
    }
    return render(request, "portal/sign_in.html", context, status=403 if why else 200)


@require_safe
@personal
def again(request: Request) -> HttpResponse:
    """The form that was sent before more had to be proved, with all that was typed; one press sends it."""
    kept = kept_form(request)
    if kept is None or request.actor.role != "applicant":
        return HttpResponseRedirect("/")
    del request.session[KEPT]
    shown = [{"label": "", "value": value} for name, value in kept["fields"] if name not in HIDDEN and value.strip()]
    return render(
        request, "portal/sign_in_again.html", {"path": kept["path"], "fields": kept["fields"], "shown": shown}
    )


@require_POST
@personal
def leave(request: Request) -> HttpResponse:
    door = "/desk/sign-in/" if request.actor.role in STAFF else "/"
    sign_out(request)
    return HttpResponseRedirect(door)
