"""Pictures of papers are read by a job, where there is a reader; what was made out is shown beside the picture and filled in on request.

Nothing here decides: no fact is told, no guard asks, and where there is no reader no page says anything.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
import structlog
from django.conf import settings
from procrastinate.contrib.django import app

from yimen.core.cases.documents import clear
from yimen.core.cases.models import Document, Recognised
from yimen.core.cases.recognising import Found, book, recognise, worth_reading
from yimen.core.places.clock import CHINA
from yimen.core.ports.registers import Down
from yimen.core.ports.wires import wire

WITHIN = 60.0  # seconds for one picture, of which two are for starting
log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class MadeOut:
    """What was made out in one document."""

    document_id: UUID
    paper: str
    fields: list[Found]


def has_reader() -> bool:
    return settings.OCR in settings.ADAPTERS["ocr"]


def read_later(document: Document) -> None:
    """File the job, for a picture of a paper that is worth it."""
    if has_reader() and document.media_type.startswith("image/") and worth_reading(document.material):
        app.configure_task("yimen.core.cases.tasks.read_document").defer(document_id=str(document.id))


def read_document(document_id: UUID, at: datetime) -> None:
    """Read a picture once. A reader that is down is not asked again: the person fills in what nobody made out."""
    row = Document.objects.filter(id=document_id, source=None, form=Document.Form.MADE).defer("content").first()
    if row is None or not has_reader() or Recognised.objects.filter(document_id=document_id).exists():
        return
    answer = wire("ocr", settings.OCR).read(clear(row.id), WITHIN)
    if isinstance(answer, Down):
        log.warning("a picture could not be read", why=answer.why)
        return
    paper, fields = recognise(answer or (), at.astimezone(CHINA).date())
    if fields:
        Recognised.objects.create(
            document_id=row.id,
            case_id=row.case_id,
            paper=paper,
            fields=msgspec.to_builtins(fields),
            reader=settings.OCR,
            at=at,
        )


def made_out(case_id: UUID) -> dict[UUID, MadeOut]:
    """By document what was made out in the files of a case, for whoever sees it."""
    rows = Recognised.objects.filter(case_id=case_id)
    return {
        row.document_id: MadeOut(
            document_id=row.document_id, paper=row.paper, fields=msgspec.convert(row.fields, list[Found])
        )
        for row in rows
    }


def names(paper: str) -> dict[str, dict[str, str]]:
    """The words of the fields of a paper, and its own under ``""``."""
    found = next((one for one in book().papers if one.code == paper), None)
    if found is None:
        return {}
    return {"": {"zh": found.zh, "en": found.en}} | {one.name: {"zh": one.zh, "en": one.en} for one in found.fields}
