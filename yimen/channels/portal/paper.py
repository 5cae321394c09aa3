"""/papers/<id>/ – an issued paper as a letter: receipt, notice or decision, frozen at issue, printable on one sheet."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal.letters import letter
from yimen.channels.portal.matter import must, needs
from yimen.channels.portal.receipts import verify_address
from yimen.core.cases.models import Paper
from yimen.core.cases.sheets import sheet_of
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
EXPLAINED = ("SAL", "NSA")  # papers that say how it was judged


@require_safe
@needs("see_papers")
def paper(request: Request, paper_id: UUID) -> HttpResponse:
    row = Paper.objects.select_related("case").filter(id=paper_id).first()
    if row is None:
        raise Http404
    must(request.actor, "see_papers", row.case, row.case.service)
    path = judged(row) if row.kind in EXPLAINED else []
    context = letter(row, path, verify_address(request, row.token))
    return render(
        request, "paper.html", context | {"back": {"href": f"/cases/{row.case_id}/", "text": text("case.back")}}
    )


def judged(row: Paper) -> list[Json]:
    """The public path of the decision: what was looked at, with what outcome, from which register."""
    sheet = sheet_of(row.case_id)
    advice: Json = (sheet.advice if sheet else None) or {}
    return [step for step in advice.get("public", {}).get("path", []) if step["table"] == "may_apply"]
