"""/desk/sign-in/ – staff come in by passkey, or by password and code. What is wrong is never told apart: a page for guessers is none."""

from typing import Any

import structlog
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from yimen.channels.hall import ceremony
from yimen.channels.hall.room import home_of
from yimen.core.people import tries
from yimen.core.people.access_book import note_down
from yimen.core.people.acting_as import actors_of_staff
from yimen.core.people.actors import RULE
from yimen.core.people.models import Staff
from yimen.core.people.scope import acting
from yimen.core.people.staff_keys import first_actor, shown_by
from yimen.core.people.staff_secrets import proves
from yimen.core.ports.passkeys import NotTrue
from yimen.web.signing_in import ours
from yimen.web.visitors import address, known_for, remember
from yimen.web.visits import Request, personal, sign_in as begin_visit

Json = dict[str, Any]
LONGEST = 64
log = structlog.get_logger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def sign_in(request: Request) -> HttpResponse:
    if request.method != "POST":
        return page(request)
    badge = request.POST.get("badge", "").strip()[:LONGEST]
    one = tries.begin(badge, address(request), known_for(request, badge))
    with acting(RULE):
        right = one.open and proves(badge, request.POST.get("password", ""), request.POST.get("code", "")[:LONGEST])
        if not right:
            refused(badge)
            return page(request, wrong=True, badge=badge)
        tries.went_well(one)
        staff = Staff.objects.get(pk=badge)
    return come_in(request, staff, "password")


@require_POST
@personal
def by_passkey(request: Request) -> HttpResponse:
    """A passkey is not guessed, so nobody is locked out of it."""
    try:
        challenge, brought = ceremony.brought_back(request)
        with acting(RULE):
            staff = shown_by(ceremony.party(request), challenge, brought)
    except NotTrue as wrong:
        log.info("passkey refused", why=str(wrong))
        return page(request, wrong=True)
    return come_in(request, staff, "passkey")


def come_in(request: Request, staff: Staff, how: str) -> HttpResponse:
    """Begin the visit in the first of the own roles; whoever has several is asked at once. The browser is remembered."""
    with acting(RULE):
        actor, roles = first_actor(staff), len(actors_of_staff(staff))
        if actor:
            note_down("signed_in", staff.id, office=staff.office, note=how)
    if actor is None:
        return page(request, wrong=True)
    begin_visit(request, actor, how=how, level="high")
    target = ours(request.POST.get("next", ""), home_of(actor.role))
    response = HttpResponseRedirect(target if roles == 1 else "/desk/keys/#roles")
    remember(response, request, staff.id)
    return response


def refused(badge: str) -> None:
    """The owner reads in the book that somebody tried; of a badge that does not exist nothing is written."""
    if staff := Staff.objects.filter(pk=badge).first():
        note_down("refused", staff.id, office=staff.office)


def page(request: Request, *, wrong: bool = False, badge: str = "") -> HttpResponse:
    said = request.POST if request.method == "POST" else request.GET
    context: Json = {
        "passkey": ceremony.to_show(request),
        "wrong": wrong,
        "badge": badge,
        "next": ours(said.get("next", ""), ""),
    }
    return render(request, "desk/sign_in.html", context, status=403 if wrong else 200)
