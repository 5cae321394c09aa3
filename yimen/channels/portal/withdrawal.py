"""/cases/<id>/withdrawal/ – withdraw: what it means first, then once, with a reason if one likes."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.case import name
from yimen.channels.portal.form_keys import new_key, once
from yimen.channels.portal.matter import case_of, needs
from yimen.channels.portal.refusals import explained
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import AnsweredBefore, KeyConflict, NotNow, Why
from yimen.core.cases.table import possible
from yimen.core.cases.take import take
from yimen.web.formats import reference
from yimen.web.forms import Answer, Question, Sent, blank, read
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("withdraw")
@explained
def withdrawal(request: Request, case_id: UUID) -> HttpResponse:
    ask = Question("why", "long_text", text("withdrawal.why"), optional=True, longest=1000)
    if request.method != "POST":
        return page(request, case_id, ask, blank())
    answer = read(ask, Sent(request.POST))
    if not answer.right:
        return page(request, case_id, ask, answer)
    said = {"why": answer.value} if answer.value and "said" in request.GET else {}
    try:
        take(case_id, "withdraw", by=request.actor, says=said, at=now(), once=once(request, ""))
    except (AnsweredBefore, KeyConflict):
        return HttpResponseRedirect(f"/cases/{case_id}/")
    return HttpResponseRedirect(f"/cases/{case_id}/")


def page(request: Request, case_id: UUID, ask: Question, answer: Answer) -> HttpResponse:
    """Raises NotNow where it can no longer be withdrawn."""
    case = case_of(request, case_id, "withdraw")
    move = next((one for one in possible(case, request.actor, now()) if one.move == "withdraw"), None)
    if move is None:
        raise NotNow("withdraw", [Why("not_from", {"state": case.state})], [])
    said = any(field.name == "why" for field in move.says)
    context: Json = {
        "back": f"/cases/{case_id}/",
        "title": text("withdrawal.draft" if case.state == "draft" else "withdrawal.title"),
        "lead": lead(case),
        "notices": [
            {"state": "us", "text": text("withdrawal.draft_means" if case.state == "draft" else "withdrawal.means")}
        ],
        "asks": [{"ask": ask, "answer": answer}] if said else [],
        "wrongs": answer.wrongs,
        "action": f"/cases/{case_id}/withdrawal/?key={new_key()}" + ("&said=1" if said else ""),
        "act": text("withdrawal.act"),
        "kind": "bad",
        "no": {"href": f"/cases/{case_id}/", "text": text("withdrawal.no")},
    }
    return render(request, "portal/act.html", context, status=422 if answer.wrongs else 200)


def lead(case: Dossier) -> str:
    number = reference(case.number) if case.number else text("state.draft")
    return text("withdrawal.lead", service=choose(name(case)), number=number)
