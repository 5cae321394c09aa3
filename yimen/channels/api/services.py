"""/services – what can be asked for, and advice about somebody who need not exist."""

from collections.abc import Iterator
from datetime import date, datetime

from django.http import HttpResponse
from ninja import Router

from yimen.channels.api.mistakes import Mistaken, mistake, pointer
from yimen.channels.api.sending import AdviceIn, Cursor, Limit, Words
from yimen.channels.api.shapes import Advice, Services, errors
from yimen.channels.api.telling import answer
from yimen.core.cases.errors import NoService
from yimen.core.cases.vocabulary import Json, Unoffered
from yimen.core.people.actors import VISITOR
from yimen.core.people.scope import acting
from yimen.core.places.law_book import law_book
from yimen.core.places.notices import working_days
from yimen.core.places.working_days import FIRST, LAST, OutsideTheCalendar
from yimen.core.services.advice import advise
from yimen.core.services.catalogue import NotACursor, search
from yimen.core.services.doors import DOORS
from yimen.core.services.examples import MORNING
from yimen.core.services.published import NotPublished, edition_of
from yimen.core.services.telling import Wrong, tell
from yimen.web.language import today
from yimen.web.visits import Request
from yimen.web.words import choose

router = Router(tags=["services"])


@router.get("", response={200: Services, **errors(400, 415, 422, 429)}, operation_id="list_services")
def catalogue(request: Request, q: Words = "", limit: Limit = 20, after: Cursor = None) -> HttpResponse:  # noqa: ARG001
    """Search by name, by what people type, by pinyin initials; without `q` everything, by code."""
    try:
        with acting(VISITOR):
            return answer(200, search(q, limit, after))
    except NotACursor as wrong:
        raise Mistaken(mistake("not_a_cursor", "after") | {"in": "query", "parameter": "after"}) from wrong


@router.post(
    "/{code}/advice", response={200: Advice, **errors(400, 404, 415, 422, 429)}, operation_id="advise_on_service"
)
def advice(request: Request, code: str, body: AdviceIn) -> HttpResponse:  # noqa: ARG001
    """What would this service ask of, charge and answer to such a person? Nobody is identified, so registers are left to be checked."""
    with acting(VISITOR):
        return answer(200, asked(code, body, body.on or today()))


def asked(code: str, body: AdviceIn, on: date) -> Json:
    """Raises NoService, Mistaken; each with everything that is wrong."""
    try:
        edition = edition_of(code, on)
    except NotPublished as unknown:
        raise NoService(code, "not_published", also=list(nowhere(body))) from unknown
    at = datetime.combine(on, MORNING)
    facts, wrong = tell(edition, body.facts, on=on, at=at)
    outside = [] if FIRST <= on <= LAST else [far_off()]
    if mistakes := [*place_and_door(body), *outside, *map(as_mistake, wrong)]:
        raise Mistaken(*mistakes)
    try:
        return advise(
            edition, facts, on=on, region=body.region, channel=body.channel, at=at, days=working_days(), book=law_book()
        )
    except OutsideTheCalendar as far:
        raise Mistaken(far_off()) from far


def far_off() -> Json:
    return mistake("outside_calendar", "on", first=FIRST, last=LAST)


def nowhere(body: AdviceIn) -> Iterator[Unoffered]:
    """The same in the trunk's words, where there is no service to advise on."""
    if not law_book().regions.known(body.region):
        yield "unknown_region"
    if body.channel not in DOORS:
        yield "no_such_door"


def place_and_door(body: AdviceIn) -> Iterator[Json]:
    if not law_book().regions.known(body.region):
        yield mistake("unknown_region", "region")
    if body.channel not in DOORS:
        yield mistake("unknown_channel", "channel", known=", ".join(DOORS))


def as_mistake(wrong: Wrong) -> Json:
    return {
        "pointer": pointer("facts", wrong.fact),
        "fact": wrong.fact,
        "key": "not_a_value",
        "detail": choose(wrong.words),
    }
