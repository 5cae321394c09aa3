"""/cases/<id>/payment/ – the fee, where the money is, and paying it: an address with a QR, a wait that refreshes by itself, a result.

What is asked of a gateway is asked outside of a transaction (core/payments/attempts.py), so this view opens its own.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.portal import payment_parts as parts
from yimen.channels.portal.case import name
from yimen.channels.portal.matter import case_of, needs
from yimen.channels.portal.refusals import explained
from yimen.core.cases.dossier import Dossier
from yimen.core.payments import attempts
from yimen.core.payments.orders import LIVE, payable
from yimen.core.payments.whereabouts import Whereabouts, whereabouts
from yimen.core.people.scope import acting
from yimen.web.formats import reference
from yimen.web.language import now
from yimen.web.together import STATES
from yimen.web.visits import Request, outside
from yimen.web.words import choose, text

Json = dict[str, Any]
REFRESH = "5"  # seconds; a header, so that no script is needed
POWER = "pay_fee"


@outside
@require_http_methods(["GET", "HEAD", "POST"])
@needs(POWER)
@explained
def payment(request: Request, case_id: UUID) -> HttpResponse:
    with acting(request.actor):
        case = case_of(request, case_id, POWER)
        found = whereabouts(case, now())
    if request.method == "POST":
        act(request, case, found)
        return HttpResponseRedirect(f"/cases/{case_id}/payment/")
    with acting(request.actor):
        response = render(request, "portal/payment.html", page(request, case, found))
    if found.where in ("opening", "waiting"):
        response["Refresh"] = REFRESH
    return response


def act(request: Request, case: Dossier, found: Whereabouts) -> None:
    """Begin, ask what became of it, or close it. Pressed twice, or too late, it changes nothing."""
    wanted, live = request.POST.get("do", ""), found.payment
    if wanted == "begin" and settings.GATEWAY and payable(case, now()):
        attempts.begin(case, by=request.actor, at=now())
    elif live and live.state in LIVE and wanted == "ask":
        attempts.query(live.id, now())
    elif live and live.state in LIVE and wanted == "close":
        attempts.close(live.id, now(), "by the person")


def page(request: Request, case: Dossier, found: Whereabouts) -> Json:
    live = found.payment if found.payment and found.where == "waiting" else None
    together = parts.together(found)
    address = live.code if live and not together else ""
    return {
        "back": f"/cases/{case.id}/",
        "title": text("payment.title"),
        "lead": text("payment.lead", service=choose(name(case)), number=reference(case.number or "")),
        "state": STATES[found.where],
        "told": parts.told(case, found),
        "rows": parts.fee_rows(case, found),
        "total": parts.total(case, found),
        "address": address,
        "code": request.build_absolute_uri(address) if address.startswith("/") else address,
        "until": parts.until(live),
        "acts": parts.acts(found.where) if not (live and together) else [],
        "action": f"/cases/{case.id}/payment/",
        "refunds": parts.refunds(found),
        "together": together,
        "also": found.where == "owed" and bool(settings.GATEWAY),
        "receipt": f"/cases/{case.id}/payment/receipt/" if found.bill else "",
        "paper": parts.paper(case),
        "at_window": found.where in ("owed", "waiting", "opening"),
    }


@require_safe
@needs(POWER)
@explained
def receipt(request: Request, case_id: UUID) -> HttpResponse:
    """缴费收据: what was paid, when, under which bill; to be kept or printed."""
    case = case_of(request, case_id, POWER)
    found = whereabouts(case, now())
    if found.bill is None:
        return HttpResponseRedirect(f"/cases/{case_id}/payment/")
    context: Json = {
        "back": f"/cases/{case_id}/payment/",
        "title": text("payment.receipt"),
        "lead": text("payment.receipt_lead", service=choose(name(case)), number=reference(case.number or "")),
        "facts": parts.receipt(case, found),
        "rows": parts.fee_rows(case, found),
        "refunds": parts.refunds(found),
        "paper": parts.paper(case),
    }
    return render(request, "portal/payment_receipt.html", context)
