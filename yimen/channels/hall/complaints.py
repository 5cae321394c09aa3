"""/desk/complaints/ – work orders of bad ratings, complaints and “办不成事”: own, call, answer; close with a manager's reason."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.channels.hall.worded import Worded
from yimen.core.notices.answered import COMPLAINT, tell_answered
from yimen.core.people.models import Person, Staff
from yimen.core.ratings import orders
from yimen.core.ratings.models import WorkOrder
from yimen.core.ratings.orders import NotDone
from yimen.web import days
from yimen.web.formats import badge
from yimen.web.forms import Answer, Question, Sent, blank, read
from yimen.web.language import now, today
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
CASE = Markup('<a href="/desk/cases/{}/">{}</a>')
TOLD = ("answer", "close")  # of these the person gets a word
DONE = {"call": orders.called, "answer": orders.answer, "close": orders.close}


@require_safe
@needs("supervise")
def complaints(request: Request) -> HttpResponse:
    rows = orders.waiting()
    mine = [one for one in rows if one.owner == request.actor.id]
    nobody = [one for one in rows if not one.owner]
    others = [one for one in rows if one.owner and one.owner != request.actor.id]
    parts = {"nobody": nobody, "mine": mine, "others": others, "closed": orders.closed_lately()}
    context: Json = {
        "desk": room(request, "complaints"),
        "parts": [
            {"id": name, "title": text(f"complained.part.{name}"), "rows": [line(one) for one in found]}
            for name, found in parts.items()
        ],
    }
    return render(request, "desk/complaints.html", context)


def line(row: WorkOrder) -> Json:
    state, tag = standing(row)
    return {
        "href": f"/desk/complaints/{row.id}/",
        "title": f"{text(f'complained.kind.{row.kind}')} · {row.said[:40] or text('complained.no_words')}",
        "more": " · ".join(filter(None, [days.moment(row.opened_at), row.place])),
        "tag": {"text": tag, "state": state},
    }


def standing(row: WorkOrder) -> tuple[str, str]:
    if row.closed_at:
        return "ok", text(f"complained.tag.{row.closed_how}")
    if row.with_the_person:
        return "hold", text("complained.tag.with_the_person")
    key = "put_right" if row.called_at else "call"
    return ("bad" if row.act_by < today() else "turn"), text(f"complained.tag.{key}", day=days.day(row.act_by))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("supervise")
def complaint(request: Request, order_id: UUID) -> HttpResponse:
    row = orders.of(order_id)
    if row is None:
        raise Http404
    if request.method != "POST":
        return page(request, row)
    do = request.POST.get("do", "")
    if do == "own":
        orders.own(row.id, request.actor, now())
        return HttpResponseRedirect(request.path)
    return done(request, row, do) if do in DONE else page(request, row, status=422)


def done(request: Request, row: WorkOrder, do: str) -> HttpResponse:
    """A call, an answer or the end of it, each with words; what was typed stays where they are refused."""
    answer = read(asked(do), Sent(request.POST))
    try:
        if answer.right:
            DONE[do](row.id, answer.value, request.actor, now())
            if do in TOLD and row.person_id:
                tell_answered(row.person_id, COMPLAINT, row.id, now())
            return HttpResponseRedirect(request.path)
    except NotDone as refused:
        answer = Answer(wrongs=(Worded(f"complained.not.{refused.key}", f"words-{do}"),), sent=answer.sent)
    return page(request, row, {do: answer}, 422)


def asked(do: str) -> Question:
    return Question(
        f"words-{do}", "long_text", text(f"complained.words.{do}"), hint=text(f"complained.hint.{do}"), longest=2000
    )


def page(request: Request, row: WorkOrder, answers: dict[str, Answer] | None = None, status: int = 200) -> HttpResponse:
    state, tag = standing(row)
    answers = answers or {}
    context: Json = {
        "desk": room(request, "complaints"),
        "title": text(f"complained.kind.{row.kind}"),
        "tag": {"text": tag, "state": state},
        "said": row.said or text("complained.no_words"),
        "rows": rows(row),
        "steps": steps(row),
        "open": row.closed_at is None,
        "own": row.owner != request.actor.id,
        "action": f"/desk/complaints/{row.id}/",
        "forms": [{"do": do, "ask": asked(do), "answer": answers.get(do) or blank()} for do in DONE],
        "wrongs": [wrong for one in answers.values() for wrong in one.wrongs],
    }
    return render(request, "desk/complaint.html", context, status=status)


def rows(row: WorkOrder) -> list[Json]:
    """Whose it is, whom to call, by when."""
    name = Staff.objects.filter(pk=row.owner).values_list("name", flat=True).first() if row.owner else ""
    owner = f"{name} {badge(row.owner)}" if name else text("complained.nobody")
    found = [
        {"label": text("complained.owner"), "value": owner},
        {"label": text("complained.who"), "value": who(row)},
        {"label": text("complained.phone"), "value": row.phone or text("complained.no_phone")},
        {"label": text("complained.call_by"), "value": days.day(row.call_by)},
        {"label": text("complained.due"), "value": days.day(row.due)},
    ]
    if row.place:
        found.append({"label": text("complained.place"), "value": row.place})
    if row.case_id:
        found.append({"label": text("complained.case"), "value": case_link(row.case_id)})
    return found


def case_link(case_id: UUID) -> Markup:
    return CASE.format(case_id, text("complained.open_case"))


def who(row: WorkOrder) -> str:
    """The name where the person is one of this officer's reach; whoever did not sign in has none."""
    if row.person_id is None:
        return text("complained.without_sign_in")
    name = Person.objects.filter(pk=row.person_id).values_list("name", flat=True).first()
    return name or text("complained.elsewhere")


def steps(row: WorkOrder) -> list[Json]:
    return [
        {"title": text(f"complained.step.{one.key}"), "more": days.moment(one.at), "words": one.words}
        for one in orders.history(row)
    ]
