"""/desk/leave/ – who is away and who works for whom; one's own leave, and for a head that of the office."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.channels.hall.worded import Worded
from yimen.core.people.models import Staff
from yimen.core.work.leaves import NoLeave, away, take_back
from yimen.core.work.models import Leave
from yimen.web import days
from yimen.web.formats import badge
from yimen.web.forms import Answer, Choice, Question, Sent, blank, given, read_all
from yimen.web.language import today
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
AT = {
    "backwards": "until.y",
    "over": "until.y",
    "unknown_officer": "officer",
    "unknown_delegate": "delegate",
    "delegate_away": "delegate",
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_case")
def leave(request: Request) -> HttpResponse:
    if request.method != "POST":
        return page(request, {})
    if back := request.POST.get("back"):
        taken_back(request, back)
        return HttpResponseRedirect("/desk/leave/")
    answers = read_all(asks(request), Sent(request.POST))
    if any(not one.right for one in answers.values()):
        return page(request, answers, status=422)
    officer = answers["officer"].value if "officer" in answers else request.actor.id
    try:
        away(
            officer,
            answers["since"].value,
            answers["until"].value,
            by=request.actor,
            delegate=answers["delegate"].value or "",
        )
    except NoLeave as refused:
        at = AT[refused.key]
        answers[at.partition(".")[0]] = Answer(
            wrongs=(Worded(f"leave.wrong.{refused.key}", at),), sent=answers[at.partition(".")[0]].sent
        )
        return page(request, answers, status=422)
    return HttpResponseRedirect("/desk/leave/")


def taken_back(request: Request, said: str) -> None:
    try:
        take_back(UUID(said), by=request.actor)
    except ValueError:
        return


def asks(request: Request) -> list[Question]:
    """A head says whose leave it is."""
    rows = Staff.objects.filter(office=request.actor.office, active=True).order_by("id")
    names = {one.id: f"{one.name} {badge(one.id)}" for one in rows}
    whose = [Question("officer", "choice", text("leave.officer"), choices=tuple(Choice(*one) for one in names.items()))]
    others = tuple(
        Choice(key, name) for key, name in names.items() if key != request.actor.id or request.actor.role == "head"
    )
    return [
        *(whose if request.actor.role == "head" else []),
        Question("since", "date", text("leave.since"), hint=text("field.hint.date")),
        Question("until", "date", text("leave.until"), hint=text("field.hint.date")),
        Question(
            "delegate",
            "choice",
            text("leave.delegate"),
            hint=text("leave.delegate_hint"),
            choices=others,
            optional=True,
        ),
    ]


def page(request: Request, answers: dict[str, Answer], status: int = 200) -> HttpResponse:
    rows = Leave.objects.filter(office=request.actor.office, until__gte=today(), ended_at=None).order_by("since")
    names = dict(Staff.objects.filter(office=request.actor.office).values_list("id", "name"))
    context: Json = {
        "desk": room(request, "leave"),
        "asks": [{"ask": ask, "answer": answers.get(ask.name) or before(ask)} for ask in asks(request)],
        "wrongs": [one for answer in answers.values() for one in answer.wrongs],
        "rows": [row(request, one, names) for one in rows],
    }
    return render(request, "desk/leave.html", context, status=status)


def before(ask: Question) -> Answer:
    return given(ask, today()) if ask.name == "since" else blank()


def row(request: Request, one: Leave, names: dict[str, str]) -> Json:
    mine = one.officer == request.actor.id or request.actor.role == "head"
    delegate = names.get(one.delegate, "")
    return {
        "id": str(one.id) if mine else "",
        "name": names.get(one.officer, one.officer),
        "span": text("leave.span", since=days.day(one.since), until=days.day(one.until)),
        "delegate": text("leave.by", name=delegate) if delegate else text("leave.to_others"),
    }
