"""/cases/ – my cases: what waits for me first; page after page by a cursor, never counted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal.matter import own
from yimen.channels.portal.standing import TAGS
from yimen.core.cases.lists import mine
from yimen.core.cases.models import Case
from yimen.core.people.actors import Actor
from yimen.core.people.proxies import in_force
from yimen.core.places.clock import CHINA
from yimen.web import days
from yimen.web.language import today
from yimen.web.visits import Request
from yimen.web.words import choose, knows, text

Json = dict[str, Any]
PAGE = 20
WAITING = ("draft", "correcting")
OPEN = ("submitted", "accepted", "suspended", "approved")


@require_safe
@own("see_case")
def cases(request: Request) -> HttpResponse:
    after = request.GET.get("after", "")
    cursor = read_cursor(after)
    if after and cursor is None:
        return HttpResponseRedirect("/cases/")
    found = mine(UUID(request.actor.id), principals=spoken_for(request.actor), before=cursor, limit=PAGE + 1)
    rows, more = found[:PAGE], len(found) > PAGE
    return render(
        request,
        "portal/cases.html",
        page(rows) | {"next": f"/cases/?after={cursor_of(rows[-1].created_at, rows[-1].id)}" if more else ""},
    )


def spoken_for(actor: Actor) -> list[UUID]:
    """Whom the actor speaks for today: their cases are listed whoever began them, as far as the actor may see them."""
    if actor.role != "applicant":
        return []
    return [one.principal_id for one in in_force(today()).filter(agent_id=UUID(actor.id)) if one.principal_id]


def cursor_of(at: datetime, key: UUID) -> str:
    """The place in a list that is sorted by a moment and an id; `read_cursor` reads it."""
    return f"{at.timestamp():.6f}.{key}"


def read_cursor(text_of_it: str) -> tuple[datetime, UUID] | None:
    seconds, _, key = text_of_it.rpartition(".")
    try:
        return datetime.fromtimestamp(float(seconds), tz=CHINA), UUID(key)
    except (ValueError, OverflowError, OSError):
        return None


def page(rows: list[Case]) -> Json:
    turns = [row for row in rows if row.state == "correcting"]
    drafts = [row for row in rows if row.state == "draft"]
    open_ones = [row for row in rows if row.state in OPEN]
    closed = [row for row in rows if row.state not in (*WAITING, *OPEN)]
    named = {"turns": turns, "open": open_ones, "drafts": drafts, "closed": closed}
    return {name: [line(row) for row in listed] for name, listed in named.items()}


def line(row: Case) -> Json:
    """A case in a list: its service, whose and since when, how it stands."""
    terms = row.terms
    named = terms.get("name") or {}
    return {
        "href": f"/cases/{row.id}/",
        "title": choose({"zh": named.get("zh") or row.service, "en": named.get("en") or ""}),
        "more": more(row),
        "tag": {"text": tag(row), "state": TAGS[row.state]},
    }


def more(row: Case) -> str:
    when = row.submitted_at or row.created_at
    key = "begun" if row.state == "draft" else "sent"
    return " · ".join(
        part for part in (row.applicant_name, text(f"cases_list.{key}", moment=days.moment(when))) if part
    )


def tag(row: Case) -> str:
    """With the day of the promise while it runs."""
    if row.state in ("accepted", "suspended") and row.promise_due:
        return text("cases_list.promise", day=days.day(row.promise_due))
    return text(f"standing.tag.{row.state}") if knows(f"standing.tag.{row.state}") else text(f"state.{row.state}")
