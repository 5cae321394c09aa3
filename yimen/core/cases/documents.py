"""Files that are handed in: what they are is read from their content, never from their name; they are kept sealed.

Receiving never waits for the scanner: a file is received when it is here (电子签名法§11), and what the scanner says is written beside it.
"""

import hashlib
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from yimen.core.cases.errors import BadDocument, NotNow, Why
from yimen.core.cases.models import Case, Document
from yimen.core.cases.sniffing import sniff
from yimen.core.people.actors import STAFF, Actor
from yimen.core.people.secrecy import open_, seal
from yimen.core.places.clock import now
from yimen.core.ports.ids import new_id
from yimen.core.ports.wires import wire

PLACE = "cases_document.content"
LARGEST = 10 * 1024 * 1024
MOST = 60  # files of one case
TAKES_FILES = ("draft", "submitted", "correcting", "accepted", "suspended")


class Content(NamedTuple):
    filename: str
    media_type: str
    data: bytes


def receive(
    case_id: UUID, material: str, filename: str, data: bytes, *, by: Actor, at: datetime | None = None
) -> Document:
    """Keep a file for a material of a case, and have it scanned. Raises BadDocument with the reason, NotNow."""
    if len(data) > LARGEST:
        raise BadDocument("too_large", most=LARGEST)
    media_type = sniff(data)
    state = Case.objects.values_list("state", flat=True).get(id=case_id)
    if state not in TAKES_FILES:
        raise NotNow("receive", [Why("not_from", {"state": state})], [])
    if Document.objects.filter(case_id=case_id).count() >= MOST:
        raise BadDocument("too_many", most=MOST)
    name = plain_name(filename, media_type)
    row = Document(
        id=new_id(), case_id=case_id, material=material[:60], filename=name, media_type=media_type, size=len(data),
        digest=hashlib.sha256(data).digest(), content=seal(data, PLACE), received_at=at or now(), by_role=by.role, by_id=by.id,
    )  # fmt: skip
    row.save(force_insert=True)
    app.configure_task("yimen.core.cases.tasks.scan_document").defer(document_id=str(row.id))
    return row


def plain_name(filename: str, media_type: str) -> str:
    """The last part of the name without what could lead out of a folder or a line, with the ending of what it really is."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    stem = "".join(char for char in last.rsplit(".", 1)[0] if char.isprintable() and char not in '<>:"|?*').strip(". ")
    ending = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}[media_type]
    return f"{(stem or 'file')[:120]}.{ending}"


def opened(document_id: UUID, by: Actor) -> Content:
    """The file, clear, for whoever sees its case. Raises BadDocument for staff where a scanner found something in it."""
    row = Document.objects.get(id=document_id)
    if row.verdict == "infected" and by.role in STAFF:
        raise BadDocument("infected")
    return Content(row.filename, row.media_type, open_(bytes(row.content), PLACE))


def throw_away(document_id: UUID) -> bool:
    """Take a file out of a draft again; False where there is none. The database refuses it for anything handed in."""
    deleted, _ = Document.objects.filter(id=document_id).delete()
    return bool(deleted)


def scan(document_id: UUID) -> None:
    """Ask the scanner and write its verdict; a file that is gone, or an installation without a scanner, needs none."""
    row = Document.objects.filter(id=document_id).first()
    if row is None or "default" not in settings.ADAPTERS["scanner"]:
        return
    Document.objects.filter(id=document_id).update(verdict=wire("scanner").scan(open_(bytes(row.content), PLACE)))
