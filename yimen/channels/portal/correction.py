"""/cases/<id>/correction/ – all that was asked for on one page; an answer begun is kept until its day, what is refused loses nothing."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.case import name
from yimen.channels.portal.defects import Begun, begun, defect, place, sections, take_answers
from yimen.channels.portal.form_keys import new_key, once
from yimen.channels.portal.matter import case_of, needs
from yimen.channels.portal.receipts import material_name
from yimen.channels.portal.refusals import explained, lines
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import AnsweredBefore, KeyConflict, NotNow, SaysMissing, Why
from yimen.core.cases.sheets import begin_answer
from yimen.core.cases.take import take
from yimen.web import days
from yimen.web.forms import summary
from yimen.web.language import now
from yimen.web.running import Running
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("supply")
@explained
def correction(request: Request, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id, "supply")
    if case.state != "correcting":
        raise NotNow("supply", [Why("not_from", {"state": case.state})], [])
    kept = begun(case)
    if request.method != "POST":
        return page(request, case, kept)
    take_answers(request, case, kept)
    begin_answer(case.id, kept.as_json(), now())
    if not kept.wrongs and ("keep" in request.POST.getlist("do") or {"again", "offer"} & request.POST.keys()):
        return HttpResponseRedirect(f"/cases/{case_id}/correction/{offering(request, case)}")
    if kept.wrongs or (left := kept.left(case)):
        return page(request, case_of(request, case_id, "supply"), kept, missing=[] if kept.wrongs else left, status=422)
    return sent(request, case, kept)


def offering(request: Request, case: Dossier) -> str:
    """The same page with files of earlier cases for the one thing that was pressed."""
    one = defect(case, request.POST.get("offer", ""))
    return f"?again={one.code}#d-{place(one)}" if one else ""


def sent(request: Request, case: Dossier, kept: Begun) -> HttpResponse:
    """The whole answer, once. Raises what only another page can answer."""
    try:
        take(case.id, "supply", by=request.actor, says=kept.says(), at=now(), once=once(request, ""))
    except (AnsweredBefore, KeyConflict):
        return HttpResponseRedirect(f"/cases/{case.id}/")
    except SaysMissing as missing:
        return page(request, case, kept, told=lines(missing), status=422)
    except NotNow as refused:
        if {why.key for why in refused.why} & {"answers_every_defect", "no_such_defect", "no_such_document"}:
            return page(request, case_of(request, case.id, "supply"), kept, told=lines(refused), status=409)
        raise
    return HttpResponseRedirect(f"/cases/{case.id}/")


def page(
    request: Request,
    case: Dossier,
    kept: Begun,
    *,
    missing: list[str] | None = None,
    told: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    running = Running(case)
    open_ones = [one for one in case.defects if one.open]
    due = running.due("correction")
    shown = sections(request, case, kept, missing or [])
    context: Json = {
        "back": f"/cases/{case.id}/",
        "title": text("correcting.title", n=len(open_ones)),
        "lead": text("correcting.lead", service=choose(name(case)), day=days.day(due)) if due else choose(name(case)),
        "drawn": running.drawn,
        "defects": shown,
        "complete": complete(case),
        "action": f"/cases/{case.id}/correction/?key={new_key()}",
        "wrongs": summary(one["answer"] for one in shown),
        "told": told or [],
        "kept": text("correcting.kept", day=days.day(due)) if kept.anything and due else "",
    }
    return render(request, "portal/correction.html", context, status=status)


def complete(case: Dossier) -> list[str]:
    """What needs nothing more: documents that are here and not asked for again, and what registers supplied."""
    again = {one.about for one in case.defects if one.open}
    here = {one.material for one in case.documents if one.usable}
    return [
        material_name(case, one.id, one.zh)
        for one in case.terms.materials
        if one.id not in again and (one.id in here or one.status == "fetched")
    ]
