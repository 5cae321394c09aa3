"""/cases/<id>/address/ – where a paper or a certificate is posted: three lines, confirmed by the person, printed on a slip (EMS)."""

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
from yimen.web.forms import Answer, Question, Sent, blank, given, read
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
PARTS = ("to", "phone", "line")


def asks() -> list[Question]:
    hints = {"phone": text("address.phone_hint"), "line": text("address.line_hint")}
    return [
        Question(
            part,
            "telephone" if part == "phone" else "text",
            text(f"address.{part}"),
            hint=hints.get(part, ""),
            longest=200,
        )
        for part in PARTS
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("confirm_address")
@explained
def address(request: Request, case_id: UUID) -> HttpResponse:
    if request.method != "POST":
        return page(request, case_id, {})
    sent = Sent(request.POST)
    answers = {ask.name: read(ask, sent) for ask in asks()}
    if not all(answer.right for answer in answers.values()):
        return page(request, case_id, answers)
    says = {"address": {part: answers[part].value for part in PARTS}}
    with suppress(AnsweredBefore, KeyConflict):
        take(case_id, "confirm_address", by=request.actor, says=says, at=now(), once=once(request, ""))
    return HttpResponseRedirect(f"/cases/{case_id}/")


def page(request: Request, case_id: UUID, answers: dict[str, Answer]) -> HttpResponse:
    """Raises NotNow where nothing is posted, or no longer."""
    case = case_of(request, case_id, "confirm_address")
    if not any(one.move == "confirm_address" for one in possible(case, request.actor, now())):
        raise NotNow("confirm_address", [Why("not_from", {"state": case.state})], [])
    wrongs = [wrong for answer in answers.values() for wrong in answer.wrongs]
    first = {"to": case.case.applicant_name}
    shown = [
        {"ask": ask, "answer": answers.get(ask.name) or (given(ask, first[ask.name]) if ask.name in first else blank())}
        for ask in asks()
    ]
    context: Json = {
        "back": f"/cases/{case_id}/",
        "title": text("address.title"),
        "lead": text("address.lead", service=choose(name(case))),
        "notices": [{"state": "us", "text": text("address.kept")}],
        "asks": shown,
        "wrongs": wrongs,
        "action": f"/cases/{case_id}/address/?key={new_key()}",
        "act": text("address.act"),
        "no": {"href": f"/cases/{case_id}/", "text": text("address.no")},
    }
    return render(request, "portal/act.html", context, status=422 if wrongs else 200)
