"""/overruns/ – what is overdue, in public: which service, where, by how much. Nothing about any person leaves this page."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal.places import place_name
from yimen.core.cases.models import Case
from yimen.core.cases.vocabulary import OPEN
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.web import days
from yimen.web.language import today
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
PAGE = 30
TOLD = (
    "id",
    "terms",
    "region",
    "deciding_region",
    "state",
    "act_by",
    "promise_due",
    "statute_due",
)  # no column about a person


@require_safe
def overruns(request: Request) -> HttpResponse:
    after = request.GET.get("after", "")
    cursor = read_cursor(after)
    if after and cursor is None:
        return HttpResponseRedirect("/overruns/")
    found = overdue(today(), cursor)
    rows, more = found[:PAGE], len(found) > PAGE
    following = f"/overruns/?after={rows[-1].act_by}.{rows[-1].id}" if more else ""
    return render(request, "portal/overruns.html", {"rows": [line(row) for row in rows], "next": following})


def overdue(on: date, after: tuple[date, UUID] | None) -> list[Case]:
    """Open cases in which the day by which we owe something has passed, the oldest first. The public is nobody: the clock looks."""
    listed = (
        Case.objects.filter(act_by__lt=on, state__in=sorted(OPEN | {"approved"})).only(*TOLD).order_by("act_by", "id")
    )
    if after:
        day, last = after
        listed = listed.filter(Q(act_by__gt=day) | Q(act_by=day, id__gt=last))
    with acting(CLOCK):
        return list(listed[: PAGE + 1])


def read_cursor(text_of_it: str) -> tuple[date, UUID] | None:
    day, _, key = text_of_it.partition(".")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None


def line(row: Case) -> Json:
    named: Json = row.terms.get("name") or {}
    due = row.act_by or today()
    region = row.deciding_region if row.state in ("accepted", "suspended") else row.region
    return {
        "title": choose({"zh": named.get("zh") or "", "en": named.get("en") or ""}),
        "more": text("overrun.more", place=place_name(region), kind=text(f"overrun.{kind(row)}"), day=days.day(due)),
        "tag": {"text": text("overrun.late", n=(today() - due).days), "state": "bad"},
    }


def kind(row: Case) -> str:
    """Whose time has passed: the promise, the statute, or another time of the law (to answer, to deliver)."""
    if row.act_by == row.statute_due:
        return "statute"
    return "promise" if row.act_by == row.promise_due else "delivery" if row.state == "approved" else "notice"
