"""/cases/<id>/hearing/ – ask to be heard before it is decided (许可法§47): within five days of being told, at no cost."""

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
from yimen.core.cases.table import possible
from yimen.core.cases.take import take
from yimen.web import days
from yimen.web.forms import Answer, Question, Sent, blank, read_all, summary
from yimen.web.language import now
from yimen.web.laws import cited
from yimen.web.running import Running
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
MOVE = "ask_hearing"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("be_heard")
@explained
def hearing(request: Request, case_id: UUID) -> HttpResponse:
    answers = read_all(asks(), Sent(request.POST)) if request.method == "POST" else {}
    if request.method != "POST" or summary(answers.values()):
        return page(request, case_id, answers)
    says = {key: answer.value for key, answer in answers.items() if answer.value}
    with suppress(AnsweredBefore, KeyConflict):  # sent already
        take(case_id, MOVE, by=request.actor, says=says, at=now(), once=once(request, ""))
    return HttpResponseRedirect(f"/cases/{case_id}/")


def asks() -> list[Question]:
    return [
        Question("who", "text", text("hearing.who"), hint=text("hearing.who_hint"), optional=True, longest=200),
        Question("why", "long_text", text("hearing.why"), optional=True, longest=2000),
    ]


def page(request: Request, case_id: UUID, answers: dict[str, Answer]) -> HttpResponse:
    """Raises NotNow where nobody was told of a hearing, or the five days are over."""
    case = case_of(request, case_id, "be_heard")
    move = next((one for one in possible(case, request.actor, now()) if one.move == MOVE), None)
    if move is None:
        raise NotNow(MOVE, [Why("hearing_askable" if case.last("tell_hearing") else "hearing_not_told")], [])
    due = Running(case).due("hearing_ask")
    context: Json = {
        "back": f"/cases/{case_id}/",
        "title": text("hearing.title"),
        "lead": text("hearing.lead", service=choose(name(case)), law=cited(move.law)),
        "notices": [
            {"state": "turn", "text": text("hearing.means", day=days.day(due)) if due else text("hearing.free")}
        ],
        "asks": [{"ask": ask, "answer": answers.get(ask.name) or blank()} for ask in asks()],
        "wrongs": summary(answers.values()),
        "action": f"/cases/{case_id}/hearing/?key={new_key()}",
        "act": text("hearing.act"),
        "no": {"href": f"/cases/{case_id}/", "text": text("case.back")},
    }
    return render(request, "portal/act.html", context, status=422 if context["wrongs"] else 200)
