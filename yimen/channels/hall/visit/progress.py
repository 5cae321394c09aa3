"""How far the reading on the second screen is: not shown, being read, right, wrong – and what the officer may press next."""

from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.hall.before_me import who
from yimen.channels.hall.draft_form import Sheet
from yimen.channels.hall.matter import case_of, needs
from yimen.channels.hall.refusals import explained
from yimen.channels.hall.visit import consenting, shown
from yimen.core.cases.dossier import Dossier
from yimen.core.work.models import Reading
from yimen.core.work.readings import last, put_up, shown_of
from yimen.core.work.receptions import basket, belongs, cases_of, running
from yimen.core.work.screens import screen_of
from yimen.web import days
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
CHECKED = ("check", "receipt")  # kinds of readings of a draft; a consent is another matter


@require_safe
@needs("take_in_application")
@explained
def progress(request: Request, case_id: UUID) -> HttpResponse:
    """The part of the page of a draft that the person at the screen changes."""
    case = case_of(request, case_id)
    return render(request, "desk/send.html", {"send": send(request, case.id)})


def send(request: Request, case: UUID, sheet: Sheet | None = None) -> Json:
    """With the sheet it is also said whether what was read is still what stands there."""
    here = screen_of(request.actor)
    found = shown_of(case) if here else []
    read, asked = last(found, *CHECKED), last(found, consenting.KIND)
    state = (read.answer or "waiting") if read else ""
    changed = bool(sheet and read and state == "right" and told(request, sheet) != read.shown)
    waits = state == "waiting" or bool(asked and asked.up and not asked.answer)
    return {
        "screen": bool(here),
        "state": "changed" if changed else state,
        "line": text("screen.changed") if changed else line(read, state),
        "consent": consenting.line(asked),
        "agreed": consenting.agreed_here(asked),
        "part": f"/desk/drafts/{case}/reading/" if waits else "",
    }


def line(read: Reading | None, state: str) -> str:
    if read is None:
        return ""
    if state == "right" and read.answered_at:
        way = text(f"screen.way.{(read.signature or {}).get('way', 'tap')}")
        return text("screen.said_right", at=days.moment(read.answered_at), way=way)
    if state == "wrong":
        return text("screen.said_wrong", words=read.words or text("screen.wrong_plain"))
    return text("screen.waiting")


def told(request: Request, sheet: Sheet) -> Json:
    """What the screen says of this draft, as it is kept."""
    case = sheet.case.case
    someone = case.applicant_id or case.agent_id
    here = who(request, someone) if someone else None
    person = f"{here['name']} {here['number']}" if here else case.applicant_name
    kept: Json = msgspec.json.decode(msgspec.json.encode(shown.to_check(sheet, person)))
    return kept


def show(request: Request, sheet: Sheet) -> None:
    """Put the draft on the screen before this officer, if there is one."""
    case = sheet.case.case
    if here := screen_of(request.actor):
        put_up(here, sheet.case.id, case.applicant_id or case.agent_id, told(request, sheet), by=request.actor)


def agreed(request: Request, sheet: Sheet) -> bool:
    """May it be handed in? Without a screen it was read out; with one the person has said that exactly this is right."""
    if screen_of(request.actor) is None or request.POST.get("spoken") == "yes":
        return True
    read = last(shown_of(sheet.case.id), *CHECKED)
    return bool(read and read.answer == "right" and read.shown == told(request, sheet))


def handed_over(request: Request, case: Dossier) -> None:
    """The case belongs to the visit, and its receipt comes up on the screen with the sum of all."""
    person = case.case.applicant_id or case.case.agent_id
    visit = running(person, by=request.actor) if person else None
    if visit is None:
        return
    belongs(visit, case.id)
    if here := screen_of(request.actor):
        rows = cases_of(visit)
        put_up(here, case.id, person, shown.receipt(case, rows, basket(rows).due), by=request.actor)
