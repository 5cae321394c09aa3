"""Files that are handed in: what they are is read from their content, never from their name; they are kept sealed.

Receiving never waits: a file is received when it is here (电子签名法§11). What the scanner says is written beside it, and it is made anew,
by a job that comes after (look_at); until then officers see it as it will be made (opened).
"""

import hashlib
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from yimen.core.cases.attached import UNUSABLE
from yimen.core.cases.errors import BadDocument, NotNow, Why
from yimen.core.cases.file_limits import PAGES, limits
from yimen.core.cases.models import Case, Document
from yimen.core.cases.remaking import bound, made_anew
from yimen.core.cases.sniffing import sniff
from yimen.core.people.actors import STAFF, Actor
from yimen.core.people.secrecy import open_, seal
from yimen.core.places.clock import now
from yimen.core.ports.ids import new_id
from yimen.core.ports.statements import ask_row
from yimen.core.ports.wires import wire

PLACE = "cases_document.content"
TAKES_FILES = ("draft", "submitted", "correcting", "accepted", "suspended")
PATIENCE = timedelta(minutes=5)  # after which a file that has no verdict is asked about again
BATCH = 200
RAW, MADE = Document.Form.RAW, Document.Form.MADE


class Content(NamedTuple):
    filename: str
    media_type: str
    data: bytes


def receive(
    case_id: UUID, material: str, filename: str, data: bytes, *, by: Actor, at: datetime | None = None
) -> Document:
    """Keep a file for a material of a case, and have it looked at. Raises BadDocument with the reason, NotNow."""
    if len(data) > limits().bytes:
        raise BadDocument("too_large", most=limits().megabytes)
    media_type = sniff(data)
    see_that_it_may_come(case_id)
    name = plain_name(filename, media_type)
    row = Document(
        id=new_id(), case_id=case_id, material=material[:60], filename=name, media_type=media_type, size=len(data),
        digest=hashlib.sha256(data).digest(), content=seal(data, PLACE), received_at=at or now(), by_role=by.role, by_id=by.id,
    )  # fmt: skip
    row.save(force_insert=True)
    look_later(row.id)
    return row


def receive_pages(
    case_id: UUID, material: str, filename: str, pictures: list[bytes], *, by: Actor, at: datetime | None = None
) -> Document:
    """Pictures taken one after the other as one PDF. Raises as receive(); `too_many_pages`, `no_picture` for a page that is a PDF."""
    if len(pictures) > PAGES:
        raise BadDocument("too_many_pages", most=PAGES)
    if any(sniff(picture) == "application/pdf" for picture in pictures):
        raise BadDocument("no_picture")
    see_that_it_may_come(case_id)
    return receive(case_id, material, filename, bound(pictures), by=by, at=at)


def see_that_it_may_come(case_id: UUID) -> None:
    """Raises NotNow where the case takes no more files, BadDocument where it has too many, Case.DoesNotExist."""
    state = Case.objects.values_list("state", flat=True).get(id=case_id)
    if state not in TAKES_FILES:
        raise NotNow("receive", [Why("not_from", {"state": state})], [])
    if Document.objects.filter(case_id=case_id).count() >= limits().files:
        raise BadDocument("too_many", most=limits().files)


def plain_name(filename: str, media_type: str) -> str:
    """The last part of the name without what could lead out of a folder or a line, with the ending of what it really is."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    stem = "".join(char for char in last.rsplit(".", 1)[0] if char.isprintable() and char not in '<>:"|?*').strip(". ")
    ending = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}[media_type]
    return f"{(stem or 'file')[:120]}.{ending}"


def opened(document_id: UUID, by: Actor) -> Content:
    """The file, clear, for whoever sees its case; for staff never as it came.

    Raises BadDocument for staff where a scanner found something in it or it cannot be made anew."""
    row = Document.objects.defer("content").get(id=document_id)
    if by.role not in STAFF:
        return Content(row.filename, row.media_type, clear(row.id))
    if row.verdict in UNUSABLE:
        raise BadDocument(row.unfit or row.verdict)
    data = clear(row.id)
    return Content(row.filename, row.media_type, made_anew(data, row.media_type) if row.form == RAW else data)


def clear(document_id: UUID) -> bytes:
    """What is kept, of a file that whoever acts may see. Raises Document.DoesNotExist, CannotOpen."""
    found = ask_row("select cases_document_content(%s)", [document_id])
    if not found or found[0] is None:
        raise Document.DoesNotExist
    return open_(bytes(found[0]), PLACE)


def throw_away(document_id: UUID) -> bool:
    """Take a file out of a draft again; False where there is none. The database refuses it for anything handed in."""
    deleted, _ = Document.objects.filter(id=document_id).delete()
    return bool(deleted)


def look_later(document_id: UUID) -> None:
    app.configure_task("yimen.core.cases.tasks.scan_document").defer(document_id=str(document_id))


def look_at(document_id: UUID) -> Document | None:
    """Ask the scanner, then make the file anew; what can be neither read nor made is unfit. A file that is gone needs nothing.

    Answers the file if it was made just now."""
    row = Document.objects.filter(id=document_id, source=None).first()
    if row is None or row.verdict in UNUSABLE or not row.content:
        return None
    data = open_(bytes(row.content), PLACE)
    if row.verdict == Document.Verdict.PENDING:
        write_verdict(row, scanned(data))
    if row.form == RAW and row.verdict not in UNUSABLE and make(row, data):
        return row
    return None


def unjudged(at: datetime) -> list[UUID]:
    """Files on which no scanner has a verdict though they have been here for a while, the oldest first; nothing without a scanner."""
    waiting = Document.objects.filter(verdict=Document.Verdict.PENDING, source=None, received_at__lt=at - PATIENCE)
    return list(waiting.order_by("received_at").values_list("id", flat=True)[:BATCH]) if has_scanner() else []


def has_scanner() -> bool:
    return settings.SCANNER in settings.ADAPTERS["scanner"]


def scanned(data: bytes) -> str:
    """An installation without a scanner has no verdict."""
    verdict: str = wire("scanner", settings.SCANNER).scan(data) if has_scanner() else Document.Verdict.PENDING
    return verdict


def write_verdict(row: Document, verdict: str, why: str = "") -> None:
    """Beside the file, and beside it wherever it is used again."""
    row.verdict, row.unfit = verdict, why
    for mine in ({"id": row.id}, {"source_id": row.id}):
        Document.objects.filter(**mine).update(verdict=verdict, unfit=why)


def make(row: Document, data: bytes) -> bool:
    try:
        made = made_anew(data, row.media_type)
    except BadDocument as bad:
        write_verdict(row, Document.Verdict.UNFIT, bad.why)
        return False
    Document.objects.filter(id=row.id, form=RAW).update(
        form=MADE, content=seal(made, PLACE), digest=hashlib.sha256(made).digest(), size=len(made), handed_in=row.digest
    )
    return True
