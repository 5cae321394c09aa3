"""/desk/house/wires/ – every adapter asked now: up, slow, not in use, or down and what it says; a word beside each colour."""

import time
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.core.ports.wires import in_use, wires as wires_of
from yimen.web.visits import Request
from yimen.web.words import text

SLOW = 1.0  # seconds
STATES = {"up": "ok", "slow": "turn", "unused": "hold", "down": "bad"}


@require_safe
@needs("administer")
def wires(request: Request) -> HttpResponse:
    rows = [row(port, name, adapter) for port in sorted(settings.ADAPTERS) for name, adapter in wires_of(port).items()]
    context = {"desk": room(request, "house"), "rows": sorted(rows, key=lambda one: one["rank"])}
    return render(request, "desk/house_wires.html", context)


def row(port: str, name: str, adapter: Any) -> dict[str, Any]:
    """The worst first."""
    begun = time.monotonic()
    said = adapter.check() if in_use(port, name) else ""
    took = time.monotonic() - begun
    how = "down" if said else "unused" if not in_use(port, name) else "slow" if took > SLOW else "up"
    return {
        "port": text(f"status.{port}.name"),
        "name": name,
        "tag": {"state": STATES[how], "text": text(f"house.wires.{how}"), "icon": "clock" if how == "slow" else ""},
        "said": said or (text("house.wires.seconds", n=f"{took:.1f}") if how == "slow" else ""),
        "rank": ("down", "slow", "up", "unused").index(how),
    }
