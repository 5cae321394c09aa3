"""Files that were handed in: a row of them, the one that is looked at, and /desk/cases/<id>/documents/<document>/ which gives it,
opened for this case, to nobody's cache."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from yimen.channels.hall.matter import case_of, has, needs
from yimen.channels.hall.refusals import explained
from yimen.core.cases.attached import Document
from yimen.core.cases.documents import opened
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.reading_pictures import made_out
from yimen.core.cases.sources import purpose
from yimen.core.people.lookups import Look, record
from yimen.web import days, errors, made_out as made_out_words
from yimen.web.files import as_response, unfit
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
SITE = "site_visit"  # what officers photographed at a verification on site


@require_safe
@needs("see_documents")
@explained
def document(request: Request, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Each opening is a look at the person, with the case as its purpose."""
    dossier = case_of(request, case_id, "see_documents")
    if document_id not in {one.id for one in dossier.documents}:
        raise Http404
    record(
        Look(purpose(request.actor), now(), case_id),
        person=dossier.case.applicant_id,
        organisation=dossier.case.organisation_id,
    )
    try:
        found = opened(document_id, request.actor)
    except ObjectDoesNotExist as gone:
        raise Http404 from gone
    except BadDocument:
        return errors.refusal(request, 403)
    return as_response(found)


def thumbs(request: Request, case: Dossier) -> list[Json]:
    if not has(request, "see_documents", case):
        return []
    current = chosen(request, case)
    return [
        {
            "href": f"/desk/cases/{case.id}/?document={one.id}",
            "title": title(case, one),
            "more": text(f"hall.verdict.{one.verdict}"),
            "current": one is current,
        }
        for one in case.documents
    ]


def chosen(request: Request, case: Dossier) -> Document | None:
    """The file in the address; nothing is opened before somebody asks for it."""
    wanted = request.GET.get("document", "")
    return next((one for one in case.documents if str(one.id) == wanted), None)


def shown(request: Request, case: Dossier) -> Json | None:
    one = chosen(request, case)
    if one is None or not has(request, "see_documents", case):
        return None
    return {
        "made_out": made_out_of(case, one),
        "kind": kind(one),
        "href": f"/desk/cases/{case.id}/documents/{one.id}/",
        "title": one.filename,
        "note": why_closed(one)
        or text("hall.handed_in", title=title(case, one), file=one.filename, moment=days.moment(one.received_at)),
    }


def made_out_of(case: Dossier, one: Document) -> Json | None:
    """What a machine made out in it, each name beside that of the applicant; None where nobody read it."""
    found = made_out(case.id).get(one.id) if one.usable else None
    if found is None:
        return None
    told = made_out_words.shown(found)
    for field, row in zip(found.fields, told["rows"], strict=True):
        if field.name == "name":
            same = field.text == case.case.applicant_name
            row["tag" if same else "note"] = (
                {"text": text("made_out.same"), "state": "ok"} if same else text("made_out.other")
            )
    return told


def kind(one: Document) -> str:
    """How it is shown: a picture, a link to a PDF, or not at all."""
    return "none" if not one.usable else "image" if one.media_type.startswith("image/") else "pdf"


def why_closed(one: Document) -> str:
    return unfit(one.unfit) if one.unfit else "" if one.usable else text("hall.infected")


def title(case: Dossier, one: Document) -> str:
    if one.material == SITE:
        taken = [picture.id for picture in case.documents if picture.material == SITE]
        return text("proceedings.site.nth", n=taken.index(one.id) + 1)
    return next((material.zh for material in case.terms.materials if material.id == one.material), one.material)
