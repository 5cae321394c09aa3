"""/desk/cases/<id>/money/ – what was paid, what goes back and where it is; give back with a reason, under two names above a sum."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.case import short_heading
from yimen.channels.hall.matter import case_of, needs
from yimen.channels.hall.refusals import explained
from yimen.channels.hall.room import room
from yimen.core.cases.dossier import Dossier
from yimen.core.payments import proposals, refunds
from yimen.core.payments.models import Bill, Payment, Refund
from yimen.core.payments.models_proposals import Proposal
from yimen.core.payments.signing import two_names
from yimen.web import days
from yimen.web.formats import yuan
from yimen.web.forms import Answer, Question, Sent, blank, read, summary
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
POWER = "ask_refund"
STATES = {"asked": "us", "sent": "us", "done": "ok", "failed": "bad", "proposed": "turn", "declined": "hold"}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(POWER)
@explained
def money(request: Request, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id, POWER)
    if request.method != "POST":
        return page(request, case)
    try:
        return answered(request, case) if request.POST.get("do") in ("yes", "no") else asked(request, case)
    except proposals.CannotGiveBack as refused:
        return page(request, case, told=text(f"money.not.{refused.why}"))


def answered(request: Request, case: Dossier) -> HttpResponse:
    waits = proposals.open_one(case.id)
    if waits is None:
        raise proposals.CannotGiveBack("not_there")
    proposals.answer(waits, yes=request.POST["do"] == "yes", by=request.actor, at=now())
    return HttpResponseRedirect(f"/desk/cases/{case.id}/money/")


def asked(request: Request, case: Dossier) -> HttpResponse:
    paid = proposals.paid_ones(case.id)
    if not paid:
        raise proposals.CannotGiveBack("too_much")
    answers = [read(one, Sent(request.POST)) for one in asks(paid[0])]
    if not all(answer.right for answer in answers):
        return page(request, case, answers)
    seen = request.POST.get("seen", "")
    overtakes = int(seen) if seen.isdecimal() and len(seen) < 6 else -1
    sum_, why = Decimal(str(answers[0].value)), str(answers[1].value)
    proposals.give_back(paid[0], sum_, why, overtakes=overtakes, by=request.actor, at=now())
    return HttpResponseRedirect(f"/desk/cases/{case.id}/money/")


def asks(payment: Payment) -> list[Question]:
    most, above = yuan(refunds.held(payment)), yuan(two_names().above)
    return [
        Question("yuan", "money", text("money.yuan"), hint=text("money.yuan_hint", held=most, above=above)),
        Question("reason", "long_text", text("money.reason"), hint=text("money.reason_hint"), longest=500),
    ]


def page(request: Request, case: Dossier, answers: list[Answer] | None = None, *, told: str = "") -> HttpResponse:
    paid, waits = proposals.paid_ones(case.id), proposals.open_one(case.id)
    fields = asks(paid[0]) if paid and waits is None else []
    wrongs = summary(answers or ())
    context: Json = {
        "desk": room(request, "cases"),
        "case": short_heading(case),
        "back": f"/desk/cases/{case.id}/",
        "facts": facts(paid[0]) if paid else [],
        "rows": back(case),
        "waits": waiting(waits, request) if waits else None,
        "asks": [{"ask": one, "answer": said} for one, said in zip(fields, answers or [blank() for _ in fields], strict=False)],
        "seen": proposals.seen(case.id),
        "wrongs": wrongs,
        "told": told,
        "action": f"/desk/cases/{case.id}/money/",
    }  # fmt: skip
    return render(request, "desk/money.html", context, status=422 if wrongs else 409 if told else 200)


def facts(payment: Payment) -> list[Json]:
    bill = Bill.objects.filter(payment=payment).first()
    way = "window" if payment.gateway == refunds.WINDOW else "gateway"
    found = {
        "paid": yuan(payment.charged or Decimal(0)), "held": yuan(refunds.held(payment)),
        "bill": bill.number if bill else "", "way": text(f"money.by_{way}"),
    }  # fmt: skip
    return [{"label": text(f"money.{name}"), "value": value} for name, value in found.items() if value]


def back(case: Dossier) -> list[Json]:
    """What was given back and what was proposed in vain, the latest first, each with its state."""
    gone = Refund.objects.filter(order__case_id=case.id)
    rows: list[tuple[Any, Json]] = [(one.asked_at, line(one, one.state, one.asked_at)) for one in gone]
    refused = Proposal.objects.filter(order__case_id=case.id, state="declined")
    rows += [(one.at, line(one, "declined", one.at)) for one in refused]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0], reverse=True)]


def line(one: Refund | Proposal, state: str, at: Any) -> Json:
    return {
        "title": yuan(one.yuan), "more": " · ".join(part for part in (days.moment(at), one.reason) if part),
        "tag": {"text": text(f"money.state.{state}"), "state": STATES[state]},
    }  # fmt: skip


def waiting(one: Proposal, request: Request) -> Json:
    words = text("money.proposed", name=one.first_name, yuan=yuan(one.yuan), why=one.reason)
    return {"text": words, "mine": one.first_by == request.actor.id}
