"""/mine/sessions/ – where I am signed in, what was done to my ways in, and how to end it: one visit, all others, or all."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.lookups import is_person
from yimen.channels.portal.matter import own
from yimen.channels.portal.places import office_name, offices_named
from yimen.core.people import access_book, visits
from yimen.core.people.identities import identities_of
from yimen.core.people.models_access import AccessLine, Identity, Visit
from yimen.web import days
from yimen.web.formats import badge
from yimen.web.visits import Request, sign_out
from yimen.web.words import text

Json = dict[str, Any]
HERE = "/mine/sessions/"
SHOWN = 15  # lines of the book


@require_http_methods(["GET", "HEAD", "POST"])
@own("manage_access")
def sessions(request: Request) -> HttpResponse:
    me = request.actor.id
    if request.method != "POST":
        return page(request, me)
    match request.POST.get("do", ""):
        case "one":
            ended = is_person(request.POST.get("id", "")) and visits.end_one(me, UUID(request.POST["id"]))
        case "others":
            ended = bool(visits.end_all(me, but=request.session.session_key or ""))
        case "all":
            visits.end_all(me)
            sign_out(request)
            return HttpResponseRedirect("/sign-in/")
        case "read":
            access_book.mark_read(me, [UUID(one) for one in request.POST.getlist("id")[:50] if is_person(one)])
            ended = False
        case _:
            ended = False
    if ended:
        access_book.note_down("visits_ended", me)
    return HttpResponseRedirect(HERE)


def page(request: Request, me: str) -> HttpResponse:
    lines = access_book.lines_of(me, SHOWN)
    offices = offices_named(frozenset(one.office for one in lines if one.office))
    mine = visits.digest(request.session.session_key or "")
    told = [line(one, offices) for one in lines]
    context: Json = {
        "visits": [visit(one, here=one.digest == mine) for one in visits.visits_of(me)],
        "identities": [identity(one) for one in identities_of(UUID(me))],
        "lines": told,
        "unread": [one["id"] for one in told if one["new"]],
    }
    return render(request, "portal/sessions.html", context)


def visit(one: Visit, *, here: bool) -> Json:
    return {
        "id": one.id,
        "device": one.device or text("sessions.some_device"),
        "more": text(
            "sessions.visit",
            since=days.moment(one.since),
            used=days.moment(one.last_used),
            how=text(f"sessions.how.{one.how or 'other'}"),
        ),
        "level": text(f"sign_in.level.{one.level}") if one.level else "",
        "here": here,
    }


def identity(one: Identity) -> Json:
    used = days.moment(one.last_used) if one.last_used else text("sessions.never")
    return {
        "title": text("sessions.identity"),
        "more": text("sessions.identity_more", since=days.moment(one.since), used=used),
        "tag": {"text": text(f"sessions.state.{one.state}"), "state": "ok" if one.state == "linked" else "turn"},
    }


def line(one: AccessLine, offices: Json) -> Json:
    """What was done, and by whom: an officer by number and office, the person as “you”."""
    office = offices.get(one.office)
    if one.by == one.whose:
        who = text("looked.you")
    elif one.role == "rule":
        who = text("story.by.rule")
    else:
        who = text("looked.officer", role=office_name(office) if office else "", badge=badge(one.by))
    return {
        "id": one.id,
        "at": days.moment(one.at),
        "what": text(f"sessions.did.{one.what}"),
        "who": who,
        "note": one.note,
        "new": one.read_at is None and one.role not in ("applicant", "rule"),
    }
