"""/desk/data/ – requests to correct what is held of a person: looked into and answered once, with the reason where nothing changes."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.channels.hall.worded import Worded
from yimen.core.notices.answered import DATA, tell_answered
from yimen.core.people.models import Person
from yimen.core.people.numbers import masked
from yimen.core.rights.correcting import NotAnswered, answer, waiting
from yimen.core.rights.models import DataRequest
from yimen.core.rights.rules import rights
from yimen.web import days
from yimen.web.forms import Answer, Choice, Question, Sent, blank, read_all
from yimen.web.language import now, today
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_safe
@needs("answer_data_request")
def requests(request: Request) -> HttpResponse:
    rows = [line(one) for one in waiting()]
    return render(request, "desk/data_requests.html", {"desk": room(request, "data"), "rows": rows})


def line(row: DataRequest) -> Json:
    late = row.due < today()
    return {
        "href": f"/desk/data/{row.id}/",
        "title": what(row),
        "more": days.moment(row.at),
        "tag": {"text": text("correcting_data.by", day=days.day(row.due)), "state": "bad" if late else "turn"},
    }


def what(row: DataRequest) -> str:
    found = rights().what.get(row.what)
    return choose({"zh": found.zh, "en": found.en}) if found else row.what


@require_http_methods(["GET", "HEAD", "POST"])
@needs("answer_data_request")
def one(request: Request, request_id: UUID) -> HttpResponse:
    row = DataRequest.objects.filter(id=request_id).first()
    if row is None:
        raise Http404
    if request.method != "POST":
        return page(request, row, {})
    answers = read_all(asks(), Sent(request.POST))
    if all(one.right for one in answers.values()):
        try:
            answer(row.id, answers["outcome"].value, answers["words"].value, by=request.actor, at=now())
            tell_answered(row.person_id, DATA, row.id, now())
            return HttpResponseRedirect("/desk/data/")
        except NotAnswered as refused:
            wrong = (Worded(f"correcting_data.not.{refused.key}", "words"),)
            answers["words"] = Answer(wrongs=wrong, sent=answers["words"].sent)
    return page(request, row, answers, 422)


def asks() -> list[Question]:
    outcomes = tuple(Choice(one, text(f"correcting_data.outcome.{one}")) for one in DataRequest.Outcome.values)
    return [
        Question("outcome", "choice", text("correcting_data.how"), choices=outcomes),
        Question("words", "long_text", text("correcting_data.words"), hint=text("correcting_data.hint"), longest=2000),
    ]


def page(request: Request, row: DataRequest, answers: dict[str, Answer], status: int = 200) -> HttpResponse:
    """Whoever answers sees whom it is about, as far as the person is of the own reach."""
    person = Person.objects.filter(pk=row.person_id).first()
    about = f"{person.name} {masked(person.id_number)}" if person else "—"
    context: Json = {
        "desk": room(request, "data"),
        "title": what(row),
        "rows": [
            {"label": text("correcting_data.who"), "value": about},
            {"label": text("correcting_data.said"), "value": row.said},
            {"label": text("correcting_data.due"), "value": days.day(row.due)},
            *([{"label": text("correcting_data.words"), "value": row.answer}] if row.answered_at else []),
        ],
        "open": row.answered_at is None,
        "asks": [{"ask": ask, "answer": answers.get(ask.name) or blank()} for ask in asks()],
        "wrongs": [wrong for one in answers.values() for wrong in one.wrongs],
        "action": f"/desk/data/{row.id}/",
    }
    return render(request, "desk/data_request.html", context, status=status)
