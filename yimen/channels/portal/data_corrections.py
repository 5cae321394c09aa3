"""/mine/data/corrections/ – say what is wrong about me; an officer answers by a day, in words."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.matter import needs
from yimen.channels.portal.unfinished import again, keeps, sent
from yimen.core.rights.correcting import ask, mine
from yimen.core.rights.models import DataRequest
from yimen.core.rights.rules import rights
from yimen.web import days
from yimen.web.forms import Answer, Choice, Question, Sent, blank, known, read_all
from yimen.web.language import now
from yimen.web.laws import cited
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
HERE = "/mine/data/corrections/"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_own_data")
def corrections(request: Request) -> HttpResponse:
    asks = questions()
    if request.method != "POST":
        return page(request, asks, {"what": known({"what": request.GET.get("what", "")[:20]})} | again(request, asks))
    answers = read_all(asks, Sent(request.POST))
    if any(not one.right for one in answers.values()):
        return page(request, asks, answers, 422)
    ask(UUID(request.actor.id), answers["what"].value, answers["said"].value, now())
    sent(request)
    return HttpResponseRedirect(HERE)


def questions() -> list[Question]:
    what = tuple(Choice(key, choose({"zh": two.zh, "en": two.en})) for key, two in rights().what.items())
    return [
        Question("what", "choice", text("own.what"), choices=what),
        Question("said", "long_text", text("own.said"), hint=text("own.said_hint"), longest=2000),
    ]


def page(request: Request, asks: list[Question], answers: dict[str, Answer], status: int = 200) -> HttpResponse:
    context: Json = {
        "back": "/mine/data/",
        "keep": keeps(request, request.actor.role),
        "law": cited(rights().law.correct),
        "requests": [line(one) for one in mine(UUID(request.actor.id))],
        "asks": [{"ask": one, "answer": answers.get(one.name) or blank()} for one in asks],
        "wrongs": [wrong for one in answers.values() for wrong in one.wrongs],
        "action": HERE,
    }
    return render(request, "portal/data_corrections.html", context, status=status)


def line(row: DataRequest) -> Json:
    what = rights().what.get(row.what)
    done = bool(row.answered_at)
    tag = text(f"own.outcome.{row.outcome}") if done else text("own.by", day=days.day(row.due))
    return {
        "title": choose({"zh": what.zh, "en": what.en}) if what else row.what,
        "said": row.said,
        "at": days.moment(row.at),
        "answer": row.answer,
        "tag": {"text": tag, "state": "ok" if row.outcome == "corrected" else "us"},
    }
