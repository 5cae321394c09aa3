"""/desk/staff/ – a supervisor lets members of the own office in: a one-time code, and taking all keys away with two names under it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.keys import is_id
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import role_name, room
from yimen.core.people.models import Staff
from yimen.core.people.models_access import KeyReset, Passkey
from yimen.core.people.staff_keys import NotYours, agree_to_reset, ask_reset, give_enrolment
from yimen.core.places.sentences import says_something
from yimen.web import days
from yimen.web.formats import badge
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
LONGEST = 64


@require_http_methods(["GET", "HEAD", "POST"])
@needs("give_enrolment")
def staff_access(request: Request) -> HttpResponse:
    if request.method != "POST":
        return page(request)
    whom, which = request.POST.get("badge", "")[:LONGEST], request.POST.get("id", "")
    try:
        match request.POST.get("do", ""):
            case "enrol":
                return page(request, code=give_enrolment(whom), whom=whom)
            case "ask" if says_something(request.POST.get("reason", "")):
                ask_reset(whom, request.POST["reason"])
            case "ask":
                return page(request, wrong="reason")
            case "agree" if is_id(which):
                whom = KeyReset.objects.filter(pk=which).values_list("staff_id", flat=True).first() or ""
                return page(request, code=agree_to_reset(UUID(which)), whom=whom)
    except NotYours:
        return page(request, wrong="not_yours")
    return HttpResponseRedirect("/desk/staff/")


def page(request: Request, *, code: str = "", whom: str = "", wrong: str = "") -> HttpResponse:
    """A code stands on this one answer and nowhere else."""
    members = (
        Staff.objects.filter(office=request.actor.office, active=True).exclude(pk=request.actor.id).order_by("id")[:200]
    )
    with_key = set(Passkey.objects.filter(staff__in=members).values_list("staff_id", flat=True))
    context: Json = {
        "desk": room(request, "staff"),
        "members": [member(one, has_key=one.id in with_key) for one in members],
        "resets": [
            reset(one, request.actor.id)
            for one in KeyReset.objects.filter(agreed_by="").select_related("staff").order_by("asked_at")
        ],
        "code": code,
        "whom": badge(whom) if whom else "",
        "wrong": wrong,
    }
    return render(request, "desk/staff_access.html", context, status=422 if wrong else 200)


def member(one: Staff, *, has_key: bool) -> Json:
    roles = text("list.comma").join(role_name(role) for role in one.roles)  # type: ignore[arg-type]  # the rows hold roles only
    return {"badge": one.id, "name": one.name, "more": f"{badge(one.id)} · {roles}", "key": has_key}


def reset(one: KeyReset, me: str) -> Json:
    return {
        "id": one.id,
        "name": one.staff.name,
        "more": text("staff_access.asked", badge=badge(one.asked_by), at=days.moment(one.asked_at), reason=one.reason),
        "mine": me in (one.asked_by, one.staff_id),
    }
