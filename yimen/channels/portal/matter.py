"""Whose matter it is: a case for the one who asks, or no such page – the same answer for what is not there and what is not theirs."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NoSuchCase
from yimen.core.cases.store import read_case
from yimen.core.people.actors import STAFF, Actor
from yimen.core.people.powers import POWERS, Matter, may, relation
from yimen.core.people.proxies import principals
from yimen.web import errors
from yimen.web.language import today
from yimen.web.signing_in import please_sign_in
from yimen.web.visits import Request, personal

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]
NOBODY: frozenset[UUID] = frozenset()


def needs(power: str) -> Callable[[View[P]], View[P]]:
    """A personal page for whoever has the power in some relation: visitors are asked who they are, others are told it is not theirs."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def asked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if POWERS[power].cell(request.actor.role):
                return personal(view)(request, *args, **kwargs)
            return please_sign_in(request) if request.actor.role == "visitor" else errors.refusal(request, 403)

        return asked

    return decorate


def own(power: str) -> Callable[[View[P]], View[P]]:
    """A page of a person about that person. Officers work on the matters of others at their desk, and are led there."""

    def decorate(view: View[P]) -> View[P]:
        theirs = needs(power)(view)

        @wraps(view)
        def asked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            return HttpResponseRedirect("/desk/") if request.actor.role in STAFF else theirs(request, *args, **kwargs)

        return asked

    return decorate


def case_of(request: Request, case_id: UUID, power: str = "see_case") -> Dossier:
    """The case as it stands; one query. Raises Http404."""
    try:
        dossier = read_case(case_id)
    except NoSuchCase as unknown:
        raise Http404 from unknown
    must(request.actor, power, dossier.case, dossier.case.service)
    return dossier


def must(actor: Actor, power: str, matter: Matter, service: str) -> None:
    """Raises Http404 where this actor does not stand to the matter as the power wants it."""
    stands = relation(actor, matter)
    if stands == "none" and actor.role == "applicant":
        stands = relation(actor, matter, principals=principals(UUID(actor.id), service, today()))
    if not may(actor, power, stands):
        raise Http404
