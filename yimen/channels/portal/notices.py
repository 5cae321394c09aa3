"""/mine/notices/ – what the person was told about the own cases, the newest first; each leads to where one acts on it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.cases import cursor_of, read_cursor
from yimen.channels.portal.lookups import is_person
from yimen.channels.portal.matter import own
from yimen.core.notices import wording
from yimen.core.notices.delivering import way_of
from yimen.core.notices.models import Notice
from yimen.core.notices.telling import changes_of, mark_read, notices_of
from yimen.web import days
from yimen.web.amended import put_right
from yimen.web.formats import reference
from yimen.web.letters.granted import edition_pinned
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
PAGE = 20
NAMELESS = {"zh": "", "en": ""}
LEADS = {
    "correct": "correction/",
    "correct_again": "correction/",
    "remind": "correction/",
    "accept_owed": "owed/",
    "tell_hearing": "hearing/",
    "remind_rating": "rating/",
    "invite_at_receipt": "rating/",
    "invite_at_completion": "rating/",
}
ASIDE = {"complaint_answered": "/complaints/{about}/", "data_answered": "/mine/data/corrections/"}  # of no case


@require_http_methods(["GET", "HEAD", "POST"])
@own("see_case")
def notices(request: Request) -> HttpResponse:
    if request.method == "POST":
        return seen(request)
    after = request.GET.get("after", "")
    cursor = read_cursor(after)
    if after and cursor is None:
        return HttpResponseRedirect("/mine/notices/")
    found = notices_of(UUID(request.actor.id), before=cursor, limit=PAGE + 1)
    rows, more = found[:PAGE], len(found) > PAGE
    following = f"/mine/notices/?after={cursor_of(rows[-1].at, rows[-1].id)}" if more else ""
    unread = [row.id for row in rows if not row.read_at]
    return render(
        request, "portal/notices.html", {"rows": [line(row) for row in rows], "unread": unread, "next": following}
    )


def seen(request: Request) -> HttpResponse:
    """The person has read what stood on the page."""
    mark_read(*(UUID(typed) for typed in request.POST.getlist("id")[:PAGE] if is_person(typed)))
    return HttpResponseRedirect("/mine/notices/")


def line(row: Notice) -> Json:
    """A notice in the reader's words; one whose words are not known any more still leads to its case."""
    told = wording.told(row.key, row.at)
    return {
        "href": leads_to(row),
        "title": choose(told.title) if told else text("notices.about"),
        "more": body(choose(told.body) if told else "", row.data, changed(row)),
        "at": days.moment(row.at),
        "paper": f"/papers/{row.paper_id}/" if row.paper_id else "",
        "served": served(row),
        "tag": None if row.read_at else {"text": text("notices.new"), "state": "turn"},
    }


def leads_to(row: Notice) -> str:
    if row.key in ASIDE:
        return ASIDE[row.key].format(about=row.case_id)
    return f"/cases/{row.case_id}/{LEADS.get(row.key, '')}"


def served(row: Notice) -> str:
    """How and when the paper reached the person, or where it is on its way; nothing for what need not be served."""
    on = getattr(row, "delivery", None)
    if on is None:
        return ""
    if on.served_on:
        return text(f"notices.served.{on.way}", day=days.day(on.served_on))
    if on.state == on.State.STUCK:
        return text("notices.on_its_way.stuck")
    way = way_of(on, row).way
    if way != "post" and on.round > 1:
        return text("notices.on_its_way.back")
    return text("notices.on_its_way.agree" if way == "inbox" and row.read_at else f"notices.on_its_way.{way}")


def changed(row: Notice) -> str:
    """（落户人数：2 → 3）, of an amendment."""
    changes = changes_of(row)
    lines = put_right(edition_pinned(row.data["edition"]), changes) if changes else []
    return text("notices.changed", changes=text("list.comma").join(lines)) if lines else ""


def body(words: str, data: Json, changes: str) -> str:
    """The words with what fills them; where their day is over already they say only which case is meant."""
    service, number, due = choose(data.get("service") or NAMELESS), reference(data.get("number") or ""), data.get("due")
    if words and "{service}" not in words:
        return words
    if not words or ("{due}" in words and not due):
        return text("notices.of", service=service, number=number) if number else service
    return words.format(
        service=service, number=number, changed=changes, due=days.day(date.fromisoformat(due)) if due else ""
    )
