"""/desk/intake/ – who stands here? The number is typed and checked, or somebody is chosen who checked in online and comes now."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.before_me import NotRegistered, Shown, everybody, identify, welcome
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.channels.hall.rows import in_pane
from yimen.channels.hall.waiting import listed, page_of
from yimen.channels.hall.worded import Worded
from yimen.core.places.models import OfficeDay
from yimen.web.forms import Answer, Choice, Question, Sent, blank, read_all
from yimen.web.office_days import soon
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("take_in_application")
def intake(request: Request) -> HttpResponse:
    if request.method != "POST":
        return page(request, {})
    answers = read_all(asks(), Sent(request.POST))
    if any(not one.right for one in answers.values()):
        return page(request, answers, status=422)
    shown = Shown(answers["id_number"].value, answers["name"].value, papers()[answers["paper"].value])
    try:
        person, likeness = identify(shown)
    except NotRegistered:
        return page(request, wrong(answers, "id_number", "intake.wrong.nobody"), status=422)
    if likeness == "different":
        return page(request, wrong(answers, "name", "intake.wrong.different"), status=422)
    if likeness == "near" and request.POST.get("near") != "yes":
        return page(request, answers, near=shown.name, status=422)
    welcome(request, person, shown)
    return HttpResponseRedirect(f"/desk/intake/{person}/")


def papers() -> dict[str, str]:
    return {
        key: text(f"intake.paper.{key}")
        for key in ("id_card", "temporary", "residence", "household_book", "passport", "none")
    }


def asks() -> list[Question]:
    shown = tuple(Choice(code, words) for code, words in papers().items())
    return [
        Question("id_number", "id_number", text("intake.number"), hint=text("field.hint.id_number")),
        Question("name", "text", text("intake.name"), hint=text("intake.name_hint"), longest=100),
        Question("paper", "choice", text("intake.shown"), choices=shown),
    ]


def wrong(answers: dict[str, Answer], name: str, key: str) -> dict[str, Answer]:
    return answers | {name: Answer(wrongs=(Worded(key, name),), sent=answers[name].sent)}


def page(request: Request, answers: dict[str, Answer], *, near: str = "", status: int = 200) -> HttpResponse:
    rows, _ = page_of(listed(request.actor, "submitted"), "", 50)
    coming = [
        in_pane(one) for one in rows if one.terms.do == "precheck" and not any(s.move == "attend" for s in one.steps)
    ]
    context: Json = {
        "desk": room(request, "intake"),
        "asks": [{"ask": ask, "answer": answers.get(ask.name) or blank()} for ask in asks()],
        "wrongs": [one for answer in answers.values() for one in answer.wrongs],
        "near": near,
        "days": soon(OfficeDay.objects.filter(office_id=request.actor.office)),
        "coming": coming,
        "here": [
            {"href": f"/desk/intake/{key}/", "title": one["name"], "more": one["number"]}
            for key, one in everybody(request).items()
        ],
    }
    return render(request, "desk/intake.html", context, status=status)
