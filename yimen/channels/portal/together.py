"""/mine/payments/ – 一起付: everything that is due for me and for those I stand for, picked and paid as one; and the page of such a charge,
with a line for each case, which is the receipt when it is paid.

A pick carries the sum that the person read: where a case has changed since, nothing is begun and the page says what is due now.
"""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal import payment_parts, together_parts as parts
from yimen.channels.portal.cases import OPEN, spoken_for
from yimen.channels.portal.matter import case_of, own
from yimen.channels.portal.payment import POWER, REFRESH
from yimen.channels.portal.refusals import explained
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.lists import mine
from yimen.core.payments.baskets import seen_parts
from yimen.core.payments.models import Payment
from yimen.core.payments.whereabouts import whereabouts
from yimen.core.people.scope import acting
from yimen.web import together
from yimen.web.formats import yuan
from yimen.web.language import now
from yimen.web.visits import Request, outside
from yimen.web.words import text

Json = dict[str, Any]
LOOKED_AT = 100  # of a person's newest cases
UNDER_WAY = ("correcting", *OPEN)


@outside
@require_http_methods(["GET", "HEAD", "POST"])
@own(POWER)
@explained
def due(request: Request) -> HttpResponse:
    with acting(request.actor):
        owed = owing(request)
    picked = set(request.POST.getlist("case"))
    wrong = ""
    if request.method == "POST":
        where, wrong = begin(request, owed, picked)
        if where:
            return HttpResponseRedirect(where)
        with acting(request.actor):
            owed = owing(request)
    return render(request, "portal/together.html", page(owed, picked if request.method == "POST" else None, wrong))


def owing(request: Request) -> list[Dossier]:
    """The cases that can be paid now and that this person may pay for."""
    listed = mine(UUID(request.actor.id), principals=spoken_for(request.actor), limit=LOOKED_AT)
    found = [
        case_for(request, row.id) for row in listed if row.state in UNDER_WAY and Decimal(row.terms.get("fee") or 0)
    ]
    return [case for case in found if case and whereabouts(case, now()).where == "owed"]


def case_for(request: Request, case_id: UUID) -> Dossier | None:
    try:
        return case_of(request, case_id, POWER)
    except Http404:
        return None


def begin(request: Request, owed: list[Dossier], picked: set[str]) -> tuple[str, str]:
    """Where to go on, or what stands in the way; then nothing was begun."""
    charge_id, wrong = together.begin(owed, picked, by=request.actor, at=now())
    if not charge_id:
        return "", wrong
    cases = together.chosen(owed, picked)
    return f"/mine/payments/{UUID(charge_id)}/" if len(cases) > 1 else f"/cases/{cases[0].id}/payment/", ""


def page(owed: list[Dossier], picked: set[str] | None, wrong: str) -> Json:
    return {
        "back": "/cases/",
        "rows": parts.choices(owed, picked),
        "total": yuan(sum((Decimal(case.terms.fee or 0) for case in owed), Decimal(0))),
        "wrong": text(f"payment.together.{wrong}") if wrong else "",
        "online": bool(settings.GATEWAY),
    }


@outside
@require_http_methods(["GET", "HEAD", "POST"])
@own(POWER)
@explained
def charge(request: Request, charge_id: UUID) -> HttpResponse:
    with acting(request.actor):
        found = mine_of(request, charge_id)
    live = together.live_of(found)
    if request.method == "POST":
        together.ask_or_close(live, request.POST.get("do", ""), "by the person", now())
        return HttpResponseRedirect(f"/mine/payments/{charge_id}/")
    with acting(request.actor):
        response = render(request, "portal/together_charge.html", charge_page(request, charge_id, found, live))
    if live:
        response["Refresh"] = REFRESH
    return response


def mine_of(request: Request, charge_id: UUID) -> list[Payment]:
    """All parts of the charge, where this person may pay for every one of them. Raises Http404."""
    found = seen_parts(charge_id.hex)
    if len(found) < 2:  # one alone has its page at its case
        raise Http404
    for one in found:
        case_of(request, one.order.case_id, POWER)
    return found


def charge_page(request: Request, charge_id: UUID, found: list[Payment], live: Payment | None) -> Json:
    address = live.code if live else ""
    where = together.where(found)
    return {
        "back": "/mine/payments/",
        "title": text(f"payment.together.{'receipt' if where == 'paid' else 'title'}"),
        "state": together.STATES[where],
        "told": [text(f"payment.together.where.{where}")],
        "rows": [parts.line(one, now()) for one in found],
        "facts": parts.facts(charge_id, found),
        "total": yuan(sum((one.yuan for one in found), Decimal(0))),
        "address": address,
        "code": request.build_absolute_uri(address) if address.startswith("/") else address,
        "until": payment_parts.until(live),
        "acts": payment_parts.acts("waiting") if live else [],
        "action": f"/mine/payments/{charge_id}/",
        "paid": where == "paid",
        "again": where == "owed",
    }
