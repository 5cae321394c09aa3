"""A case as plain JSON, for every door that answers machines: what it is, what runs, what may be done now and what was done.

Stable for integrators. Dates and moments are ISO 8601, money is text with two decimals; nothing secret and no sealed fact is in it.
"""

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from yimen.core.cases.clocks import DECIDES, Clock, clocks
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.limits import limits
from yimen.core.cases.pledges import digest
from yimen.core.cases.rulebook import procedure
from yimen.core.cases.table import Field, PossibleMove, possible
from yimen.core.cases.vocabulary import Json
from yimen.core.people.actors import STAFF, SYSTEM, Actor
from yimen.core.places.clock import CHINA
from yimen.core.places.notices import working_days


def case_json(dossier: Dossier, by: Actor, at: datetime) -> Json:
    """The whole case as this actor may know it."""
    case, terms = dossier.case, dossier.terms
    told = {
        "id": case.id, "number": case.number, "state": case.state, "version": case.version, "owner": case.owner,
        "service": case.service, "name": terms.name, "edition": case.edition, "procedure": case.procedure, "lane": case.lane,
        "region": case.region, "office": case.office, "deciding_region": case.deciding_region, "channel": case.channel,
        "received_on": case.received_on, "submitted_at": case.submitted_at, "fee": terms.fee, "reason": case.reason,
        "clocks": [clock_json(clock) for clock in running(dossier, at.astimezone(CHINA).date())],
        "possible": [move_json(move) for move in possible(dossier, by, at)],
        "events": [event_json(event, hidden=inside(dossier, event, by)) for event in dossier.events],
        "defects": dossier.defects, "owed": dossier.owed, "pledges": dossier.pledges, "parties": dossier.parties,
        "certificates": dossier.certificates, "remedies": dossier.remedies, "reviews": dossier.reviews, "fees": dossier.fees,
        "pledge": {"text": terms.pledge, "digest": digest(terms.pledge)} if terms.pledge else None,
        "papers": dossier.papers, "documents": dossier.documents, "materials": terms.materials, "hold": dossier.hold,
    }  # fmt: skip
    plain: Json = in_one_form(msgspec.to_builtins(told, builtin_types=(datetime,)))
    return plain


def in_one_form(value: Any) -> Any:
    """Every moment in UTC, `2026-11-24T02:15:30Z`: what was written just now looks like what was read from the database."""
    if isinstance(value, dict):
        return {name: in_one_form(one) for name, one in value.items()}
    if isinstance(value, list):
        return [in_one_form(one) for one in value]
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value


def running(dossier: Dossier, today: date) -> list[Clock]:
    """The clocks that run for a case on a day; a draft has none."""
    if dossier.state == "draft":
        return []
    return clocks(dossier.events, limits(dossier.terms, today), working_days(), today)


def clock_json(clock: Clock) -> Json:
    return {
        "kind": clock.kind, "starts": clock.starts, "stops": clock.stops, "due": clock.due, "provisional": clock.provisional,
        "law": clock.law, "mark": clock.mark, "used": round(clock.used, 3), "colour": clock.colour, "stopped": clock.stopped,
        "late": clock.late, "about": clock.about, "begun": clock.begun,
    }  # fmt: skip


def move_json(move: PossibleMove) -> Json:
    return {
        "move": move.move, "law": move.law, "mark": move.mark, "then": move.then, "notice": list(move.notice),
        "says": [field_json(field) for field in move.says],
    }  # fmt: skip


def field_json(field: Field) -> Json:
    told: Json = {"name": field.name, "type": field.type, "required": field.required}
    if field.choices:
        told["choices"] = field.choices
    return told | ({"parts": list(field.parts)} if field.parts else {})


def inside(dossier: Dossier, event: Event, by: Actor) -> bool:
    """What officers tell one another while they examine is theirs until the decision; the person sees that it was done, and by whom."""
    if by.role in STAFF | SYSTEM | {"node"} or dossier.last(*DECIDES):
        return False
    of = procedure(dossier.case.procedure, event.dated)
    return any(row.inside for row in of.rows(event.move, event.dated))


def event_json(event: Event, *, hidden: bool = False) -> Json:
    """One step; what was said about facts stays sealed, the digest lets anybody compare."""
    return {
        "n": event.n, "move": event.move, "role": event.role, "actor": event.actor_name, "office": event.office,
        "channel": event.channel, "at": event.at, "dated": event.dated, "law": event.law, "mark": event.mark,
        "state": event.state_after, "said": None if hidden else event.said, "fault": event.fault,
        "digest": event.digest.removeprefix("\\x"),
    }  # fmt: skip
