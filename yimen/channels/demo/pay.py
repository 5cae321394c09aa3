"""/demo/pay/<token>/ – the page of the demo's gateway on which a person pays. It is another house: it knows a number and a sum, nobody."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from yimen.channels.demo.rehearsal import back, only_in_the_demo, switch
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.ports.payments import Hosted, Unsure
from yimen.core.ports.rehearsals import Rehearses
from yimen.core.ports.wires import wire
from yimen.web import errors
from yimen.web.days import moment
from yimen.web.formats import yuan
from yimen.web.visits import Request, outside, personal
from yimen.web.words import text

GONE = 410
STATES = {"open": "turn", "paid": "ok", "closed": "bad", "unknown": "bad", "down": "hold"}


@outside
@only_in_the_demo
@require_http_methods(["GET", "HEAD", "POST"])
@personal
def pay(request: Request, token: str) -> HttpResponse:
    gateway, state = hosted(), ""
    if gateway is None:
        return errors.refusal(request, GONE)
    if request.method == "POST":
        try:
            gateway.pay(token)
        except Unsure:
            state = "down"
        if not state:
            return HttpResponseRedirect(reverse("demo-pay", args=[token]))
    return shown(request, gateway, token, state)


def shown(request: Request, gateway: Hosted, token: str, state: str) -> HttpResponse:
    asked, state = gateway.asked(token), state or gateway.became(token)
    context: dict[str, Any] = {
        "state": STATES[state],
        "told": text(f"demo.pay.{state}"),
        "can_pay": state in ("open", "down"),
        "title": asked.title if asked else "",
        "sum": yuan(asked.yuan) if asked else "",
        "number": asked.number if asked else "",
        "until": moment(asked.expires) if asked else "",
        "action": reverse("demo-pay", args=[token]),
    }
    return render(request, "demo/pay.html", context, status=200 if asked else GONE)


@switch
def tell(request: Request) -> HttpResponse:
    """How the gateway behaves from now on."""
    gateway, mode = rehearsing(), request.POST.get("mode", "")
    if gateway is None or mode not in gateway.modes:
        return errors.refusal(request, 400)
    with acting(RULE):
        gateway.rehearse(mode, None, {})
    return back("payments")


def hosted() -> Hosted | None:
    gateway = wire("payments", settings.GATEWAY)
    return gateway if isinstance(gateway, Hosted) else None


def rehearsing() -> Rehearses | None:
    gateway = wire("payments", settings.GATEWAY)
    return gateway if isinstance(gateway, Rehearses) else None
