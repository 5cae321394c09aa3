"""/cases – hand in an application, see one, see them page by page."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from ninja import Router

from yimen.channels.api import queue
from yimen.channels.api.applicants import Whose, whose
from yimen.channels.api.keys import Command, digest
from yimen.channels.api.matters import must
from yimen.channels.api.mistakes import Mistaken, NoPower
from yimen.channels.api.refusals import refusal, unoffered, wrong
from yimen.channels.api.sending import After, CaseIn, Key, Limit, Wanted
from yimen.channels.api.shapes import Case, Page, errors
from yimen.channels.api.telling import answer, form
from yimen.channels.api.tokens import Bearer
from yimen.core.cases.begin import begin, look_over
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow, SaysMissing
from yimen.core.cases.store import read_case
from yimen.core.cases.take import take
from yimen.core.people.powers import may_ever
from yimen.core.people.scope import acting
from yimen.web.language import now
from yimen.web.visits import Request

router = Router(auth=Bearer(), tags=["cases"])


@router.post("", response={201: Case, **errors(400, 401, 403, 404, 409, 415, 422, 429)}, operation_id="create_case")
def create(request: Request, body: CaseIn, key: Key = None) -> HttpResponse:
    """Hand in an application, or begin a draft. What cannot be handed in yet is kept as a draft: 409 or 422 name it."""
    command = Command(request.actor, now(), 201, body.facts, key, digest(request))
    with acting(request.actor):
        case = begin(
            body.service, by=command.by, channel=body.channel, region=body.region, facts=body.facts, reason=body.reason,
            at=command.at, once=command.once, **whoever(command, body),
        )  # fmt: skip
        return hand_in(request, body, case, command) if body.submit else command.answer(case)


def whoever(command: Command, body: CaseIn) -> Whose:
    """Who applies. Raises Mistaken with everything else that is wrong too, so that nobody mends one thing after another."""
    try:
        return whose(command.by, body, command.at)
    except Mistaken as no:
        looked = look_over(
            body.service, by=command.by, channel=body.channel, region=body.region, facts=body.facts, reason=body.reason,
            at=command.at,
        )  # fmt: skip
        raise Mistaken(*no.mistakes, *map(unoffered, looked.why), *map(wrong, looked.mistakes)) from no


def hand_in(request: Request, body: CaseIn, case: Dossier, command: Command) -> HttpResponse:
    """Submit the draft. What the trunk refuses undoes the submission and leaves the draft, with everything that was said."""
    says = body.says | ({"anyway": True} if body.anyway else {})
    try:
        with transaction.atomic():
            done = take(case.id, "submit", by=command.by, says=says, at=command.at, channel=body.channel)
    except (NotNow, SaysMissing) as refused:
        return command.keep(refusal(request, refused, case))
    return command.keep(answer(command.status, command.body(done)))


@router.get("", response={200: Page, **errors(400, 401, 403, 415, 422, 429)}, operation_id="list_cases")
def page(request: Request, after: After = None, limit: Limit = 20, state: Wanted = None) -> HttpResponse:
    """The cases one may see, the newest first; `next` is the `after` of the next page."""
    if not may_ever(request.actor, "see_case"):
        raise NoPower("see_case")
    with acting(request.actor):
        return answer(200, queue.page(request.actor, after, limit, state))


@router.get("/{uuid:id}", response={200: Case, **errors(400, 401, 403, 404, 415, 429)}, operation_id="read_case")
def one(request: Request, id: UUID) -> HttpResponse:  # noqa: A002 – the name in the address
    with acting(request.actor):
        case = read_case(id)
        must(request.actor, "see_case", case)
        return answer(200, form(case, request.actor, now()))
