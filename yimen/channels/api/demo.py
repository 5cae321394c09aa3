"""/demo/tokens – being somebody, in the demo only: whoever asks need prove nothing."""

from collections.abc import Iterator
from dataclasses import asdict
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.module_loading import import_string
from ninja import Router

from yimen.channels.api.applicants import as_id
from yimen.channels.api.mistakes import Mistaken, mistake
from yimen.channels.api.sending import TokenIn
from yimen.channels.api.shapes import Token, errors
from yimen.channels.api.telling import answer
from yimen.channels.api.tokens import issue
from yimen.core.people.acting_as import actor_for_person, actors_of_staff
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Person, Staff
from yimen.core.people.registry import find_person
from yimen.core.people.scope import acting
from yimen.web.visits import Request

router = Router(tags=["demo"])


@router.post("/tokens", response={200: Token, **errors(400, 415, 422, 429)}, operation_id="demo_token")
def tokens(request: Request, body: TokenIn) -> HttpResponse:  # noqa: ARG001
    """A bearer token for a citizen or an officer; without a person the first one there is."""
    with acting(RULE):
        actor = citizen(body.person) if body.as_ == "citizen" else officer(body)
    return answer(200, {"token": issue(actor, body.level), "actor": asdict(actor)})


def citizen(said: str | None) -> Actor:
    for found in candidates(said):
        try:
            return actor_for_person(found)
        except Person.DoesNotExist:
            continue
    raise Mistaken(mistake("unknown_person", "person"))


def candidates(said: str | None) -> Iterator[UUID]:
    """By the name that the demo gives somebody, by id, by identity number; with nothing said everybody of the demo, then anybody."""
    cast = import_string(settings.CAST)().persons if settings.CAST else {}
    if said is None:
        yield from (player.id for player in cast.values())
        yield from Person.objects.order_by("id").values_list("id", flat=True)[:1]
    elif said in cast:
        yield cast[said].id
    elif found := as_id(said) or find_person(said):
        yield found


def officer(body: TokenIn) -> Actor:
    """An officer in the role, of that office and with that badge where they are said."""
    staff = Staff.objects.filter(active=True, roles__contains=[body.as_]).order_by("id")
    if body.office:
        staff = staff.filter(office=body.office)
    if body.person:
        staff = staff.filter(pk=body.person)
    found = staff.first()
    if found is None:
        raise Mistaken(mistake("unknown_officer", "person" if body.person else "office" if body.office else "as"))
    return next(actor for actor in actors_of_staff(found) if actor.role == body.as_)
