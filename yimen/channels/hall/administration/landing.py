"""/desk/house/ – where an administrator begins: what waits for a second name, what was altered last, and the ways into the house."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.hall.administration import said
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.core.administration.altering import history, open_proposals
from yimen.web.visits import Request
from yimen.web.words import text

WAYS = ("offices", "staff", "workbook", "calendar", "wordings", "wires", "alterations")


@require_safe
@needs("administer")
def landing(request: Request) -> HttpResponse:
    context = {
        "desk": room(request, "house"),
        "proposals": [said.waiting(one) for one in open_proposals()],
        "last": [said.line(one) for one in history(limit=8)],
        "ways": [{"href": f"/desk/house/{way}/", "title": text(f"house.way.{way}"), "more": text(f"house.way.{way}_more")}
                 for way in WAYS],
    }  # fmt: skip
    return render(request, "desk/house.html", context)
