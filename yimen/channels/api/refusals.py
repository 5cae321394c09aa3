"""What the trunk refuses, as problems: the state, the words, the guards; always with what may be done now, and nothing lost."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from yimen.channels.api.mistakes import pointer
from yimen.channels.api.problems import say_problem
from yimen.channels.api.telling import moves
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import (
    AlreadyOpen,
    AnsweredBefore,
    Held,
    KeyConflict,
    Mistake,
    NoMandate,
    NoService,
    NoSuchCase,
    NotNow,
    NotYours,
    OlderPage,
    Refused,
    SaysMissing,
)
from yimen.core.cases.store import read_case
from yimen.core.cases.telling import event_json, inside
from yimen.core.cases.vocabulary import Json
from yimen.core.cases.wording import Section, words
from yimen.core.people.actors import Actor
from yimen.core.people.scope import acting
from yimen.core.services.published import edition_by_digest
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import choose, text

STATUS: dict[type[Refused], int] = {
    NoSuchCase: 404, NoMandate: 403, NoService: 422, SaysMissing: 422,
    NotYours: 409, NotNow: 409, OlderPage: 409, AlreadyOpen: 409, KeyConflict: 409, Held: 409,
}  # fmt: skip
STEPS = re.compile(r"[^.\[\]]+")
PLACES = {"unknown_region": "region", "another_node": "region", "too_wide": "region", "no_such_door": "channel", "only_informs": "channel",
          "staffed": "channel"}  # fmt: skip


def refused(request: Request, error: Refused) -> HttpResponse:
    """Whatever was refused about the case that the address names; its moves are read anew, after everything was undone."""
    found = request.resolver_match.kwargs.get("id") if request.resolver_match else None
    if isinstance(error, NoSuchCase) or found is None:
        return refusal(request, error, None)
    with acting(request.actor):
        return refusal(request, error, _read(found))


def _read(found: UUID) -> Dossier | None:
    try:
        return read_case(found)
    except NoSuchCase:
        return None


def refusal(request: Request, error: Refused, case: Dossier | None) -> HttpResponse:
    """The problem, with the case as it stands where it may be seen."""
    if isinstance(error, NotNow) and {why.key for why in error.why} == {"no_such_move"}:
        return say_problem(request, 404, "no_such_move", **standing(request.actor, case))
    if isinstance(error, NoService) and error.why == "not_published":
        return say_problem(request, 404, "no_service", **list_of(error, case, request.actor))
    detail = worded("errors", error.key, error.params)
    more = {**standing(request.actor, case), **list_of(error, case, request.actor)}
    return say_problem(request, STATUS.get(type(error), 409), error.key, detail=detail, **more)


def standing(actor: Actor, case: Dossier | None) -> Json:
    """Where the case stands and what this actor may do with it."""
    if case is None:
        return {}
    return {"case": str(case.id), "state": case.state, "version": case.version, "possible": moves(case, actor, now())}


def list_of(error: Refused, case: Dossier | None, by: Actor) -> Json:
    """What a program needs to go on, by kind of refusal."""
    if isinstance(error, NotNow):
        asked = [fact for why in error.why if why.key == "questions_answered" for fact in why.params.get("facts", [])]
        found = {"errors": [*reasons(error), *(question(case, fact) for fact in asked if case)]}
        return {**found, "ask": asked} if asked else found
    if isinstance(error, SaysMissing):
        return {"errors": [wrong(one) for one in error.mistakes]}
    if isinstance(error, OlderPage):
        return {"changed": [event_json(one, hidden=case is None or inside(case, one, by)) for one in error.changed]}
    if isinstance(error, AlreadyOpen):
        return {"open": error.cases}
    if isinstance(error, NoService):
        return {"errors": [*map(unoffered, (error.why, *error.also)), *map(wrong, error.mistakes)]}
    return {}


def unoffered(why: str) -> Json:
    """Why nobody takes an application in, with the member of the body that it is about."""
    return {"pointer": pointer(PLACES.get(why, "service")), "key": why, "detail": worded("services", why, {})}


def reasons(error: NotNow) -> Iterator[Json]:
    for why in error.why:
        yield {"key": why.key, "detail": worded("why", why.key, why.params)}


def wrong(one: Mistake) -> Json:
    """`facts.size` or `defects[0].text`, as a pointer into what was said."""
    path = STEPS.findall(one.at)
    place = path if path[:1] in (["facts"], ["reason"]) else ["says", *path]
    told = {"pointer": pointer(*place), "key": one.key, "detail": worded("wrong", one.key, {})}
    return told | ({"expected": one.expected} if one.expected else {})


def question(case: Dossier, fact: str) -> Json:
    """A question that is still open, in its own words."""
    declared = edition_by_digest(case.case.edition).service.facts.get(fact)
    asked = choose(declared.ask) if declared and declared.ask else fact
    return {
        "pointer": pointer("facts", fact),
        "key": "asked",
        "fact": fact,
        "detail": text("api.wrong.asked", question=asked),
    }


def worded(section: Section, key: str, params: Json) -> str:
    """The trunk's words in the language of the caller."""
    values = {name: listed(value) for name, value in params.items()}
    return choose(words(section, key)).format_map(values)


def listed(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def again(_request: HttpRequest, error: AnsweredBefore) -> HttpResponse:
    """The answer of the first time, byte for byte."""
    kind = "application/json" if error.status < 400 else "application/problem+json"
    return HttpResponse(error.body, status=error.status, content_type=kind)
