"""/desk/cases/<id>/hearing/ – a hearing step by step (许可法§46–48): told, asked for, called, recorded; and what the decision rests on."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.hall.matter import case_of, needs
from yimen.channels.hall.proceedings import steps
from yimen.channels.hall.refusals import explained
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.hearings import CALLED_BEFORE
from yimen.core.places.notices import working_days
from yimen.core.places.working_days import due
from yimen.web import days
from yimen.web.language import today
from yimen.web.running import Running
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
COURSE = ("tell_hearing", "ask_hearing", "call_hearing", "record_hearing")


@require_safe
@needs("see_case")
@explained
def hearing(request: Request, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    context: Json = {
        **steps.frame(request, case, COURSE),
        "steps": course(case),
        "record": record(case),
    }
    return render(request, "desk/hearing.html", context)


def course(case: Dossier) -> list[Json]:
    """The four steps, each done with its words or with what the law says about its day."""
    running = Running(case)
    found: list[Json] = []
    for move in COURSE:
        event = case.last(move)
        waits = bool(found) and not found[-1]["done"]
        told = SAID[move](event) if event else []
        found.append(
            {
                "title": text(f"proceedings.hearing.{move}"),
                "done": event is not None,
                "by": steps.by(event) if event else "",
                "rows": told,
                "until": "" if event or waits else until(move, running),
                "state": "ok" if event else "hold" if waits else "us",
            }
        )
    return found


def until(move: str, running: Running) -> str:
    """The day that the law sets for a step that is next."""
    if move == "ask_hearing":
        clock = running.clock("hearing_ask")
        if clock is not None and clock.due is None:
            return text("proceedings.hearing.not_served")
        return text("proceedings.hearing.ask_until", day=days.day(clock.due)) if clock and clock.due else ""
    if move == "call_hearing":
        earliest = due(today(), CALLED_BEFORE, working_days()).day
        last = running.due("hearing")
        said = text("proceedings.hearing.earliest", day=days.day(earliest))
        return said + (text("proceedings.hearing.latest", day=days.day(last)) if last else "")
    return text(f"proceedings.hearing.next.{move}")


def told(event: Event) -> list[Json]:
    return [steps.fact("hearing.why", (event.said or {}).get("why") or "")]


def asked(event: Event) -> list[Json]:
    said = event.said or {}
    rows = [steps.fact("hearing.who", said.get("who") or event.actor_name)]
    return rows + ([steps.fact("hearing.about", said["why"])] if said.get("why") else [])


def called(event: Event) -> list[Json]:
    said = event.said or {}
    return [
        steps.fact("hearing.on", steps.said_day(event, "on")),
        steps.fact("hearing.place", said.get("place") or ""),
        steps.fact("hearing.chair", said.get("chair") or ""),
    ]


def recorded(event: Event) -> list[Json]:
    said = event.said or {}
    return [
        steps.fact("hearing.present", steps.listed(said.get("present"))),
        steps.fact("hearing.record", said.get("record") or ""),
        steps.fact("hearing.signed", text("field.yes" if said.get("signed") else "field.no")),
    ]


SAID = {"tell_hearing": told, "ask_hearing": asked, "call_hearing": called, "record_hearing": recorded}


def record(case: Dossier) -> list[Json]:
    """The record of a hearing that was held: what the decision rests on (许可法§48), beside the form in which it is made."""
    held, call = case.last("record_hearing"), case.last("call_hearing")
    return [*(called(call) if call else []), *recorded(held)] if held else []
