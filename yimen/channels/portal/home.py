"""/ – the front door: say what you need, go on where you stopped, or start from what is happening in your life."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal import cases, ending, situations
from yimen.channels.portal.services import chips
from yimen.channels.portal.shelf import shelf
from yimen.core.cases.models import Case
from yimen.core.rights.front import NOBODYS, Front, front
from yimen.web.language import today
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
SHOWN = 4  # cases on the front page


@require_safe
def home(request: Request) -> HttpResponse:
    found = shelf()
    mine = of_the_person(request)
    waiting = next((row for row in mine.cases if row.state in cases.WAITING), None)
    context: Json = {
        "query": "",
        "chips": chips(found),
        "turn": turn(waiting) if waiting else None,
        "doors": situations.doors(found),
        "total": len(found),
        "cases": [cases.line(row) for row in mine.cases if row is not waiting],
        "deadlines": [ending.line(one, found) for one in mine.ending],
        "unfinished": mine.begun,
    }
    return render(request, "portal/home.html", context)


def of_the_person(request: Request) -> Front:
    if request.actor.role != "applicant":
        return NOBODYS
    me, since = UUID(request.actor.id), today()
    return front(me, since, since + ending.SOON, cases=SHOWN, most=ending.SHOWN)


def turn(row: Case) -> Json:
    """The one thing that waits for the person."""
    goes_to = "have/" if row.state == "draft" else "correction/"
    line = cases.line(row)
    return {
        "title": line["title"],
        "more": text(f"cases_list.{row.state}_more"),
        "until": line["more"],
        "href": f"/cases/{row.id}/{goes_to}",
        "act": text("cases_list.go_on"),
    }
