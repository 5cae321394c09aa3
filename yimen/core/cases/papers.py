"""Papers: receipts, notices and decisions. Their content is frozen at issue; a token lets anybody see that they are genuine."""

import hashlib
import secrets
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
from django.db import connection

from yimen.core.cases.attached import Paper
from yimen.core.cases.chain import hexed
from yimen.core.cases.clocks import Clock
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.models import Paper as Row
from yimen.core.cases.vocabulary import Json
from yimen.core.cases.work import Work
from yimen.core.people.secrecy import seal
from yimen.core.ports.ids import new_id

PLACE = "cases_paper.data"
FRESH = timedelta(days=1)  # files of older papers – a history that is entered – are made when somebody asks for them


def issue(work: Work, kinds: list[str], event: Event, says: Json) -> None:
    """The papers that a move issues, with everything that the law wants in them. An address that is sealed in the event is told to the
    paper, which is sealed too."""
    for kind in kinds:
        data, paper_id = content(work, kind, event), new_id()
        if address := says.get("address"):
            data["said"] = {**data["said"], "address": address}
        work.jobs += filed(paper_id, event.at)
        work.issue(
            Paper(
                id=paper_id, case_id=event.case_id, n=event.n, kind=kind, office=event.office or work.dossier.case.office,
                issued_at=event.at, token=secrets.token_urlsafe(16), data=hexed(seal(msgspec.json.encode(data), PLACE)),
                says={"service": data["service"], "case": data["case"], "name": masked(data["applicant"]), "title": data["title"]},
            )
        )  # fmt: skip


def filed(paper_id: UUID, at: datetime) -> list[Json]:
    """The job that sets and seals its file, after everything that a person waits for."""
    if at < datetime.now(UTC) - FRESH:
        return []
    task, args = "yimen.core.papers.tasks.make_file", {"paper_id": str(paper_id)}
    return [{"queue": "default", "task": task, "lock": f"paper:{paper_id}", "priority": -10, "args": args, "at": None}]


def content(work: Work, kind: str, event: Event) -> Json:
    """Everything the paper says, for ever: what was done and why, how to contest it, what had been handed in, what runs now."""
    dossier, title, terms = work.dossier, work.procedure.papers[kind], work.dossier.terms
    said = {name: getattr(event, name) for name in ("role", "move", "at", "dated", "law", "mark")}
    mine = {
        name: [one for one in getattr(dossier, name) if one.n == event.n]
        for name in ("remedies", "owed", "certificates", "defects")
    }  # fmt: skip
    return said | mine | {
        "kind": kind, "title": {"zh": title.zh, "en": title.en}, "service": terms.name, "case": dossier.number,
        "applicant": dossier.case.applicant_name, "office": event.office or dossier.case.office, "authority": terms.authority,
        "signed_by": event.actor_name, "said": event.said or {}, "materials": terms.materials,
        "documents": [{"material": one.material, "filename": one.filename, "at": one.received_at} for one in dossier.documents],
        "clocks": [told(clock) for clock in work.running()], "fee": terms.fee, "letter": terms.letter, "law_of_service": terms.law,
        "signed": signed(event), "handed": standing(dossier) if kind == "TRA" else [],
    }  # fmt: skip


def standing(dossier: Dossier) -> list[Json]:
    """The certificates that go from hand to hand."""
    return [{"item": one.item, "valid_to": one.valid_to} for one in dossier.certificates if one.state == "valid"]


def signed(event: Event) -> Json | None:
    """What a person signed in this step – a pledge, or the promise to hand in what is owed: exactly which words, by their digest, who,
    when, and whether online or before an officer."""
    said = event.said or {}
    pledge = said.get("pledge") or {}
    text = pledge.get("text") or said.get("promise")
    if not text:
        return None
    digest = hashlib.sha256(text.encode()).hexdigest()
    by = pledge.get("signed_by") or ""
    return {"digest": digest, "by": by, "at": event.at, "how": "online" if event.role == "applicant" else "in_person"}


def told(clock: Clock) -> Json:
    return {
        name: getattr(clock, name) for name in ("kind", "law", "mark", "starts", "stops", "due", "provisional", "begun")
    }


def masked(name: str) -> str:
    """The first character and a star for each other one: enough to see that it is about oneself."""
    return name[:1] + "*" * max(1, len(name) - 1)


def read(paper_id: UUID) -> Row | None:
    """A paper with its frozen data, for whoever sees its case."""
    return Row.objects.filter(id=paper_id).first()


class Granted(msgspec.Struct, frozen=True, kw_only=True):
    """How something that a paper granted stands: a state of a certificate, its last day, the day from which it was revoked."""

    state: str
    valid_to: date | None
    since: date | None

    def now(self, on: date) -> str:
        return "expired" if self.state == "valid" and self.valid_to and self.valid_to < on else self.state


class Genuine(msgspec.Struct, frozen=True, kw_only=True):
    """What a verification page tells anybody about a paper; nothing in it says more about the person than a masked name."""

    id: UUID
    kind: str
    number: str
    office: str
    issued_at: datetime
    withdrawn_on: date | None
    says: Json
    certificates: list[Granted] = []


def verify(token: str) -> Genuine | None:
    """The paper behind a token, asked by anybody; None: we issued no such paper."""
    with connection.cursor() as cursor:
        cursor.execute("select paper_by_token(%s)::text", [token])
        [found] = cursor.fetchone()
    return msgspec.json.decode(found, type=Genuine) if found else None
