"""/desk/differences/ – what orders, gateway and bank do not agree about: whose it is, until when, and the three ways in which it ends."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.hall import differences_acts as acts
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.core.payments import differences as core
from yimen.core.payments.models import Day, Difference
from yimen.web import days
from yimen.web.formats import badge, reference, yuan
from yimen.web.forms import Answer, Question, Sent, blank, read
from yimen.web.language import today
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
POWER = "settle_difference"
DAYS = 7


@require_safe
@needs(POWER)
def differences(request: Request) -> HttpResponse:
    context: Json = {
        "desk": room(request, "differences"),
        "rows": [line(one) for one in core.open_ones()],
        "days": [day(one) for one in Day.objects.order_by("-day", "gateway")[:DAYS]],
    }
    return render(request, "desk/differences.html", context)


def line(one: Difference) -> Json:
    late = one.due < today()
    return {
        "href": f"/desk/differences/{one.id}/",
        "title": text(f"differences.kind.{one.kind}"),
        "more": " · ".join([days.day(one.day), one.number, place_name(one.region), whose(one)]),
        "tag": {
            "text": text("differences.late" if late else "differences.due", day=days.day(one.due)),
            "state": "bad" if late else "turn",
        },
    }


def whose(one: Difference) -> str:
    return text("differences.owner", badge=badge(one.owner)) if one.owner else text("differences.nobody")


def day(one: Day) -> list[str]:
    wrong = text("differences.wrong", n=one.differences) if one.differences else text("differences.agrees")
    return [days.day(one.day), one.gateway, *(f"{sum_:.2f}" for sum_ in (one.ours, one.theirs, one.bank)), wrong]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(POWER)
def difference(request: Request, difference_id: UUID) -> HttpResponse:
    found = core.by_id(difference_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return page(request, found, blank())
    answer = read(reason(), Sent(request.POST))
    if request.POST.get("do") in acts.WITH_REASON and not answer.right:
        return page(request, found, answer, status=422)
    if wrong := acts.act(request, found, str(answer.value or "")):
        return page(request, found, blank(), wrong, status=409)
    return HttpResponseRedirect("/desk/differences/")


def reason() -> Question:
    return Question(
        "reason", "long_text", text("differences.reason"), hint=text("differences.reason_hint"), longest=1000
    )


def page(request: Request, found: Difference, answer: Answer, wrong: str = "", status: int = 200) -> HttpResponse:
    context: Json = {
        "desk": room(request, "differences"),
        "title": text(f"differences.kind.{found.kind}"),
        "means": text(f"differences.means.{found.kind}"),
        "facts": facts(found),
        "cases": cases(found),
        "settled": found.state == "settled",
        "proposed": found.first_name if found.state == "proposed" else "",
        "why": found.reason,
        "acts": acts.offered(found, request.actor.id),
        "ask": reason(),
        "answer": answer,
        "wrongs": list(answer.wrongs),
        "wrong": wrong,
        "action": f"/desk/differences/{found.id}/",
    }
    return render(request, "desk/difference.html", context, status=status)


def facts(found: Difference) -> list[Json]:
    sums = {"ours": found.ours, "theirs": found.theirs, "bank": found.bank}
    return [
        {"label": text("differences.day"), "value": days.day(found.day)},
        {"label": text("differences.number"), "value": found.number},
        *(
            {
                "label": text(f"differences.{name}"),
                "value": yuan(sum_) if sum_ is not None else text("differences.none"),
            }
            for name, sum_ in sums.items()
        ),
        {"label": text("differences.whose"), "value": whose(found)},
        {"label": text("differences.until"), "value": days.day(found.due)},
    ]


def cases(found: Difference) -> list[Json]:
    """The case whose money it is."""
    if found.order is None:
        return []
    number = reference(found.order.case.number or "")
    return [{"href": f"/desk/cases/{found.order.case_id}/", "title": number, "more": text("differences.case")}]
