"""/desk/keys/ – the own ways in: roles, passkeys, password and code, recovery codes, visits, and what was done to them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall import key_forms
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import home_of, role_name, room
from yimen.core.people import access_book, visits
from yimen.core.people.acting_as import actors_of_staff
from yimen.core.people.models import Staff
from yimen.core.people.models_access import Secret
from yimen.core.people.staff_keys import keys_of, remove_passkey
from yimen.core.people.staff_secrets import recovery_codes, recovery_left
from yimen.core.ports.passkeys import Holder
from yimen.web import days
from yimen.web.visits import Request, act_as, just_proved, sign_out
from yimen.web.words import text

Json = dict[str, Any]
HERE = "/desk/keys/"
CHANGES = ("passkey", "password", "remove", "recovery")  # of keys: only a moment after one came in


@require_http_methods(["GET", "HEAD", "POST"])
@needs("manage_access")
def keys(request: Request) -> HttpResponse:
    if request.method != "POST":
        return page(request)
    do, which = request.POST.get("do", ""), request.POST.get("id", "")
    if do in CHANGES:
        return changed(request, do, which)
    me = request.actor.id
    if do == "role":
        take_role(request, request.POST.get("role", ""))
    elif do in ("one", "others") and ended(request, do, which):
        access_book.note_down("visits_ended", me)
    elif do == "all":
        visits.end_all(me)
        sign_out(request)
        return HttpResponseRedirect("/desk/sign-in/")
    return HttpResponseRedirect(home_of(request.actor.role) if do == "role" else HERE)


def changed(request: Request, do: str, which: str) -> HttpResponse:
    """Keys are changed by whoever came in a moment ago, not by whoever finds an open desk."""
    me = request.actor
    if not just_proved(request.session):
        return HttpResponseRedirect(f"/desk/sign-in/?next={HERE}")
    if do == "recovery":
        return render(request, "desk/recovery.html", {"codes": recovery_codes(me.id), "go": HERE})
    if do == "remove":
        if is_id(which) and len(keys_of(me.id)) + Secret.objects.filter(staff_id=me.id).count() > 1:
            remove_passkey(me.id, UUID(which))
        return HttpResponseRedirect(HERE)
    wrong = key_forms.taken(request, Holder(me.id, me.name))
    return page(request, wrong) if wrong else HttpResponseRedirect(HERE)


def ended(request: Request, do: str, which: str) -> bool:
    me = request.actor.id
    if do == "one":
        return is_id(which) and visits.end_one(me, UUID(which))
    return bool(visits.end_all(me, but=request.session.session_key or ""))


def take_role(request: Request, role: str) -> None:
    """Act in another of the own roles; a role that is not one's own changes nothing."""
    staff = Staff.objects.filter(pk=request.actor.id).first()
    found = next((one for one in actors_of_staff(staff) if one.role == role), None) if staff else None
    if found:
        act_as(request, found)


def is_id(typed: str) -> bool:
    try:
        return bool(UUID(typed))
    except ValueError:
        return False


def page(request: Request, wrong: str = "") -> HttpResponse:
    me = request.actor
    staff = Staff.objects.filter(pk=me.id).first()
    mine = visits.digest(request.session.session_key or "")
    context: Json = {
        "desk": room(request, ""),
        "known": bool(staff),
        "roles": [
            {"role": one.role, "name": role_name(one.role), "now": one.role == me.role}
            for one in actors_of_staff(staff)
        ]
        if staff
        else [],
        "passkeys": [key(one) for one in keys_of(me.id)],
        "password": Secret.objects.filter(staff_id=me.id).exists(),
        "left": recovery_left(me.id),
        "visits": [visit(one, here=one.digest == mine) for one in visits.visits_of(me.id)],
        "lines": [f"{days.moment(one.at)}　{text(f'keys.did.{one.what}')}" for one in access_book.lines_of(me.id, 12)],
        "fresh": just_proved(request.session),
        "wrong": wrong,
        **(key_forms.forms(request, Holder(me.id, me.name)) if staff and just_proved(request.session) else {}),
    }
    return render(request, "desk/keys.html", context, status=422 if wrong else 200)


def key(one: Any) -> Json:
    used = days.moment(one.last_used) if one.last_used else text("keys.never")
    return {"id": one.id, "label": one.label, "more": text("keys.key_more", since=days.moment(one.since), used=used)}


def visit(one: Any, *, here: bool) -> Json:
    more = text(
        "keys.visit",
        since=days.moment(one.since),
        used=days.moment(one.last_used),
        how=text(f"keys.how.{one.how or 'other'}"),
    )
    return {"id": one.id, "device": one.device or text("keys.some_device"), "more": more, "here": here}
