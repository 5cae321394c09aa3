"""/complaints/<id>/ and /complaints/look/ – one complaint: whose it is, by when, what was answered, and whether it is right now."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.complaints import standing
from yimen.channels.portal.matter import needs
from yimen.core.people.models import Staff
from yimen.core.people.tries import begin, went_well
from yimen.core.ratings import orders
from yimen.core.ratings.models import WorkOrder
from yimen.core.ratings.orders import NotDone
from yimen.web import days, errors
from yimen.web.formats import badge
from yimen.web.forms import Answer, Question, Sent, blank, read
from yimen.web.forms.answers import Wrong
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_own_data")
def complaint(request: Request, order_id: UUID) -> HttpResponse:
    row = orders.of(order_id)
    if row is None:
        raise Http404
    if request.method != "POST":
        return page(request, row, f"/complaints/{row.id}/")
    return heard(request, row, f"/complaints/{row.id}/") or HttpResponseRedirect(f"/complaints/{row.id}/")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("complain")
def look(request: Request) -> HttpResponse:
    """By the code, without sign-in. The code is in no address: it comes with each form."""
    ask = Question("code", "text", text("complaint.code"), hint=text("complaint.code_hint"), longest=40)
    if request.method != "POST":
        return ask_code(request, ask, blank())
    address = request.META.get("REMOTE_ADDR", "")
    one = begin(f"complaints {address}", address)
    if not one.open:
        return errors.refusal(request, 429)
    answer = read(ask, Sent(request.POST))
    row = orders.looked_up(answer.value) if answer.right else None
    if row is None:
        wrongs = answer.wrongs or (Wrong("unknown_choice", "code"),)
        return ask_code(request, ask, Answer(wrongs=wrongs, sent=answer.sent))
    went_well(one)
    if "right" in request.POST:
        refused = heard(request, row, "/complaints/look/", answer.value)
        if refused:
            return refused
        row = orders.looked_up(answer.value) or row
    return page(request, row, "/complaints/look/", code=answer.value)


def heard(request: Request, row: WorkOrder, action: str, code: str = "") -> HttpResponse | None:
    """Take the person's word; a page again where it cannot be taken."""
    words = read(words_asked(), Sent(request.POST))
    if not words.right or request.POST.get("right") not in ("yes", "no"):
        return page(request, row, action, code=code, answer=words, status=422)
    try:
        orders.hear(row, request.POST["right"] == "yes", words.value or "", now())
    except NotDone as refused:
        return page(request, row, action, code=code, told=text(f"complaint.not.{refused.key}"), status=409)
    return None


def words_asked() -> Question:
    return Question("words", "long_text", text("complaint.still"), optional=True, longest=2000)


def ask_code(request: Request, ask: Question, answer: Answer) -> HttpResponse:
    context: Json = {
        "back": "/complaints/",
        "title": text("complaint.look"),
        "lead": text("complaint.look_lead"),
        "notices": [],
        "asks": [{"ask": ask, "answer": answer}],
        "wrongs": answer.wrongs,
        "action": "/complaints/look/",
        "act": text("complaint.look_go"),
        "no": None,
    }
    return render(request, "portal/act.html", context, status=422 if answer.wrongs else 200)


def page(
    request: Request, row: WorkOrder, action: str, *, code: str = "", answer: Answer | None = None, told: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    state, tag = standing(row)
    context: Json = {
        "back": "/complaints/",
        "tag": {"text": tag, "state": state},
        "title": text(f"complaint.kind.{row.kind}"),
        "who": who(row),
        "said": row.said,
        "case": f"/cases/{row.case_id}/" if row.case_id and request.actor.role == "applicant" else "",
        "steps": steps(row),
        "asked": row.with_the_person and row.closed_at is None,
        "action": action,
        "code": code,
        "ask": words_asked(),
        "answer": answer or blank(),
        "wrongs": answer.wrongs if answer else (),
        "told": told,
        "late": row.closed_at is None and now().date() > row.act_by and not row.with_the_person,
    }
    return render(request, "portal/complaint.html", context, status=status)


def who(row: WorkOrder) -> list[Json]:
    """Who holds it, since when, until when."""
    owner = Staff.objects.filter(pk=row.owner).values_list("name", flat=True).first() if row.owner else None
    named = text("complaint.owner_named", name=owner, badge=badge(row.owner)) if owner else text("complaint.no_owner")
    return [
        {"label": text("complaint.owner"), "value": named},
        {"label": text("complaint.since"), "value": days.moment(row.opened_at)},
        {"label": text("complaint.call_by"), "value": days.day(row.call_by)},
        {"label": text("complaint.due"), "value": days.day(row.due)},
    ]


def steps(row: WorkOrder) -> list[Json]:
    return [
        {"title": text(f"complaint.step.{one.key}"), "more": days.moment(one.at), "words": one.words}
        for one in orders.history(row)
    ]
