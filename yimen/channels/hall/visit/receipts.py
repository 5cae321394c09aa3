"""/desk/intake/<person>/receipts/ – the slips of one visit together, with the one sum that is to be paid for all of it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.hall.before_me import who
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.channels.hall.visit.shown import name_of
from yimen.core.cases.models import Case, Paper
from yimen.core.work.receptions import basket, cases_of, fee, running
from yimen.web import days
from yimen.web.formats import reference, yuan
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]


@require_safe
@needs("take_in_application")
def receipts(request: Request, person_id: UUID) -> HttpResponse:
    here = who(request, person_id)
    visit = running(person_id, by=request.actor) if here else None
    if here is None or visit is None:
        return HttpResponseRedirect("/desk/intake/")
    rows = [case for case in cases_of(visit) if case.number]
    papers = {one.case_id: one for one in Paper.objects.filter(case__in=rows, kind="REC")}
    context: Json = {
        "desk": room(request, "intake"),
        "title": text("visit.receipts"),
        "who": here,
        "back": f"/desk/intake/{person_id}/",
        "receipts": [receipt(request, case, papers.get(case.id)) for case in rows],
        "sum": summed(rows),
        "pays": f"/desk/intake/{person_id}/payment/" if basket(rows).due else "",
    }
    return render(request, "desk/receipts.html", context)


def receipt(request: Request, case: Case, paper: Paper | None) -> Json:
    """One slip of the set; a case without a receipt has been handed in by silence and still has its number."""
    costs = fee(case)
    return {
        "title": name_of(case),
        "verify": request.build_absolute_uri(f"/verify/{paper.token}/") if paper else "",
        "code": "",
        "rows": [
            {"label": text("intake.slip.number"), "value": reference(case.number or "")},
            {"label": text("intake.slip.at"), "value": days.moment(case.submitted_at) if case.submitted_at else ""},
            {"label": text("intake.fee"), "value": text("intake.later") if costs is None else yuan(costs)},
        ],
        "href": f"/papers/{paper.id}/" if paper else f"/desk/cases/{case.id}/",
    }


def summed(rows: list[Case]) -> Json:
    """The basket in words: how many cases, what they cost, what is paid, what is left."""
    told = basket(rows)
    return {
        "n": len(rows),
        "due": yuan(told.due),
        "total": yuan(told.total),
        "paid": yuan(told.paid) if told.paid else "",
        "open": text("visit.fees_open", n=told.open_) if told.open_ else "",
    }
