"""/desk/screen/ – pair the second screen with this officer, or let it go; and what is known of a reading on it."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.channels.hall.worded import Worded
from yimen.core.places.models import Counter
from yimen.core.work.screens import NoSuchCode, leave, pair, screen_of
from yimen.web.forms import Answer, Question, Sent, blank, read
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("take_in_application")
def pairing(request: Request) -> HttpResponse:
    if request.method != "POST":
        return page(request, blank())
    if "leave" in request.POST.getlist("do"):
        leave(by=request.actor)
        return HttpResponseRedirect("/desk/screen/")
    answer = read(ask(), Sent(request.POST))
    if answer.wrongs:
        return page(request, answer, status=422)
    try:
        pair(str(answer.value).strip(), by=request.actor)
    except NoSuchCode:
        return page(request, Answer(wrongs=(Worded("screen.no_such_code", "code"),), sent=answer.sent), status=422)
    return HttpResponseRedirect("/desk/intake/")


def ask() -> Question:
    return Question("code", "text", text("screen.code"), hint=text("screen.code_hint"), longest=8)


def page(request: Request, answer: Answer, status: int = 200) -> HttpResponse:
    office = request.actor.office
    numbers = Counter.objects.filter(office_id=office).order_by("number").values_list("number", flat=True)
    here = screen_of(request.actor)
    context: Json = {
        "desk": room(request, "intake"),
        "ask": ask(),
        "answer": answer,
        "wrongs": list(answer.wrongs),
        "here": text("screen.counter", n=here.counter) if here else "",
        "screens": [
            {"href": f"/screen/{office}-{n}/", "title": text("screen.counter", n=n), "more": f"/screen/{office}-{n}/"}
            for n in numbers
        ],
    }
    return render(request, "desk/pairing.html", context, status=status)
