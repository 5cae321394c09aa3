"""/overruns/ – what is overdue, in public: which service, where, by how much and why. Nothing about any person reaches this page."""

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.core.cases.lists import Overrun, overruns as listed
from yimen.web import days, parties
from yimen.web.language import today
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
PAGE = 30
FURTHEST = 3000  # nobody reads a hundred pages


@require_safe
def overruns(request: Request) -> HttpResponse:
    begun = request.GET.get("from", "")
    start = read_start(begun)
    if begun and not start:
        return HttpResponseRedirect("/overruns/")
    found = listed(today(), start + PAGE + 1)[start:]
    following = f"/overruns/?from={start + PAGE}" if len(found) > PAGE and start < FURTHEST else ""
    return render(request, "portal/overruns.html", {"rows": [line(row) for row in found[:PAGE]], "next": following})


def read_start(typed: str) -> int:
    return min(int(typed), FURTHEST) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def line(row: Overrun) -> Json:
    due, kind = owed(row)
    return {
        "title": choose({"zh": row.name.get("zh") or "", "en": row.name.get("en") or ""}),
        "more": f"{place_name(row.region)} · {text(f'overrun.{kind}', who=parties.late(row.late or []))} {days.day(due)} · {reason(row)}",
        "tag": {"text": text("overrun.late", n=(today() - due).days), "state": "bad"},
    }


def owed(row: Overrun) -> tuple[date, str]:
    """The day that passed: the one of the law where that passed too, else the promised one."""
    on = today()
    if row.statute_due and row.statute_due < on:
        return row.statute_due, "statute"
    if row.promise_due and row.promise_due < on:
        return row.promise_due, "promise"
    return row.party_due or on, "party"


def reason(row: Overrun) -> str:
    if row.why and row.said_on:
        return text("overrun.why", why=row.why, day=days.day(row.said_on))
    return text("overrun.no_why")
