"""/demo – who to be, what to try in five minutes, and the switches of the demo's world."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from yimen.channels.demo import line, offered, pay, registers
from yimen.channels.demo.rehearsal import only_in_the_demo
from yimen.channels.demo.tours import tours
from yimen.core.cases.models import Event
from yimen.core.exchange.models import Outbox
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA
from yimen.core.places.working_days import DAY
from yimen.web import language
from yimen.web.sources import source_name
from yimen.web.visits import Request
from yimen.web.words import knows

SHOWN = 5  # of what the law did by itself


@only_in_the_demo
@require_safe
def page(request: Request) -> HttpResponse:
    return shown(request)


def shown(request: Request, *, status: int = 200, typed: str = "", wrong: str = "") -> HttpResponse:
    """`typed` is an identity number that could not be found, `wrong` says why."""
    there = offered.neighbour(request)
    context = {
        "tours": tours(),
        "stories": offered.stories(there),
        "citizens": offered.citizens(),
        "rooms": offered.rooms(),
        "there": there,
        "typed": typed,
        "wrong": wrong,
    }
    return render(request, "demo/page.html", context | world() | {"filling": filling()}, status=status)


def filling() -> dict[str, int]:
    """How far the full province has been written, while it is being written."""
    written, wanted = import_string(settings.DEMO_PROGRESS)() if settings.DEMO_FULL else (0, 0)
    return {"written": written, "wanted": wanted} if written < wanted else {}


def world() -> dict[str, Any]:
    """How the clock, the registers and the line stand."""
    now, wire, gateway = language.now(), line.rehearsing(), pay.rehearsing()
    with acting(CLOCK):
        return {
            "now": now,
            "days_ahead": round((now - datetime.now(CHINA)) / DAY),
            "done": done_by_law(),
            "waiting": Outbox.objects.filter(acked_at=None).count(),
            "line": wire.rehearsing() if wire else "",
            "line_modes": line.MODES,
            "gateway": gateway.rehearsing() if gateway else "",
            "gateway_modes": gateway.modes if gateway else (),
            "registers": [(name, source_name(name)) for name in registers.rehearsing()],
            "register_modes": registers.MODES,
            "bad_days": [(source_name(name), mode) for name, mode in registers.unwell().items()],
        }


def done_by_law() -> list[dict[str, Any]]:
    """What time alone has done lately: no name stands here, since everybody reads this page."""
    rows = Event.objects.filter(role="clock").order_by("-at", "-seq").select_related("case")[:SHOWN]
    return [
        {
            "number": row.case.number,
            "service": row.case.terms.get("name", {}),
            "what": f"demo.done.{row.move}" if knows(f"demo.done.{row.move}") else "demo.done.other",
            "dated": row.dated,
            "at": row.at,
        }
        for row in rows
    ]
