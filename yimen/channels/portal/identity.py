"""/sign-in/identity/ sends a citizen to the provider, /sign-in/back/ receives whom it vouches for. Whatever fails there is a page here."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast, get_args
from uuid import UUID

import structlog
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from yimen.channels.portal.sign_in import page
from yimen.core.exchange.lookups import Asked, is_register, look_up
from yimen.core.people import names
from yimen.core.people.acting_as import actor_for_person
from yimen.core.people.actors import RULE
from yimen.core.people.identities import Found, NotBound, bind, doubt, number_of, person_of
from yimen.core.people.lookups import Look
from yimen.core.people.models import Person
from yimen.core.people.numbers import citizen_id
from yimen.core.people.once import spend
from yimen.core.people.registry import AnotherName, Registered, person_for
from yimen.core.people.scope import acting
from yimen.core.people.sign_in_rules import LEVELS, RULES, Act, Level, level_needed
from yimen.core.ports.identity import IdentityProvider, NotProven, Proven, Wanted
from yimen.core.ports.registers import Known, Subject
from yimen.core.ports.wires import wire
from yimen.web.language import now, today
from yimen.web.signing_in import KEPT, kept_form, ours
from yimen.web.visitors import origin
from yimen.web.visits import Request, outside, personal, real_now, sign_in

REGISTER = "population.person"
JOURNEY = "journey"  # of the session
LONGEST = timedelta(minutes=15)  # from going to coming back
LONGEST_WORD = 4000  # characters
log = structlog.get_logger(__name__)


def provider() -> IdentityProvider:
    found: IdentityProvider = wire("identity")
    return found


@outside
@require_safe
@personal
def go(request: Request) -> HttpResponse:
    """A link, not a form: the provider is another site, to which no form of ours may be sent. Nothing changes but this visit."""
    back = ours(request.GET.get("next", ""), "/")
    act = request.GET.get("act", "")
    level: Level = level_needed(cast("Act", act), today()) if act in get_args(Act) else LEVELS[0]
    fresh = RULES.stepping_up * 60 if level == LEVELS[-1] else None
    try:
        journey = provider().begin(Wanted(f"{origin(request)}/sign-in/back/", level, fresh))
    except NotProven as wrong:
        return told(request, back, wrong)
    request.session[JOURNEY] = {"kept": dict(journey.kept), "next": back, "at": real_now().isoformat()}
    return HttpResponseRedirect(journey.url)


@outside
@require_safe
@personal
def back(request: Request) -> HttpResponse:
    journey = request.session.pop(JOURNEY, None) or {}
    target = ours(str(journey.get("next", "")), "/")
    try:
        kept = still_good(journey)
        proven = provider().finish(
            kept, {name: value for name, value in request.GET.dict().items() if len(value) < LONGEST_WORD}
        )
        found = whose(proven)
    except NotProven as wrong:
        return told(request, target, wrong)
    except NotBound as wrong:
        log.info("identity not bound", why=wrong.why)
        return page(request, target, why=wrong.why)
    welcome(request, found.person, proven)
    return HttpResponseRedirect(target)


def still_good(journey: Mapping[str, Any]) -> Mapping[str, str]:
    """What was kept of a journey that this browser began a moment ago; its state serves once. Raises NotProven."""
    kept: Mapping[str, str] = journey.get("kept") or {}
    if not kept or real_now() - datetime.fromisoformat(journey["at"]) > LONGEST:
        raise NotProven("not_ours", "no journey")
    if not spend("state", kept["state"], LONGEST * 2):
        raise NotProven("not_ours", "a journey that has ended")
    return kept


def whose(proven: Proven) -> Found:
    """The person, known or entered now from the population register. Raises NotBound."""
    try:
        with acting(RULE):
            return person_of(proven, now())
    except NotBound as wrong:
        if wrong.why == "near":  # the transaction that refused it is undone; this one is not
            with acting(RULE):
                doubt(proven, now())
        if wrong.why != "unknown":
            raise
    return entered(proven)


def entered(proven: Proven) -> Found:
    """Somebody who is new here: the population register says that there is such a person, or nobody is entered. Raises NotBound."""
    number = number_of(proven, now())
    if not (proven.name.strip() and is_register(REGISTER)):
        raise NotBound("unknown")
    with transaction.atomic():
        with acting(RULE):
            said = Registered(id_number=number, name=proven.name, region=citizen_id(number, today()).region)
            try:
                person = person_for(said, at=now())
            except AnotherName as wrong:
                raise NotBound("near" if wrong.likeness == "near" else "contradiction") from wrong
        with acting(actor_for_person_of(person)):
            told = look_up(REGISTER, Asked(Subject(str(person), number, proven.name), Look("own_request", now())))
        if not isinstance(told, Known) or names.compare(told.value.get("name", proven.name), proven.name) != "equal":
            raise NotBound("unknown")
        with acting(RULE):
            Person.objects.filter(pk=person).update(region=told.value.get("region") or said.region)
            bind(proven, person)
    return Found(person, first=True)


def actor_for_person_of(person: UUID) -> Any:
    with acting(RULE):
        return actor_for_person(person)


def welcome(request: Request, person: UUID, proven: Proven) -> None:
    """Sign in; a form that waits for more proof goes on waiting for the same person only."""
    waiting = kept_form(request) if request.actor.id == str(person) else None
    sign_in(request, actor_for_person_of(person), how="identity", level=cast("Level", proven.level), proved=proven.at)
    if waiting:
        request.session[KEPT] = waiting


def told(request: Request, target: str, wrong: NotProven) -> HttpResponse:
    log.info("identity not proven", why=wrong.why, detail=wrong.detail)
    return page(request, target, why=wrong.why)
