"""/cases/<id>/receipt/ – the stamped receipt right after submission: what happens next and when, and what an instant grant resulted in."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal.certificates import certificates
from yimen.channels.portal.matter import case_of, needs
from yimen.channels.portal.receipts import missing, of_submission, receipt as receipt_of
from yimen.channels.portal.standing import Standing, notice
from yimen.channels.portal.story import now_and_ahead
from yimen.core.cases.dossier import Dossier
from yimen.web import days
from yimen.web.running import Running
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_safe
@needs("see_case")
def receipt(request: Request, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    if case.state == "draft" or of_submission(case) is None:
        return HttpResponseRedirect(f"/cases/{case_id}/answers/" if case.state == "draft" else f"/cases/{case_id}/")
    return render(request, "portal/receipt.html", page(request, case))


def page(request: Request, case: Dossier) -> Json:
    standing = Standing(case, Running(case))
    told = notice(standing)
    at = case.case.submitted_at
    granted = case.state == "approved"
    return {
        "title": text("receipted.granted" if granted else "receipted.title"),
        "lead": text("receipted.lead", service=choose(name(case)), moment=days.moment(at) if at else ""),
        "stamp": {"state": told["state"], "title": told["paragraphs"][0], "paragraphs": told["paragraphs"][1:]},
        "receipt": receipt_of(request, case, of_submission(case)),
        "drawn": standing.running.drawn,
        "next": [{"title": one["title"], "more": one["meta"]} for one in now_and_ahead(standing)],
        "case": f"/cases/{case.id}/",
        "made": made(case),
        "bring": missing(case) if case.state == "submitted" else [],
    }


def name(case: Dossier) -> Any:
    return {"zh": case.terms.name.get("zh") or case.case.service, "en": case.terms.name.get("en")}


def made(case: Dossier) -> Json | None:
    """What was granted at once."""
    cards = certificates(case)
    if not cards:
        return None
    rows = [
        row
        for card in cards
        for row in ([{"label": text("receipted.made_one"), "value": card["title"]}] + card["rows"])
    ]
    return {"title": text("receipted.made"), "rows": rows}
