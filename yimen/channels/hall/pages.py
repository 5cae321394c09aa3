"""/desk/drafts/<id>/pages/<material>/ – several pictures taken at the counter become one PDF, in the order of the page."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.case import short_heading
from yimen.channels.hall.draft import opened
from yimen.channels.hall.matter import needs
from yimen.channels.hall.refusals import explained
from yimen.channels.hall.room import room
from yimen.core.cases.documents import receive_pages
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.file_limits import PAGES
from yimen.web.files import why_not
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
FIRST = 4  # places for pages; the others are folded away


@require_http_methods(["GET", "HEAD", "POST"])
@needs("take_in_application")
@explained
def pages(request: Request, case_id: UUID, material: str) -> HttpResponse:
    sheet = opened(request, case_id)
    named = {str(one["ask"].name): one["ask"].label for one in sheet.files_shown()}.get(f"file.{material}")
    if named is None:
        raise Http404
    if request.method != "POST":
        return page(request, sheet.case, material, named)
    pictures = taken(request)
    try:
        if not pictures:
            raise BadDocument("empty_pages")
        contents = [one.read() for one in pictures]
        receive_pages(case_id, material, text("pages.file", name=named), contents, by=request.actor)
    except BadDocument as bad:
        return page(request, sheet.case, material, named, wrong=why_not(bad))
    return HttpResponseRedirect(f"/desk/drafts/{case_id}/")


def taken(request: Request) -> list[Any]:
    """All pictures (Django’s UploadedFile) by the place of their input; several of one input in the order in which they were chosen."""
    return [one for n in range(1, PAGES + 1) for one in request.FILES.getlist(f"page.{n}")]


def page(request: Request, case: Any, material: str, named: str, *, wrong: str = "") -> HttpResponse:
    context: Json = {
        "desk": room(request, "intake"),
        "case": short_heading(case),
        "back": f"/desk/drafts/{case.id}/",
        "action": f"/desk/drafts/{case.id}/pages/{material}/",
        "title": text("pages.title", name=named),
        "first": FIRST,
        "most": PAGES,
        "wrong": wrong,
    }
    return render(request, "desk/pages.html", context, status=422 if wrong else 200)
