"""/continue/ – go on here with what was begun somewhere else: six digits, or the address behind the QR code and a button."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.matter import own
from yimen.channels.portal.shelf import HERE
from yimen.core.cases.handing_over import NotTaken, Taken, take_over
from yimen.web.forms import Answer, Question, Sent, blank, read
from yimen.web.language import now
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
TOO_MANY = 429


@require_http_methods(["GET", "HEAD", "POST"])
@own("apply")
def typed(request: Request) -> HttpResponse:
    ask = Question("code", "text", text("handover.type"), hint=text("handover.type_hint"), longest=200)
    if request.method != "POST":
        return page(request, ask, blank())
    answer = read(ask, Sent(request.POST))
    return taken(request, answer.value, ask, answer) if answer.right else page(request, ask, answer, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@own("apply")
def scanned(request: Request, token: str) -> HttpResponse:
    """A visit changes nothing: it may be a preview. The button does."""
    return taken(request, token, None, blank()) if request.method == "POST" else page(request, None, blank())


def taken(request: Request, code: str, ask: Question | None, answer: Answer) -> HttpResponse:
    try:
        found = take_over(code, HERE, request.actor, now())
    except NotTaken as refused:
        told = text(f"handover.not.{refused.key}", **where(refused))
        return page(request, ask, answer, told, TOO_MANY if refused.key == "too_many" else 409)
    return HttpResponseRedirect(address(found))


def where(refused: NotTaken) -> dict[str, str]:
    if refused.key != "elsewhere":
        return {}
    return {"place": place_name(refused.region) if refused.region else text("handover.its_place")}


def address(found: Taken) -> str:
    """The same page of the case; a draft without one goes on where a draft begins."""
    page_of_it = found.at_page or ("have/" if found.case.state == "draft" else "")
    return f"/cases/{found.case.id}/{page_of_it}"


def page(request: Request, ask: Question | None, answer: Answer, told: str = "", status: int = 200) -> HttpResponse:
    context: Json = {
        "back": "/",
        "title": text("handover.here"),
        "lead": text("handover.here_lead") if ask else text("handover.scanned_lead"),
        "notices": [{"state": "bad", "text": told}] if told else [],
        "asks": [{"ask": ask, "answer": answer}] if ask else [],
        "wrongs": answer.wrongs,
        "action": request.path,
        "act": text("handover.go"),
        "no": {"href": "/continue/", "text": text("handover.type_instead")} if not ask else None,
    }
    return render(request, "portal/act.html", context, status=status)
