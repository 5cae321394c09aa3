"""Being somebody: a citizen by key or identity number, an officer in one of the own roles. Who asks need prove nothing – it is a demo."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect

from yimen.channels.demo.cast import cast
from yimen.channels.demo.page import shown
from yimen.channels.demo.rehearsal import back, safe, switch
from yimen.core.people.acting_as import BLIND, actor_for_person, actors_of_staff
from yimen.core.people.actors import RULE, STAFF, Actor
from yimen.core.people.models import Person, Staff
from yimen.core.people.numbers import Language, WrongNumber, citizen_id
from yimen.core.people.registry import find_person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.web import errors
from yimen.web.language import in_script, spoken
from yimen.web.visits import Request, sign_in, sign_out
from yimen.web.words import text

UNPROCESSABLE = 422


class Nobody(ValueError):
    """Nobody answers to what was said; the text is for the person."""


@switch
def be(request: Request) -> HttpResponse:
    """`person`, `number` or `officer` with `role`; `next` is where to go then."""
    said = request.POST
    try:
        actor = wanted(said.get("person", ""), said.get("number", ""), said.get("officer", ""), said.get("role", ""))
    except Nobody as unknown:
        return shown(request, status=UNPROCESSABLE, typed=said.get("number", ""), wrong=str(unknown))
    if actor is None:
        return errors.refusal(request, 400)
    sign_in(request, actor)
    return HttpResponseRedirect(
        safe(
            said.get("next", ""),
            "/" if actor.role not in STAFF else "/desk/house/" if actor.role == BLIND else "/desk/",
        )
    )


@switch
def leave(request: Request) -> HttpResponse:
    sign_out(request)
    return back("who")


def wanted(person: str, number: str, officer: str, role: str) -> Actor | None:
    """Whom the form names; None for a form that is not ours. Raises Nobody."""
    with acting(RULE):
        if officer:
            return _officer(officer, role)
        if person in cast().persons:
            return _citizen(cast().persons[person].id)
        return None if person else _numbered(number, now())


def _officer(badge: str, role: str) -> Actor | None:
    """An officer of several roles acts in one at a time, so it must be named."""
    staff = Staff.objects.filter(pk=badge).first()
    actors = actors_of_staff(staff) if staff else []
    return next((one for one in actors if one.role == role or (not role and len(actors) == 1)), None)


def _citizen(person: UUID) -> Actor:
    try:
        return actor_for_person(person)
    except Person.DoesNotExist as unknown:
        raise Nobody(text("demo.who.not_loaded")) from unknown


def _numbered(typed: str, at: datetime) -> Actor:
    try:
        number = citizen_id(typed, at.date()).number
    except WrongNumber as wrong:
        raise Nobody(in_script(wrong.words(language()))) from wrong
    found = find_person(number)
    if found is None:
        raise Nobody(text("demo.who.unknown_number"))
    return _citizen(found)


def language() -> Language:
    return "en" if spoken() == "en" else "zh"
