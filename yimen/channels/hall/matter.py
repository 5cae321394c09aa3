"""Who may come to which page of the desk, and whose case it is: asked of the one table of powers before anything is shown."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yimen.channels.hall.intentions import standing
from yimen.channels.hall.refusals import said_name
from yimen.channels.hall.room import role_name, room
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.sheets import WholeCase, whole_case
from yimen.core.cases.store import read_case
from yimen.core.people.actors import ROLES, STAFF
from yimen.core.people.powers import POWERS, may, relation
from yimen.web import errors
from yimen.web.signing_in import please_sign_in
from yimen.web.visits import Request, personal
from yimen.web.words import choose, text

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]


class NotYourPower(Exception):
    """The actor stands to the matter in a relation that does not carry the power."""

    def __init__(self, power: str):
        super().__init__(power)
        self.power = power


def needs(power: str) -> Callable[[View[P]], View[P]]:
    """A page for staff whose role has the power in some relation; others are told who has it."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def asked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.actor.role not in STAFF:
                return not_staff(request)
            if not POWERS[power].cell(request.actor.role):
                return forbidden(request, power)
            standing.carried_out(request)
            try:
                return personal(view)(request, *args, **kwargs)
            except NotYourPower as missing:
                return forbidden(request, missing.power)

        return asked

    return decorate


def not_staff(request: Request) -> HttpResponse:
    """Whoever is no officer is led to signing in; the demo offers its people. What was written while the session ended is given back."""
    if request.actor.role != "visitor":
        return errors.refusal(request, 403)
    if request.method == "GET":
        door = "/demo?" if settings.DEMO else "/desk/sign-in/?"
        return HttpResponseRedirect(door + urlencode({"next": request.get_full_path()}))
    return please_sign_in(request, named=said_name, elsewhere=False)


def forbidden(request: Request, power: str) -> HttpResponse:
    """403 that names the power and who has it, so that the officer knows whom to ask."""
    holders = [role_name(role) for role in ROLES if role in STAFF and POWERS[power].cell(role)]
    words = {"zh": POWERS[power].zh, "en": POWERS[power].en}
    context = {
        "desk": room(request, ""),
        "title": text("hall.forbidden.title"),
        "lines": [
            text("hall.forbidden.power", power=choose(words), role=role_name(request.actor.role)),
            text("hall.forbidden.who", roles=text("list.comma").join(holders))
            if holders
            else text("hall.forbidden.nobody"),
        ],
    }
    response = render(request, "desk/refused.html", context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def case_of(request: Request, case_id: UUID, power: str = "see_case") -> Dossier:
    """The case as it stands; one query. Raises NoSuchCase, NotYourPower."""
    dossier = read_case(case_id)
    must(request, power, dossier)
    return dossier


def whole_of(request: Request, case_id: UUID, power: str = "see_case") -> WholeCase:
    """The same with its sheet, which only who has `see_facts` is shown; one query too. Raises NoSuchCase, NotYourPower."""
    found = whole_case(case_id)
    must(request, power, found.dossier)
    return found


def must(request: Request, power: str, dossier: Dossier) -> None:
    if not may(request.actor, power, relation(request.actor, dossier.case)):
        raise NotYourPower(power)


def has(request: Request, power: str, dossier: Dossier) -> bool:
    return may(request.actor, power, relation(request.actor, dossier.case))
