"""/desk/drafts/<id>/slip/ – the slip that the person takes along: number, code, what happens next, what is still to be brought."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.hall.case import name
from yimen.channels.hall.evidence import evidence
from yimen.channels.hall.materials import material_name, standing
from yimen.channels.hall.matter import case_of, needs
from yimen.channels.hall.refusals import explained
from yimen.channels.hall.room import room
from yimen.channels.hall.warning import seen
from yimen.core.cases.dossier import Dossier
from yimen.web import days
from yimen.web.formats import reference, yuan
from yimen.web.running import Running
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]


@require_safe
@needs("take_in_application")
@explained
def slip(request: Request, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    paper = next((one for one in case.papers if one.kind == "REC"), None)
    if paper is None:
        return HttpResponseRedirect(f"/desk/drafts/{case_id}/")
    of = evidence(case, secret=False)
    missing = [
        material_name(of, one)
        for one in case.terms.materials
        if one.status == "asked" and standing(of, one) in ("missing", "counter")
    ]
    person = case.case.applicant_id or case.case.agent_id
    context: Json = {
        "desk": room(request, "intake"),
        "title": text("intake.slip.title"),
        "state": text(f"hall.state.{case.state}"),
        "receipt": {
            "title": text("intake.slip.receipt"),
            "verify": request.build_absolute_uri(f"/verify/{paper.token}/"),
            "code": "",
            "rows": rows(case),
            "href": f"/papers/{paper.id}/",
        },
        "next": seen(case),
        "missing": missing,
        "drawn": Running(case).drawn,
        "again": f"/desk/intake/{person}/",
        "case": f"/desk/cases/{case.id}/",
    }
    return render(request, "desk/slip.html", context)


def rows(case: Dossier) -> list[Json]:
    at = case.case.submitted_at
    return [
        {"label": text("intake.applicant"), "value": case.case.applicant_name},
        {"label": text("desk.head.service"), "value": name(case)},
        {"label": text("intake.slip.number"), "value": reference(case.number or "")},
        {"label": text("intake.slip.at"), "value": days.moment(at) if at else ""},
        {
            "label": text("intake.fee"),
            "value": yuan(case.terms.fee) if case.terms.fee is not None else text("intake.later"),
        },
    ]
