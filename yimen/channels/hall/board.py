"""/desk/board/ – what a supervisor must see: overruns, late home authorities, second notices, cases that met, looks without a case."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.hall.matter import needs
from yimen.channels.hall.post_rows import unserved
from yimen.channels.hall.room import room
from yimen.channels.hall.rows import door
from yimen.core.cases.models import Case, Correction, Event, Meeting
from yimen.core.cases.papers import masked
from yimen.core.cases.vocabulary import PENDING
from yimen.core.people.lookups import without_a_case
from yimen.core.people.models import LookUp, Person
from yimen.core.people.purposes import PURPOSES
from yimen.core.places.models import Office
from yimen.web import days
from yimen.web.formats import badge, reference
from yimen.web.language import today
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
SHOWN, BACK = 20, timedelta(days=30)


@require_safe
@needs("supervise")
def board(request: Request) -> HttpResponse:
    context: Json = {
        "desk": room(request, "board"),
        "parts": [part(name, make()) for name, make in PARTS.items()],
    }
    return render(request, "desk/board.html", context)


def part(name: str, rows: list[Json]) -> Json:
    """At most twenty are shown, and the heading says where there are more."""
    more = len(rows) > SHOWN
    return {
        "id": name,
        "title": text(f"board.{name}"),
        "rows": rows[:SHOWN],
        "more": more,
        "empty": text(f"board.none.{name}"),
    }


def named(row: Case) -> str:
    told: Json = row.terms.get("name") or {}
    return choose({"zh": told.get("zh") or row.service, "en": told.get("en") or ""})


def line(row: Case, more: str, state: str, tag: str) -> Json:
    return {
        "href": f"/desk/cases/{row.id}/",
        "title": f"{named(row)} · {row.applicant_name}",
        "more": " · ".join(part for part in (reference(row.number or ""), more) if part),
        "tag": {"text": tag, "state": state},
    }


def overruns() -> list[Json]:
    late = (
        Case.objects.filter(state__in=sorted(PENDING), act_by__lt=today())
        .select_related("hold")
        .order_by("act_by", "id")
    )
    return [
        line(row, in_hand(row), "bad", text("board.late", n=(today() - row.act_by).days))
        for row in late[: SHOWN + 1]
        if row.act_by
    ]


def in_hand(row: Case) -> str:
    hold = getattr(row, "hold", None)
    return text("hall.with", badge=badge(hold.by)) if hold else door(row.channel)


def escalated() -> list[Json]:
    found = (
        Event.objects.filter(move="escalate", case__state__in=sorted(PENDING)).select_related("case").order_by("-at")
    )
    return [line(one.case, days.moment(one.at), "bad", text("board.home_late")) for one in found[: SHOWN + 1]]


def second() -> list[Json]:
    found = Correction.objects.filter(again=True, withdrawn_on=None).select_related("case").order_by("-sent_on")
    return [
        line(
            one.case,
            days.day(one.sent_on),
            "bad" if one.visible_before else "turn",
            text("board.visible" if one.visible_before else "board.new"),
        )
        for one in found[: SHOWN + 1]
    ]


def met() -> list[Json]:
    found = Meeting.objects.filter(resolved_at=None).select_related("case", "other").order_by("seen_at")
    return [
        line(one.case, text("board.other", number=reference(one.other.number or "")), "turn", text("board.look"))
        | {"href": f"/desk/meetings/{one.id}/"}
        for one in found[: SHOWN + 1]
    ]


def looks() -> list[Json]:
    """Who looked at whom without a case: a supervisor reads the name and whole number of the officer, and of the person what a
    paper shows to anybody."""
    found = list(without_a_case(today() - BACK, today())[: SHOWN + 1])
    offices = Office.objects.in_bulk({one.office for one in found})
    people = {one.id: one.name for one in Person.objects.filter(id__in={one.person_id for one in found}).only("name")}
    return [look(one, offices.get(one.office), person_name(one, people)) for one in found]


def person_name(one: LookUp, people: Mapping[UUID, str]) -> str | None:
    return people.get(one.person_id) if one.person_id else None


def look(one: LookUp, office: Office | None, person: str | None) -> Json:
    purpose = PURPOSES[one.purpose]
    whom = text("hall.looked_at", name=masked(person)) if person else ""
    where = office.name_zh if office else one.office
    return {
        "href": "",
        "title": f"{one.actor_name} {one.actor_id} · {choose({'zh': purpose.zh, 'en': purpose.en})}",
        "more": " · ".join(part for part in (days.moment(one.at), where, whom, one.note) if part),
    }


PARTS: dict[str, Callable[[], list[Json]]] = {
    "overruns": overruns,
    "escalated": escalated,
    "second": second,
    "met": met,
    "looks": looks,
    "unserved": unserved,
}
