"""/desk/intake/<person>/payment/ – 窗口一起付: what the person who stands here owes, picked and paid as one; the page of that charge, which
puts its code on the second screen and sees when the money has come.

The officer begins and never pays: the person scans. What is asked of a gateway is asked outside of a transaction: these views open
their own.
"""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.before_me import who
from yimen.channels.hall.matter import has, needs
from yimen.channels.hall.refusals import explained
from yimen.channels.hall.room import room
from yimen.channels.hall.visit import paying_parts as parts
from yimen.core.cases.models import Case
from yimen.core.cases.store import read_case
from yimen.core.cases.vocabulary import OPEN
from yimen.core.payments.baskets import seen_parts
from yimen.core.payments.models import Payment
from yimen.core.payments.whereabouts import whereabouts
from yimen.core.people.scope import acting
from yimen.core.work.readings import put_up
from yimen.core.work.receptions import cases_of, running
from yimen.core.work.screens import screen_of
from yimen.web import together
from yimen.web.formats import yuan
from yimen.web.language import now
from yimen.web.visits import Request, outside
from yimen.web.words import text

Json = dict[str, Any]
POWER = "record_payment"
LOOKED_AT = 50  # of the person's newest cases
REFRESH = "5"  # seconds; a header, so that no script is needed


@outside
@require_http_methods(["GET", "HEAD", "POST"])
@needs(POWER)
@explained
def due(request: Request, person_id: UUID) -> HttpResponse:
    if who(request, person_id) is None:
        return HttpResponseRedirect("/desk/intake/")
    with acting(request.actor):
        found = mine(request, person_id)
    picked, wrong = set(request.POST.getlist("case")), ""
    if request.method == "POST":
        charge_id, wrong = together.begin(parts.owed(found), picked, by=request.actor, at=now())
        if charge_id:
            show(request, person_id, UUID(charge_id))
            return HttpResponseRedirect(f"/desk/intake/{person_id}/payment/{UUID(charge_id)}/")
    with acting(request.actor):
        found = mine(request, person_id) if wrong else found  # as it is after what stood in the way
        context = page(request, person_id, found, picked if wrong else None, wrong)
        return render(request, "desk/paying.html", context, status=409 if wrong else 200)


def mine(request: Request, person: UUID) -> list[parts.Owing]:
    """The person's open cases that cost something and for which this counter takes money, those of this visit too, with where their
    money is."""
    visit = running(person, by=request.actor)
    of_visit = {case.id for case in cases_of(visit)} if visit else set()
    theirs = Case.objects.filter(applicant_id=person, state__in=sorted(OPEN)).order_by("-created_at")
    ids = of_visit | set(theirs.values_list("id", flat=True)[:LOOKED_AT])
    found = [read_case(one) for one in sorted(ids)]
    return [
        (case, whereabouts(case, now())) for case in found if Decimal(case.terms.fee or 0) and has(request, POWER, case)
    ]


def page(request: Request, person: UUID, found: list[parts.Owing], picked: set[str] | None, wrong: str) -> Json:
    return {
        "desk": room(request, "intake"),
        "who": who(request, person),
        "back": f"/desk/intake/{person}/",
        "action": f"/desk/intake/{person}/payment/",
        "wrong": text(f"paying.{wrong}") if wrong else "",
        "online": bool(settings.GATEWAY),
        "screen": screen_of(request.actor) is not None,
        **parts.choices(person, found, picked),
    }


@outside
@require_http_methods(["GET", "HEAD", "POST"])
@needs(POWER)
@explained
def charge(request: Request, person_id: UUID, charge_id: UUID) -> HttpResponse:
    if who(request, person_id) is None:
        return HttpResponseRedirect("/desk/intake/")
    with acting(request.actor):
        found = parts_of(request, charge_id)
    live = together.live_of(found)
    if request.method == "POST":
        act(request, person_id, charge_id, live)
        return HttpResponseRedirect(f"/desk/intake/{person_id}/payment/{charge_id}/")
    with acting(request.actor):
        response = render(request, "desk/paying_charge.html", charge_page(request, person_id, charge_id, found))
    if live:
        response["Refresh"] = REFRESH
    return response


def parts_of(request: Request, charge_id: UUID) -> list[Payment]:
    """The payments of the charge, where this counter takes money for every case of it. Raises Http404."""
    found = seen_parts(charge_id.hex)
    if not found or not all(has(request, POWER, read_case(one.order.case_id)) for one in found):
        raise Http404
    return found


def act(request: Request, person: UUID, charge_id: UUID, live: Payment | None) -> None:
    """Ask what became of it, end it so that it can be paid in cash, or put it on the screen again. Too late, it changes nothing."""
    wanted = request.POST.get("do", "")
    together.ask_or_close(live, wanted, "at the counter", now())
    if wanted == "show":
        show(request, person, charge_id)


def show(request: Request, person: UUID, charge_id: UUID) -> None:
    """Put what is to be paid on the screen before this officer, if there is one. The screen sees by itself when the money has come."""
    with acting(request.actor):
        here, found = screen_of(request.actor), parts_of(request, charge_id)
        if here:
            put_up(here, found[0].order.case_id, person, parts.on_screen(request, charge_id, found), by=request.actor)


def charge_page(request: Request, person: UUID, charge_id: UUID, found: list[Payment]) -> Json:
    where, here = together.where(found), screen_of(request.actor)
    live = together.live_of(found)
    return {
        "desk": room(request, "intake"),
        "who": who(request, person),
        "back": f"/desk/intake/{person}/payment/",
        "state": parts.STATE_HERE.get(where, together.STATES[where]),
        "told": text(f"paying.where.{where}"),
        "total": yuan(parts.total(found)),
        "rows": [parts.line(one, now()) for one in found],
        "code": parts.code(request, found) if not here else "",
        "until": parts.until(live),
        "acts": parts.acts(where, bool(here)),
        "action": f"/desk/intake/{person}/payment/{charge_id}/",
        "screen": bool(here),
        "receipts": f"/desk/intake/{person}/receipts/" if where == "paid" else "",
    }
