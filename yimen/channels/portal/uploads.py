"""Taking a file from a form: kept, or what is wrong with it in the person's words, beside the input that it came from."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from yimen.core.cases.attached import Document
from yimen.core.cases.documents import receive
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.uploading import come
from yimen.web.files import Unfit, unfit
from yimen.web.forms import Answer, Question, Sent, read
from yimen.web.forms.answers import Wrong
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]


@dataclass(frozen=True)
class Taken:
    """`document` is the id of the file that was kept."""

    answer: Answer = field(default_factory=Answer)
    document: str = ""

    @property
    def wrongs(self) -> tuple[Wrong, ...]:
        return self.answer.wrongs


def take_file(request: Request, case_id: UUID, material: str, ask: Question) -> Taken:
    """Read the upload of a question and hand it to the case; without a file nothing happens where the question is optional."""
    if here := sent_before(request, case_id, material, ask):
        return Taken(document=here)
    answer = read(ask, Sent(request.POST, request.FILES))
    if not answer.right or answer.value is None:
        return Taken(answer)
    file = answer.value
    try:
        kept = receive(case_id, material, file.name or "", file.read(), by=request.actor, at=now())
    except BadDocument as bad:
        return Taken(Answer(wrongs=(Unfit(bad, ask.name),)))
    return Taken(answer, str(kept.id))


def sent_before(request: Request, case_id: UUID, material: str, ask: Question) -> str:
    """The file that came in pieces before the form did: the page sends the name of its upload instead of the file."""
    try:
        found = come(case_id, material, UUID(request.POST.get(f"sent.{ask.name}", "")), by=request.actor)
    except ValueError:
        return ""
    return str(found) if found else ""


def file_row(case_id: UUID, document: Document) -> Json:
    """A file that was handed in: its name, how big, what the scanner says, where to open it."""
    size = (
        f"{max(document.size, 1024) / 1024 / 1024:.1f} MB"
        if document.size > 524288
        else f"{max(document.size // 1024, 1)} KB"
    )
    state = "ok" if document.verdict == "clean" else "us" if document.usable else "bad"
    return {
        "id": str(document.id),
        "title": document.filename,
        "more": unfit(document.unfit) if document.unfit else size,
        "href": f"/cases/{case_id}/documents/{document.id}/",
        "tag": {"text": text(f"material.verdict.{document.verdict}"), "state": state},
    }
