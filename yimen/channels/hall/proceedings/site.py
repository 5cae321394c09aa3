"""/desk/cases/<id>/site/ – verification on site (许可法§34): who went, when, what was found, with pictures; and the record on paper.

Pictures are handed in here before or after the words, so that a form that is refused loses none. They are files of the case like any
other: read by content, made anew, sealed. Each opening is a look, so they stand in the record only where somebody asks for them.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.documents import SITE, kind, title
from yimen.channels.hall.matter import case_of, must, needs
from yimen.channels.hall.proceedings import steps
from yimen.channels.hall.refusals import explained
from yimen.core.cases.attached import Document
from yimen.core.cases.documents import TAKES_FILES, receive
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.errors import BadDocument
from yimen.core.people.powers import may, relation
from yimen.web import days
from yimen.web.files import why_not
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
MOVES = ("verify_on_site", "after_check")
POWER = "examine"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_documents")
@explained
def site(request: Request, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id, "see_documents")
    if request.method != "POST":
        return page(request, case)
    must(request, POWER, case)
    try:
        taken = [receive(case.id, SITE, one.name, one.read(), by=request.actor, at=now()) for one in pictures(request)]
        if not taken:
            raise BadDocument("empty")
    except BadDocument as bad:
        return page(request, case, wrong=why_not(bad))
    return HttpResponseRedirect(f"/desk/cases/{case.id}/site/")


def pictures(request: Request) -> list[Any]:
    """Django’s UploadedFile, in the order in which they were chosen."""
    return request.FILES.getlist("picture")


def page(request: Request, case: Dossier, *, wrong: str = "") -> HttpResponse:
    here = f"/desk/cases/{case.id}/site/"
    visits = [record(event) for event in case.events if event.move in MOVES]
    context: Json = {
        **steps.frame(request, case, MOVES),
        "visits": visits,
        "pictures": [shown(case, one) for one in case.documents if one.material == SITE],
        "opened": "pictures" in request.GET,
        "here": here,
        "wrong": wrong,
        "action": here if takes(request, case) else "",
    }
    return render(request, "desk/site.html", context, status=422 if wrong else 200)


def takes(request: Request, case: Dossier) -> bool:
    return case.state in TAKES_FILES and may(request.actor, POWER, relation(request.actor, case.case))


def record(event: Event) -> Json:
    told = event.said or {}
    return {
        "rows": [
            steps.fact("site.officers", steps.listed(told.get("officers"))),
            steps.fact("site.on", steps.said_day(event, "on")),
            steps.fact("site.found", told.get("found") or ""),
        ],
        "names": [str(one) for one in told.get("officers", ())],
        "by": steps.by(event),
    }


def shown(case: Dossier, one: Document) -> Json:
    return {
        "kind": kind(one),
        "href": f"/desk/cases/{case.id}/documents/{one.id}/",
        "title": title(case, one),
        "note": text("proceedings.site.taken", at=days.moment(one.received_at)),
    }
