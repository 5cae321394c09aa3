"""Requests to move: an officer of the home authority asks the node that owns the case, its take() decides, the answer comes back.

Home: request_move() → letter move.request → owner: requested() → take() → letter move.answer → home: answered(). The events themselves
come with the copy (letters.py). Nothing a request can say is tried twice: what take() refuses is an answer, not an error.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow, NotYours, Refused, SaysMissing, Why
from yimen.core.cases.says import read_says
from yimen.core.cases.situation import look
from yimen.core.cases.store import read_case
from yimen.core.cases.table import possible, problems, row_for
from yimen.core.cases.take import current, take
from yimen.core.cases.vocabulary import Json
from yimen.core.exchange.letter import Letter
from yimen.core.exchange.models import MoveRequest, Peer
from yimen.core.exchange.sending import send
from yimen.core.people.actors import Actor, Role
from yimen.core.people.powers import reaches
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.places.notices import working_days
from yimen.core.ports.ids import new_id

ASKABLE = ("examine", "approve", "reject")
ROLES = ("examiner", "decider")


class Asking(msgspec.Struct):
    """Who asks, as the asking node vouches for it."""

    role: Role
    id: str
    name: str
    office: str
    reach: str
    serves: list[str] = []


class Request(msgspec.Struct):
    """The body of move.request."""

    request: UUID
    case: UUID
    move: str
    says: Json
    by: Asking
    expects: int


class Reply(msgspec.Struct):
    """The body of move.answer; `error` and `params` are those of errors.py."""

    request: UUID
    done: bool
    error: str = ""
    params: Json = {}


def request_move(
    case_id: UUID,
    move: str,
    *,
    by: Actor,
    says: Mapping[str, Any] | None = None,
    expects: int | None = None,
    at: datetime | None = None,
) -> MoveRequest:
    """Ask the owner of a case to take a move; asked again before the answer, the same request. Inside acting(by).

    Raises what take() would raise if the copy is all there is to know: NoSuchCase, NotNow, SaysMissing, OlderPage."""
    dossier = read_case(case_id)
    current(dossier, expects)
    abroad = named_abroad(by)
    clean = see(dossier, move, abroad, says or {}, at or now())
    row = MoveRequest(
        id=new_id(), peer_id=dossier.case.owner, case=case_id, region=dossier.case.deciding_region, move=move, says=clean,
        by=by.id, by_name=by.name, asked_at=at or now(),
    )  # fmt: skip
    MoveRequest.objects.bulk_create([row], ignore_conflicts=True)
    asked = MoveRequest.objects.get(case=case_id, move=move, state=MoveRequest.State.ASKED)
    if asked.id == row.id:
        who = Asking(abroad.role, abroad.id, abroad.name, abroad.office, abroad.reach, list(abroad.serves))
        request = Request(row.id, case_id, move, clean, who, dossier.version)
        send(row.peer_id, "move.request", msgspec.to_builtins(request))
    return asked


def asked_of(case_id: UUID) -> list[MoveRequest]:
    """What was asked about a case, the newest first, for officers of the region that decides."""
    return list(MoveRequest.objects.filter(case=case_id).order_by("-asked_at"))


def named_abroad(by: Actor) -> Actor:
    """An officer as other nodes know them: `hn/e1` of node hn."""
    node = settings.NODE["code"]
    return replace(by, id=f"{node}/{by.id}", node=node)


def see(dossier: Dossier, move: str, by: Actor, says: Mapping[str, Any], at: datetime) -> Json:
    """What is said, clean, after looking at the copy as take() would. Raises NotNow, SaysMissing."""
    now_ = look(dossier, by, at, working_days())
    may = [one.move for one in possible(dossier, by, at) if one.move in ASKABLE]
    row = row_for(now_, move)
    if row is None or move not in ASKABLE:
        raise NotNow(move, [Why("not_from" if move in ASKABLE else "no_such_move", {"state": dossier.state})], may)
    if why := list(problems(now_.on(row))):
        raise NotNow(move, why, may)
    clean, mistakes = read_says(row, now_.procedure, says)
    if mistakes:
        raise SaysMissing(move, mistakes)
    if why := list(problems(now_.on(row, clean))):
        raise NotNow(move, why, may)
    return clean


def requested(letter: Letter) -> None:
    """`move.request` at the owner: take the move as the officer who asked, and answer what became of it."""
    asks = msgspec.convert(letter.body, Request)
    try:
        by = foreign(asks, letter.sender)
        with acting(by):
            take(asks.case, asks.move, by=by, says=asks.says, expects=asks.expects, channel="exchange")
        reply = Reply(asks.request, done=True)
    except Refused as no:
        reply = Reply(asks.request, done=False, error=no.key, params=msgspec.to_builtins(no.params, enc_hook=str))
    send(letter.sender, "move.answer", msgspec.to_builtins(reply))


def foreign(asks: Request, sender: str) -> Actor:
    """The officer who asks. Raises Refused for roles, moves and regions that a peer does not answer for."""
    by, region = asks.by, Peer.objects.values_list("region", flat=True).get(code=sender)
    if by.role not in ROLES or asks.move not in ASKABLE:
        raise NotNow(asks.move, [Why("not_by", {"roles": ROLES})], list(ASKABLE))
    if not by.id.startswith(f"{sender}/") or not reaches(region, by.reach) or not reaches(region, by.office[:6]):
        raise NotYours(settings.NODE["code"])
    return Actor(by.role, by.id, by.name, by.office, by.reach, sender, tuple(by.serves))


def answered(letter: Letter) -> None:
    """`move.answer` at home; an answer to what was not asked of that node, or was answered before, changes nothing."""
    reply = msgspec.convert(letter.body, Reply)
    MoveRequest.objects.filter(id=reply.request, peer=letter.sender, state=MoveRequest.State.ASKED).update(
        state=MoveRequest.State.DONE if reply.done else MoveRequest.State.REFUSED,
        answered_at=now(),
        answer=None if reply.done else {"error": reply.error, "params": reply.params},
    )
