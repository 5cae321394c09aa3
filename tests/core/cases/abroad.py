"""What the home authority's officers do in tests of the cross-province dialogue, run inside the second node."""

from typing import Any
from uuid import UUID

import msgspec

from tests.authorities import EVERY
from tests.core.cases.people import publish
from yimen.core.cases.begin import begin
from yimen.core.cases.chain import broken
from yimen.core.cases.documents import opened
from yimen.core.cases.errors import Refused
from yimen.core.cases.models import Case, Document, Meeting, Sheet
from yimen.core.cases.requests import asked_of, request_move
from yimen.core.cases.store import read_case
from yimen.core.cases.take import take
from yimen.core.exchange.models import MoveRequest
from yimen.core.exchange.sending import send
from yimen.core.people.actors import CLOCK, Actor
from yimen.core.people.models import Person
from yimen.core.people.registry import Registered, person_for
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

EXAMINER = Actor("examiner", "e1", "郑示例", "430102000001", "430100", serves=EVERY)
DECIDER = Actor("decider", "d1", "冯示例", "430102000001", "430100", serves=EVERY)
STRANGER = Actor("examiner", "e9", "钱示例", "430200000001", "430200", serves=EVERY)
WHO = {"examiner": EXAMINER, "decider": DECIDER, "stranger": STRANGER}


def seen(case_id: str, who: str = "examiner") -> dict[str, Any] | None:
    """The copy as an officer sees it, and whether its chain holds; None while it is not here or not to be seen."""
    with acting(WHO[who]):
        if not Case.objects.filter(id=case_id).exists():
            return None
        dossier = read_case(UUID(case_id))
        sheet = Sheet.objects.get(case_id=case_id)
        return {
            "state": dossier.state,
            "owner": dossier.case.owner,
            "version": dossier.version,
            "moves": [event.move for event in dossier.events],
            "actors": [event.actor_id for event in dossier.events],
            "broken": [str(one) for one in broken(dossier.events)],
            "parties": msgspec.to_builtins(dossier.parties),
            "facts": sheet.facts,
            "name": dossier.case.applicant_name,
        }


def applicant(case_id: str) -> dict[str, Any] | None:
    with acting(CLOCK):
        person = Person.objects.filter(cases__id=case_id).first()
        return {"name": person.name, "number": person.id_number} if person else None


def documents(case_id: str) -> list[list[Any]]:
    with acting(EXAMINER):
        return [
            [row.filename, opened(row.id, EXAMINER).data.hex()[:16], row.size]
            for row in Document.objects.filter(case_id=case_id)
        ]


def ask(case_id: str, move: str, who: str, says: dict[str, Any], expects: int | None = None) -> str:
    """The request's id, or the error's key."""
    try:
        with acting(WHO[who]):
            return str(request_move(UUID(case_id), move, by=WHO[who], says=says, expects=expects).id)
    except Refused as no:
        return no.key


def asked(case_id: str, who: str = "examiner") -> list[list[Any]]:
    with acting(WHO[who]):
        return [[row.move, row.state, (row.answer or {}).get("error", "")] for row in asked_of(UUID(case_id))][::-1]


def take_it(case_id: str) -> str:
    """Try to move a case that is not ours."""
    try:
        with acting(EXAMINER):
            take(UUID(case_id), "examine", by=EXAMINER, says={"opinion": "grant", "why": "齐全"})
    except Refused as no:
        return no.key
    return "taken"


def enter(name: str, number: str) -> None:
    """Somebody is known here already."""
    with acting(CLOCK):
        person_for(Registered(id_number=number, name=name, region="430102"), at=now())


def apply_there(name: str, number: str) -> None:
    """The same person applies for the same at home."""
    publish()
    enter(name, number)
    with acting(CLOCK):
        person = Person.objects.get()
    by = Actor("applicant", str(person.id), name)
    with acting(by):
        case = begin(
            "test.registration", applicant=person.id, by=by, channel="portal", region="430102", facts={"home": "430102"}
        )
        take(case.id, "submit", by=by)


def ask_raw(case_id: str, number: int, change: dict[str, Any]) -> None:
    """A request as a node might write it that does not keep to the rules."""
    by = {"role": "decider", "id": "hn/d1", "name": "冯示例", "office": "430102000001", "reach": "430100"}
    with acting(CLOCK):
        row = MoveRequest.objects.create(
            peer_id="gd",
            case=case_id,
            region="430102",
            move=f"raw {number}",
            says={},
            by="d1",
            by_name="冯示例",
            asked_at=now(),
        )
        body = {"request": str(row.id), "case": case_id, "move": "approve", "says": {}, "by": by, "expects": 4} | change
        send("gd", "move.request", body)


def meetings() -> int:
    with acting(CLOCK):
        return Meeting.objects.count()
