"""/desk/handover/ – the person has begun elsewhere: type or scan the code, and the same question stands on the desk. And back again."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from yimen.channels.hall.draft import opened
from yimen.channels.hall.matter import needs
from yimen.channels.hall.refusals import explained
from yimen.channels.hall.room import room
from yimen.channels.hall.worded import Worded
from yimen.core.cases.handing_over import NotTaken, Taken, hand_over, take_over
from yimen.web import days
from yimen.web.forms import Answer, Question, Sent, blank, read
from yimen.web.language import now
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
HERE, ANY = "hall", "any"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("take_in_application")
def handover(request: Request) -> HttpResponse:
    ask = Question("code", "text", text("handed.type"), hint=text("handed.type_hint"), longest=200)
    if request.method != "POST":
        return page(request, ask, blank())
    answer = read(ask, Sent(request.POST))
    if not answer.right:
        return page(request, ask, answer, status=422)
    try:
        found = take_over(answer.value, HERE, request.actor, now())
    except NotTaken as refused:
        if refused.key == "elsewhere":
            return page(request, ask, answer, told=not_here(refused), status=409)
        wrong = Answer(wrongs=(Worded(f"handed.not.{refused.key}", "code"),), sent=answer.sent)
        return page(request, ask, wrong, status=422)
    return HttpResponseRedirect(address(found))


def not_here(refused: NotTaken) -> str:
    return text("handed.elsewhere", place=place_name(refused.region) if refused.region else text("handed.its_place"))


def address(found: Taken) -> str:
    """A draft opens at the same question; a case on its page, an asked correction on the move that answers it."""
    if found.case.state == "draft":
        step, _, name = found.at_page.strip("/").partition("/")
        place = f"#f-{name.replace('.', '-')}" if step == "questions" and name else ""
        return f"/desk/drafts/{found.case.id}/{place}"
    return f"/desk/cases/{found.case.id}/"


def page(request: Request, ask: Question, answer: Answer, told: str = "", status: int = 200) -> HttpResponse:
    context: Json = {
        "desk": room(request, "intake"),
        "ask": ask,
        "answer": answer,
        "wrongs": answer.wrongs,
        "told": told,
    }
    return render(request, "desk/handover.html", context, status=status)


@require_POST
@needs("take_in_application")
@explained
def back(request: Request, case_id: UUID) -> HttpResponse:
    """A code for the person, who goes on with the next question on the own phone."""
    sheet = opened(request, case_id)
    nexts = sheet.open_questions
    at_page = f"questions/{nexts[0]}/" if nexts else "answers/"
    try:
        code = hand_over(case_id, ANY, at_page, request.actor, now())
    except NotTaken:
        return render(request, "desk/refused.html", refused(request, case_id), status=503)
    context: Json = {
        "desk": room(request, "intake"),
        "back": f"/desk/drafts/{case_id}/",
        "code": f"{code.digits[:3]} {code.digits[3:]}",
        "scan": request.build_absolute_uri(f"/continue/{code.token}/"),
        "ends": days.moment(code.ends),
    }
    return render(request, "desk/handed.html", context)


def refused(request: Request, case_id: UUID) -> Json:
    return {
        "desk": room(request, "intake"),
        "title": text("handed.back"),
        "lines": [text("handed.busy")],
        "back": f"/desk/drafts/{case_id}/",
    }
