"""/mine/lookups/ – who looked at my data: who, when, what and for what; page after page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal.cases import cursor_of, read_cursor
from yimen.channels.portal.matter import needs
from yimen.channels.portal.places import office_name, offices_named
from yimen.core.people.lookups import who_looked, withheld
from yimen.core.people.models import LookUp
from yimen.core.people.purposes import PURPOSES
from yimen.core.places.models import Office
from yimen.web import days
from yimen.web.formats import badge
from yimen.web.laws import cited
from yimen.web.sources import source_name
from yimen.web.visits import Request
from yimen.web.words import choose, knows, text

Json = dict[str, Any]
PAGE = 30


@require_safe
@needs("see_lookups")
def lookups(request: Request) -> HttpResponse:
    after = request.GET.get("after", "")
    cursor = read_cursor(after)
    if (after and cursor is None) or not is_person(request.actor.id):
        return HttpResponseRedirect("/mine/lookups/" if after else "/")
    found = looked(request, cursor)
    rows, more = found[:PAGE], len(found) > PAGE
    offices = offices_named(frozenset(row.office for row in rows if row.office))
    following = f"/mine/lookups/?after={cursor_of(rows[-1].at, rows[-1].id)}" if more else ""
    context = {"looks": [line(row, offices) for row in rows], "withheld": not_yet(), "next": following}
    return render(request, "portal/lookups.html", context)


def not_yet() -> str:
    """That there are lines which the law lets wait, and until when; one query."""
    lines, shown_from = withheld()
    return text("looked.withheld", n=lines, day=days.day(shown_from)) if shown_from else ""


def is_person(actor_id: str) -> bool:
    try:
        return bool(UUID(actor_id))
    except ValueError:
        return False


def looked(request: Request, cursor: tuple[datetime, UUID] | None) -> list[LookUp]:
    return who_looked(UUID(request.actor.id), before=cursor, limit=PAGE + 1)


def line(row: LookUp, offices: dict[Any, Office]) -> Json:
    purpose = PURPOSES.get(row.purpose)
    what = text("list.comma").join(dict.fromkeys(source_name(source) for source in row.sources))
    office = offices.get(row.office)
    case = {"href": f"/cases/{row.case_id}/", "text": text("looked.case")} if row.case_id else None
    return {
        "at": days.moment(row.at),
        "who": who(row),
        "office": office_name(office) if office else "",
        "what": what or text("looked.entry"),
        "why": choose({"zh": purpose.zh, "en": purpose.en}) + note(row) if purpose else row.purpose,
        **({"case": case} if case else {}),
        **({"law": text("looked.waited", law=cited(row.withheld_law))} if row.withheld_until else {}),
    }


def who(row: LookUp) -> str:
    """The role, and of an officer the number; a person reads the own name as “you”."""
    if row.role == "applicant":
        return text("looked.you") if row.actor_id == str(row.person_id) else text("looked.proxy")
    if row.role in ("rule", "clock", "node"):
        return text(f"story.by.{row.role}")
    role = text(f"looked.role.{row.role}") if knows(f"looked.role.{row.role}") else row.role
    return text("looked.officer", role=role, badge=badge(row.actor_id))


def note(row: LookUp) -> str:
    return text("looked.note", note=row.note) if row.note else ""
