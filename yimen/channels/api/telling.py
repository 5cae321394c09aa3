"""A case as programs get it, and the bytes of an answer. What is in it is for the trunk to say (core.cases.telling)."""

from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpResponse

from yimen.channels.api.claims import claimed
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.requests import ASKABLE
from yimen.core.cases.table import possible
from yimen.core.cases.telling import case_json, move_json
from yimen.core.cases.vocabulary import Json
from yimen.core.people.actors import Actor

JSON = "application/json"


def form(case: Dossier, by: Actor, at: datetime, said: Json | None = None) -> Json:
    """The whole case; `claims` are facts that were said and are not taken, because only a register or a device can tell them."""
    head, terms = case.case, case.terms
    told = case_json(case, by, at)
    told["possible"] = own_moves(case, told["possible"])
    return told | {
        "may_apply": {"then": terms.then, "why": terms.why} if terms.then else None,
        "ask": terms.ask,
        "claims": claimed(case, said or {}, by),
        "promise_due": head.promise_due,
        "statute_due": head.statute_due,
        "act_by": head.act_by,
        "provisional": head.provisional,
    }


def moves(case: Dossier, by: Actor, at: datetime) -> list[Json]:
    return own_moves(case, [move_json(one) for one in possible(case, by, at)])


def own_moves(case: Dossier, found: list[Json]) -> list[Json]:
    """Of a case that another node owns only what can be asked of that node."""
    if case.case.owner == settings.NODE["code"]:
        return found
    return [one for one in found if one["move"] in ASKABLE]


def encoded(value: Any) -> bytes:
    return msgspec.json.encode(value)


def answer(status: int, value: Any) -> HttpResponse:
    """JSON as it stands: values, or bytes that are JSON already."""
    body = value if isinstance(value, bytes) else encoded(value)
    return HttpResponse(body, status=status, content_type=JSON)
