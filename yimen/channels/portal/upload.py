"""Uploads that go on after an interruption: tus 1.0.0 (https://tus.io), core with creation, expiration left to HEAD answering 404.

    POST  /cases/<id>/materials/<material>/uploads/   Upload-Length, Upload-Metadata: filename, mark  →  201 Location
    HEAD  /cases/<id>/uploads/<upload>/               →  Upload-Offset, Upload-Length
    PATCH /cases/<id>/uploads/<upload>/               Upload-Offset and a piece of at most 2 MB       →  204 Upload-Offset
    DELETE                                            give it up

What is wrong is told in the person's words as text/plain: 409 another offset, 413 too large, 422 a file that cannot be taken.
"""

import base64
import binascii
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.drafts import draft_of
from yimen.channels.portal.matter import case_of, needs
from yimen.channels.portal.refusals import explained
from yimen.core.cases import uploading
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.file_limits import limits
from yimen.core.cases.models import Upload
from yimen.web.files import why_not
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

TUS = "1.0.0"
PIECE = "application/offset+octet-stream"
LONGEST = 12  # digits


@require_http_methods(["POST", "OPTIONS"])
@needs("apply")
@explained
def begin(request: Request, case_id: UUID, name: str) -> HttpResponse:
    if request.method == "OPTIONS":
        return said(
            204, **{"Tus-Version": TUS, "Tus-Extension": "creation,termination", "Tus-Max-Size": str(limits().bytes)}
        )
    if name not in wanted(request, case_id):
        raise Http404
    size, told = number(request, "Upload-Length"), metadata(request.headers.get("Upload-Metadata", ""))
    if not speaks(request) or size is None:
        return said(412 if not speaks(request) else 400)
    try:
        made = uploading.begin_upload(
            case_id, name, told.get("filename", ""), size, mark=told.get("mark", ""), by=request.actor, at=now()
        )
    except BadDocument as bad:
        return said(413 if bad.why == "too_large" else 422, why_not(bad))
    return said(201, Location=f"/cases/{case_id}/uploads/{made.id}/", **{"Upload-Offset": "0"})


def wanted(request: Request, case_id: UUID) -> set[str]:
    """For what a file may come: the materials of a draft, what a correction asks for, what is owed."""
    case = case_of(request, case_id, "apply")
    if case.state == "draft":
        return {one["id"] for one in draft_of(request, case_id).uploads}
    return {one.about for one in case.defects if one.open} | {
        one.material for one in case.owed if one.settled_on is None
    }


@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
@needs("apply")
@explained
def upload(request: Request, case_id: UUID, upload_id: UUID) -> HttpResponse:
    case_of(request, case_id, "apply")
    try:
        found = uploading.upload_of(case_id, upload_id, at=now())
        if request.method == "PATCH":
            return piece(request, found)
    except uploading.NotThere:
        return said(404, text("material.upload_gone"))
    if request.method == "DELETE":
        uploading.give_up(found)
        return said(204)
    return standing(found, 200)


def piece(request: Request, found: Upload) -> HttpResponse:
    start = number(request, "Upload-Offset")
    if not speaks(request) or request.content_type != PIECE or start is None:
        return said(412 if not speaks(request) else 415 if request.content_type != PIECE else 400)
    try:
        return standing(uploading.add(found, start, request.body, by=request.actor, at=now()), 204)
    except uploading.OtherOffset as other:
        return said(409, text("material.upload_offset"), **{"Upload-Offset": str(other.here)})
    except BadDocument as bad:
        uploading.give_up(found)
        return said(422, why_not(bad))


def standing(found: Upload, status: int) -> HttpResponse:
    return said(status, **{"Upload-Offset": str(found.here), "Upload-Length": str(found.size)})


def said(status: int, words: str = "", **headers: str) -> HttpResponse:
    told = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8", headers=headers)
    told["Tus-Resumable"] = TUS
    return told


def speaks(request: Request) -> bool:
    return request.headers.get("Tus-Resumable") == TUS


def number(request: Request, header: str) -> int | None:
    found = request.headers.get(header, "")
    return int(found) if found.isascii() and found.isdigit() and len(found) <= LONGEST else None


def metadata(header: str) -> dict[str, str]:
    """`filename 5L2P6K+B, mark MTc=`: keys with their values in base64; what cannot be read is left out."""
    found = {}
    for pair in header.split(","):
        key, _, coded = pair.strip().partition(" ")
        try:
            value = base64.b64decode(coded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
        if key and "\0" not in value:
            found[key] = value
    return found
