"""/papers/<id>/ – an issued paper as a letter: receipt, notice or decision, frozen at issue, printable; …/pdf/ its sealed file."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal.matter import must, needs
from yimen.core.cases.models import Paper
from yimen.core.papers.making import content_of, file_of, wanted
from yimen.core.papers.models import PaperFile
from yimen.core.papers.receipts import path_of
from yimen.web.formats import code_points
from yimen.web.letters.composing import letter
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
READY, NO_GLYPH = PaperFile.State.READY, PaperFile.State.NO_GLYPH


@require_safe
@needs("see_papers")
def paper(request: Request, paper_id: UUID) -> HttpResponse:
    row = issued(request, paper_id)
    return render(
        request,
        "paper.html",
        {
            "paper": letter(row, path_of(row), request.build_absolute_uri("/").rstrip("/")),
            "back": {"href": f"/cases/{row.case_id}/", "text": text("case.back")},
            "file": file_says(row),
        },
    )


def issued(request: Request, paper_id: UUID) -> Paper:
    """The paper with how its file stands, for whoever may see it. Raises Http404."""
    row = (
        Paper.objects.select_related("case", "receipt")
        .annotate(made=F("file__state"), lacking=F("file__lacking"))
        .filter(id=paper_id)
        .first()
    )
    if row is None:
        raise Http404
    must(request.actor, "see_papers", row.case, row.case.service)
    return row


def file_says(row: Paper) -> Json:
    """The link to the sealed file, or that it is not there yet, or that it stays a page."""
    made = row.made  # type: ignore[attr-defined]  # annotated
    key = "ready" if made == READY else "waiting" if made is None else "page_only"
    lacking = code_points(row.lacking) if made == NO_GLYPH else ""  # type: ignore[attr-defined]
    return {
        "text": text("paper_file.no_glyph", list=lacking) if lacking else text(f"paper_file.{key}"),
        "href": f"/papers/{row.id}/pdf/" if key != "page_only" else "",
        "ready": key == "ready",
    }


@require_safe
@needs("see_papers")
def pdf(request: Request, paper_id: UUID) -> HttpResponse:
    """The sealed file. One that nobody has made yet is made now, and the page says so until it is there."""
    row = issued(request, paper_id)
    file = file_of(row.id)
    if file is None or file.state != READY:
        if file is None:
            wanted(row.id)
        return HttpResponseRedirect(f"/papers/{row.id}/")
    response = HttpResponse(content_of(file), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{row.number}.pdf"'
    return response
