"""What the home authority is told about a case of ours: a copy when it is sent home, then every event, and each document once.

Called by a job after each event of such a case. What has been told is counted in exchange_copy, so a job that comes late, early or
twice tells what is new, in the order of the events, or nothing.
"""

from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings

from yimen.core.cases import documents
from yimen.core.cases.attached import UNUSABLE
from yimen.core.cases.chain import open_secret
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.models import Case, Document, Sheet
from yimen.core.cases.store import base64, read_case
from yimen.core.cases.vocabulary import PENDING, Json
from yimen.core.exchange.copies import copy_at
from yimen.core.exchange.models import Copy
from yimen.core.exchange.peers import peer_for
from yimen.core.exchange.sending import send
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Organisation, Person
from yimen.core.people.scope import acting

ROWS = ("corrections", "defects", "owed", "pledges", "parties", "reviews")  # told anew each time: what became of them


def tell_home(case_id: UUID, _n: int) -> None:
    """Send the home authority what it has not been told yet; nothing where we decide, or where no node answers for that region."""
    peer = peer_for(read_case(case_id).case.deciding_region)
    if peer is None:
        return
    copy = copy_at(peer, case_id)  # locked: a second job waits here, and then finds everything told
    dossier = read_case(case_id)
    fresh = [event for event in dossier.events if event.n > copy.told]
    if dossier.case.owner != settings.NODE["code"] or not dossier.parties or not fresh:
        return
    body = news(dossier, fresh, copy)
    send(peer, "case.events" if copy.told else "case.copy", body if copy.told else body | whole(dossier))
    copy.told = dossier.version
    copy.documents += send_documents(peer, dossier, copy.documents)
    copy.save(update_fields=["told", "documents"])


def tell_peer(peer: str) -> None:
    """A node was entered: it is told of the cases that were sent home before anybody answered there."""
    with acting(CLOCK):
        waiting = Case.objects.filter(owner=settings.NODE["code"], state__in=PENDING, party_rows__kind="home")
        cases = list(waiting.values_list("id", "deciding_region", "version").distinct())
    for case_id, region, version in cases:
        if peer_for(region) == peer:
            with acting(CLOCK):
                tell_home(case_id, version)


def news(dossier: Dossier, fresh: list[Event], copy: Copy) -> Json:
    """How the case stands, its new events, and the rows that the law attached."""
    rows = {name: msgspec.to_builtins(getattr(dossier, name)) for name in ROWS}
    rows["remedies"] = [msgspec.to_builtins(remedy) for remedy in dossier.remedies if remedy.n > copy.told]
    return {"case": msgspec.to_builtins(dossier.case), "events": [told(event) for event in fresh], "rows": rows}


def told(event: Event) -> Json:
    """An event with what was said about facts in clear: it is sealed with a key of ours and will be sealed with one of theirs."""
    plain: Json = msgspec.to_builtins(event)
    return {**plain, "secret_said": None, "secret": open_secret(event)}


def whole(dossier: Dossier) -> Json:
    """What only the first letter brings: who it is about, and the sheet as it was handed in."""
    case, sheet = dossier.case, Sheet.objects.get(case_id=dossier.id)
    return {
        "person": person(case.applicant_id),
        "agent": person(case.agent_id),
        "organisation": organisation(case.organisation_id),
        "sheet": {"facts": sheet.facts, "advice": sheet.advice},
    }


def person(wanted: UUID | None) -> dict[str, Any] | None:
    """As people.registry.Registered."""
    if wanted is None:
        return None
    row = Person.objects.get(pk=wanted)
    born_on = row.born_on.isoformat() if row.born_on else None
    return {"id_number": row.id_number, "id_kind": row.id_kind, "name": row.name, "region": row.region,
            "born_on": born_on, "phone": row.phone}  # fmt: skip


def organisation(wanted: UUID | None) -> dict[str, Any] | None:
    if wanted is None:
        return None
    row = Organisation.objects.get(pk=wanted)
    return {"uscc": row.uscc, "name": row.name, "region": row.region}


def send_documents(peer: str, dossier: Dossier, sent: list[str]) -> list[str]:
    """Each file that was not sent yet, made anew, in a letter of its own; one that cannot be used stays here."""
    new = [one.id for one in dossier.documents if str(one.id) not in sent and one.usable]
    for one in new:
        documents.look_at(one)
    rows = Document.objects.filter(id__in=new).exclude(verdict__in=UNUSABLE).order_by("received_at", "id")
    for row in rows.defer("content"):
        send(peer, "case.document", document(row))
    return [str(one) for one in new]


def document(row: Document) -> Json:
    plain = documents.clear(row.id)
    return {"id": str(row.id), "case": str(row.case_id), "material": row.material, "filename": row.filename,
            "media_type": row.media_type, "digest": bytes(row.digest).hex(), "received_at": row.received_at.isoformat(),
            "by_role": row.by_role, "by_id": row.by_id, "content": base64(plain),
            "handed_in": bytes(row.handed_in or b"").hex()}  # fmt: skip
