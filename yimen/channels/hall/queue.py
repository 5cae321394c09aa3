"""/desk/ – the queue by due time, with filters; /desk/?q= finds a case by its number or the name of the applicant."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.hall.ahead import loading_ahead
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.channels.hall.rows import heads, in_table
from yimen.channels.hall.waiting import FILTERS, Waiting, listed, page_of
from yimen.core.people.actors import Role
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
LONGEST = 100  # characters of what may be looked for


@require_safe
@needs("see_case")
def queue(request: Request) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:LONGEST]
    wanted = request.GET.get("show", "")
    wanted = wanted if wanted in FILTERS else "turn"
    rows, following = page_of(listed(request.actor, wanted, query), request.GET.get("after", ""))
    if query and len(rows) == 1 and not following:
        return HttpResponseRedirect(f"/desk/cases/{rows[0].row.id}/")
    return loading_ahead(render(request, "desk/queue.html", page(request, rows, following, wanted, query)))


def page(request: Request, rows: list[Waiting], following: str, wanted: str, query: str) -> Json:
    after = address(q=query, show="" if query else wanted, after=following) if following else ""
    return {
        "desk": room(request, "cases", query),
        "title": text("hall.queue.found" if query else "hall.queue.title"),
        "tally": tally(rows),
        "filters": filters("" if query else wanted, request.actor.role),
        "found": text("hall.queue.for", query=query, n=len(rows)) if query else "",
        "heads": heads(),
        "rows": [in_table(one) for one in rows],
        "next": after,
    }


def tally(rows: list[Waiting]) -> list[Json]:
    """How the cases of this page stand; what is on other pages is not counted."""
    urgencies = [drawn.urgency for one in rows if (drawn := one.drawn)]
    kinds = (("bad", "warn"), ("turn", "clock"), ("us", "clock"), ("hold", "pause"))
    return [
        {"text": text(f"hall.tally.{state}", n=n), "state": state, "icon": icon}
        for state, icon in kinds
        if (n := urgencies.count(state))  # type: ignore[arg-type]
    ]


def filters(current: str, role: Role) -> list[Json]:
    """Only examiners answer for an authority that was asked."""
    return [
        {"href": address(show=name), "text": text(f"hall.show.{name}"), "current": name == current}
        for name in FILTERS
        if name != "asked" or role == "examiner"
    ]


def address(**words: str) -> str:
    said = {name: word for name, word in words.items() if word}
    return "/desk/" + ("?" + urlencode(said) if said else "")
