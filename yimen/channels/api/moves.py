"""/cases/{id}/moves/{move} – one lawful step. A case of another node is moved by asking that node (202)."""

from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from yimen.channels.api.keys import Command, digest
from yimen.channels.api.matters import must
from yimen.channels.api.sending import Key, Move, MoveIn
from yimen.channels.api.shapes import Asked, Case, errors
from yimen.channels.api.telling import answer, form
from yimen.channels.api.tokens import Bearer
from yimen.core.cases.errors import NotYours
from yimen.core.cases.requests import request_move
from yimen.core.cases.store import read_case
from yimen.core.cases.take import take
from yimen.core.payments.window import make_way
from yimen.core.people.powers import power_of
from yimen.core.people.scope import acting
from yimen.web.language import now
from yimen.web.visits import Request

router = Router(auth=Bearer(), tags=["cases"])
DOOR = "api"


@router.post(
    "/{uuid:id}/moves/{move}",
    response={200: Case, 202: Asked, **errors(400, 401, 403, 404, 409, 415, 422, 429)},
    operation_id="move_case",
)
def move(request: Request, id: UUID, move: Move, body: MoveIn, key: Key = None) -> HttpResponse:  # noqa: A002
    """Take a move. `possible` of the case says which there are now, and what must be said with each."""
    command = Command(request.actor, now(), 200, body.facts, key, digest(request))
    with acting(request.actor):
        if move == "pay" and command.by.role == "window":
            make_way(id, command.by, command.at)
        try:
            case = take(
                id,
                move,
                by=command.by,
                says=body.says,
                at=command.at,
                expects=body.expects,
                channel=DOOR,
                once=command.once,
            )
        except NotYours:
            return ask(command, id, move, body)
        must(command.by, power_of(move), case)
        return command.answer(case)


def ask(command: Command, case_id: UUID, move: str, body: MoveIn) -> HttpResponse:
    """The owner is asked by letter; its answer comes into the copy."""
    asked = request_move(case_id, move, by=command.by, says=body.says, expects=body.expects, at=command.at)
    case = read_case(case_id)
    must(command.by, "ask_for_move", case)
    told = {"id": asked.id, "move": asked.move, "state": asked.state, "owner": case.case.owner}
    return answer(202, {"request": told, "case": form(case, command.by, command.at)})
