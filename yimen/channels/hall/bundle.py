"""/desk/cases/<id>/archive/ – take along the archive bundle of a case, or the receipt of one decision. Why is written first, and shown
to the person; also which papers have no sealed file, and what they lack."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.case import short_heading
from yimen.channels.hall.matter import case_of, needs
from yimen.channels.hall.refusals import explained
from yimen.channels.hall.room import room
from yimen.core.cases.chain import canonical
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Paper
from yimen.core.cases.sources import purpose
from yimen.core.papers.bundle import bundle
from yimen.core.papers.making import make
from yimen.core.papers.models import DecisionReceipt, PaperFile
from yimen.core.papers.receipts import decides, export
from yimen.core.people.actors import CLOCK
from yimen.core.people.lookups import Look, record
from yimen.core.people.scope import acting
from yimen.core.places.sentences import says_something
from yimen.web.formats import code_points
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
WRONG, LONGEST = 422, 500


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_facts")
@explained
def archive(request: Request, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id, "see_facts")
    if request.method != "POST":
        return page(request, case)
    why = request.POST.get("why", "").strip()[:LONGEST]
    if not says_something(why):
        return page(request, case, wrong=text("bundle.why_missing"), status=WRONG)
    found = wanted(request.POST.get("what", ""), case)
    look = Look(purpose(request.actor), now(), case.id, why)
    record(look, person=case.case.applicant_id, organisation=case.case.organisation_id)
    return given(case, found)


def wanted(what: str, case: Dossier) -> Paper | None:
    """The paper whose receipt is asked for; None for the bundle. Raises Http404 for a paper of another case."""
    if what in ("", "bundle"):
        return None
    found = next((row for row in rows_of(case) if str(row.id) == what and decides(row)), None)
    if found is None:
        raise Http404
    return found


def given(case: Dossier, paper: Paper | None) -> HttpResponse:
    if paper is None:
        response = HttpResponse(bundle(case.id, now()), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{case.number}.zip"'
        return response
    with acting(CLOCK):
        make(paper.id, now())
    kept = DecisionReceipt.objects.get(paper_id=paper.id)
    response = HttpResponse(canonical(export(kept)), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{paper.number}.json"'
    return response


def rows_of(case: Dossier) -> list[Paper]:
    return list(Paper.objects.filter(case_id=case.id).order_by("n", "number"))


def page(request: Request, case: Dossier, *, wrong: str = "", status: int = 200) -> HttpResponse:
    rows, files = (
        rows_of(case),
        {one.paper_id: one for one in PaperFile.objects.filter(case_id=case.id).defer("content")},
    )
    offered = [{"value": "bundle", "label": text("bundle.whole")}]
    offered += [
        {"value": str(row.id), "label": text("bundle.receipt", title=title(row), number=row.number)}
        for row in rows
        if decides(row)
    ]
    context: Json = {
        "desk": room(request, "cases"),
        "heading": short_heading(case),
        "back": f"/desk/cases/{case.id}/",
        "action": f"/desk/cases/{case.id}/archive/",
        "offered": offered,
        "papers": [
            {"title": title(row), "more": row.number, "href": f"/papers/{row.id}/", "tag": tag(files.get(row.id))}
            for row in rows
        ],
        "wrong": wrong,
    }
    return render(request, "desk/archive.html", context, status=status)


def title(row: Paper) -> str:
    said = row.data["title"]
    return choose({"zh": said["zh"], "en": said.get("en") or ""})


def tag(file: PaperFile | None) -> Json:
    """How the sealed file of a paper stands, with what it lacks."""
    if file is None:
        return {"text": text("bundle.state.waiting"), "state": "us"}
    state = "ok" if file.state == "ready" else "bad"
    lacking = code_points(file.lacking) if file.state == "no_glyph" else file.lacking
    return {"text": text(f"bundle.state.{file.state}", lacking=lacking), "state": state}
