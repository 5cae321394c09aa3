"""Copies of cases that another node owns: what its letters tell is kept, sealed with our keys, and never changed by anybody here.

Shapes of the letters: letters.py. Written by case_copy() (sql/case_copy.sql), which refuses events that do not follow one another.
"""

import hashlib
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import structlog
from django.conf import settings
from django.db import connection
from msgspec.structs import replace
from procrastinate.contrib.django import app

from yimen.core.cases import documents, meetings
from yimen.core.cases.chain import PLACE, canonical, content_holds, head_digest, hexed
from yimen.core.cases.dossier import Event, Head
from yimen.core.cases.models import Document
from yimen.core.cases.store import unbase64
from yimen.core.cases.vocabulary import Json
from yimen.core.exchange.letter import Letter
from yimen.core.people.numbers import WrongNumber
from yimen.core.people.powers import reaches
from yimen.core.people.registry import AnotherName, Registered, organisation_for, person_for
from yimen.core.people.secrecy import seal

TABLES = {"corrections": "cases_correction", "defects": "cases_defect", "owed": "cases_owed", "pledges": "cases_pledge",
          "parties": "cases_party", "reviews": "cases_review", "remedies": "cases_remedy"}  # fmt: skip
log = structlog.get_logger(__name__)


class NotToBeCopied(ValueError):
    """A letter about a case that is not the sender's, is not decided here, or whose events are not what they were."""


class PersonTold(msgspec.Struct):
    id_number: str
    id_kind: str
    name: str
    region: str
    born_on: date | None = None
    phone: str = ""


class OrganisationTold(msgspec.Struct):
    uscc: str
    name: str
    region: str


class SheetTold(msgspec.Struct):
    facts: Json
    advice: Json | None = None


class EventTold(Event, frozen=True, kw_only=True):
    secret: dict[str, Any] | None = None


class CaseTold(msgspec.Struct, kw_only=True):
    """case.copy, and case.events, which lacks the last four."""

    case: Head
    events: list[EventTold]
    rows: dict[str, list[Json]]
    person: PersonTold | None = None
    agent: PersonTold | None = None
    organisation: OrganisationTold | None = None
    sheet: SheetTold | None = None


class DocumentTold(msgspec.Struct):
    id: UUID
    case: UUID
    material: str
    filename: str
    media_type: str
    digest: str
    received_at: datetime
    by_role: str
    by_id: str
    content: str
    handed_in: str = ""  # what came there, where it was made anew: then it is kept here as it is kept there


def keep_case(letter: Letter) -> None:
    """`case.copy` and `case.events`. Raises NotToBeCopied; the same letter again changes nothing."""
    told = msgspec.convert(letter.body, CaseTold)
    _see_that_it_is_theirs(told.case, letter.sender)
    doc = {
        "case": _head(told, letter.made_at),
        "events": [_sealed(event) for event in told.events],
        "rows": {table: told.rows[name] for name, table in TABLES.items() if told.rows.get(name)},
        "sheet": _sheet(told.case.id, told.sheet, letter.made_at) if told.sheet else None,
    }
    with connection.cursor() as cursor:
        cursor.execute("select case_copy(%s::jsonb)", [msgspec.json.encode(doc).decode()])
    meetings.met(told.case.id)


def keep_document(letter: Letter) -> None:
    """`case.document`: kept sealed, and looked at by our own scanner."""
    told = msgspec.convert(letter.body, DocumentTold)
    data = unbase64(told.content)
    if hashlib.sha256(data).hexdigest() != told.digest:
        raise NotToBeCopied(f"document {told.id} is not what was handed in")
    row = Document(
        id=told.id, case_id=told.case, material=told.material, filename=told.filename, media_type=told.media_type, size=len(data),
        digest=bytes.fromhex(told.digest), content=seal(data, documents.PLACE), received_at=told.received_at,
        by_role=told.by_role, by_id=told.by_id, handed_in=bytes.fromhex(told.handed_in) or None, form="made" if told.handed_in else "raw",
    )  # fmt: skip
    Document.objects.bulk_create([row], ignore_conflicts=True)
    app.configure_task("yimen.core.cases.tasks.scan_document").defer(document_id=str(row.id))


def _see_that_it_is_theirs(case: Head, sender: str) -> None:
    """Data minimisation both ways: a node keeps what it decides, and only the owner tells it."""
    if case.owner != sender:
        raise NotToBeCopied(f"{sender} tells of a case of {case.owner}")
    if not reaches(settings.NODE["region"], case.deciding_region):
        raise NotToBeCopied(f"{case.deciding_region} is not decided here")


def _head(told: CaseTold, at: datetime) -> Head:
    """The row as it stands here: our ids of the persons, and no clock of ours runs on it."""
    return replace(
        told.case,
        applicant_id=_known(told.person, at),
        agent_id=_known(told.agent, at),
        organisation_id=_organisation(told.organisation, at),
        next_due=None,
        provisional=False,
    )


def _known(told: PersonTold | None, at: datetime) -> UUID | None:
    """The person here. Where the number is known under another name, nobody: an officer compares, nothing is guessed."""
    if told is None:
        return None
    try:
        return person_for(Registered(**msgspec.structs.asdict(told)), at=at)
    except (AnotherName, WrongNumber) as doubt:
        log.warning("a copy names somebody whom we do not know so", doubt=type(doubt).__name__)
        return None


def _organisation(told: OrganisationTold | None, at: datetime) -> UUID | None:
    return organisation_for(told.uscc, told.name, region=told.region, at=at).id if told else None


def _sealed(told: EventTold) -> Event:
    """The event as its owner signed it, what was said about facts sealed anew. Raises NotToBeCopied when a digest does not fit."""
    fields = {name: getattr(told, name) for name in Event.__struct_fields__}
    event = Event(**fields | {"secret_said": hexed(seal(canonical(told.secret), PLACE)) if told.secret else None})
    if event.digest != hexed(head_digest(event)) or (event.salt is not None and not content_holds(event)):
        raise NotToBeCopied(f"event {event.n} of case {event.case_id} was changed")
    return event


def _sheet(case_id: UUID, told: SheetTold, at: datetime) -> Json:
    advice = _column("advice", told.advice) if told.advice is not None else None
    return {"case_id": case_id, "facts": _column("facts", told.facts), "advice": advice, "pending": None, "kept_at": at}


def _column(name: str, value: Any) -> str:
    return hexed(seal(msgspec.json.encode(value), f"cases_sheet.{name}"))
