"""/cases/<id>/review/ – ask that a person looks at what a rule decided (个人信息保护法§24): one tap, a reason if one likes."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.case import name
from yimen.channels.portal.form_keys import new_key, once
from yimen.channels.portal.matter import case_of, needs
from yimen.channels.portal.refusals import explained
from yimen.core.cases.errors import AnsweredBefore, KeyConflict, NotNow, Why
from yimen.core.cases.rulebook import procedure
from yimen.core.cases.table import possible
from yimen.core.cases.take import take
from yimen.web.formats import time
from yimen.web.forms import Answer, Question, Sent, blank, read
from yimen.web.language import now, today
from yimen.web.laws import cited
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
MOVE = "request_review"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("ask_review")
@explained
def review(request: Request, case_id: UUID) -> HttpResponse:
    ask = Question("why", "long_text", text("review.why"), optional=True, longest=2000)
    if request.method != "POST":
        return page(request, case_id, ask, blank())
    answer = read(ask, Sent(request.POST))
    if not answer.right:
        return page(request, case_id, ask, answer)
    says = {"why": answer.value} if answer.value else {}
    with suppress(AnsweredBefore, KeyConflict):  # sent already
        take(case_id, MOVE, by=request.actor, says=says, at=now(), once=once(request, ""))
    return HttpResponseRedirect(f"/cases/{case_id}/")


def page(request: Request, case_id: UUID, ask: Question, answer: Answer) -> HttpResponse:
    """Raises NotNow where nothing was decided by a rule, or a review is open."""
    case = case_of(request, case_id, "ask_review")
    move = next((one for one in possible(case, request.actor, now()) if one.move == MOVE), None)
    if move is None:
        raise NotNow(
            MOVE,
            [Why("no_open_review" if any(one.answered_on is None for one in case.reviews) else "decided_by_rule")],
            [],
        )
    limit = procedure(case.case.procedure, today()).limit("review", today())
    within = text("review.within", time=time(limit.time)) if limit and limit.time else ""
    context: Json = {
        "back": f"/cases/{case_id}/",
        "title": text("review.title"),
        "lead": text("review.lead", service=choose(name(case)), law=cited(move.law)),
        "notices": [{"state": "us", "text": text("review.means") + within}],
        "asks": [{"ask": ask, "answer": answer}],
        "wrongs": answer.wrongs,
        "action": f"/cases/{case_id}/review/?key={new_key()}",
        "act": text("review.act"),
        "no": {"href": f"/cases/{case_id}/", "text": text("case.back")},
    }
    return render(request, "portal/act.html", context, status=422 if answer.wrongs else 200)
