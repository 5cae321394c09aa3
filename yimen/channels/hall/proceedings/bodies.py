"""/desk/cases/<id>/bodies/ – the authorities that were asked: when, until when under one clock, what each answered (许可法§26)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.hall.matter import case_of, needs
from yimen.channels.hall.proceedings import steps
from yimen.channels.hall.refusals import explained
from yimen.channels.hall.story import of_case
from yimen.core.cases.attached import Party
from yimen.core.cases.bodies import waiting_for
from yimen.core.cases.dossier import Dossier, Event
from yimen.web import days, parties
from yimen.web.language import today
from yimen.web.running import Running
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
MOVES = ("ask_bodies", "body_answers", "pass_up")


@require_safe
@needs("see_case")
@explained
def bodies(request: Request, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    asked = [one for one in case.parties if one.kind in parties.SHOWN]
    open_ones = [one for one in asked if one.answered_on is None]
    context: Json = {
        **steps.frame(request, case, MOVES),
        "clock": clock(case),
        "tally": text("proceedings.bodies.tally", asked=len(asked), open=len(open_ones)) if asked else "",
        "rows": [row(case, one) for one in asked],
        "mine": bool(waiting_for(request.actor, case.parties)),
    }
    return render(request, "desk/bodies.html", context)


def clock(case: Dossier) -> str:
    """One clock for all of them."""
    due = Running(case).due("joint")
    return text("proceedings.bodies.clock", day=days.day(due)) if due else ""


def row(case: Dossier, one: Party) -> Json:
    event = answer(case, one)
    said = (event.said or {}) if event else {}
    return {
        "name": parties.called(one.region, one.authority),
        "tag": parties.tag(one, today()),
        "since": text("proceedings.bodies.since", day=days.day(one.since)),
        "opinion": opinion(case, str(said.get("opinion", ""))),
        "why": said.get("why") or "",
        "by": steps.by(event) if event else "",
    }


def answer(case: Dossier, one: Party) -> Event | None:
    """The step with which it answered: its own for a body, the passing up of the case for a lower level."""
    if one.kind == "joint":
        found = (
            event
            for event in case.events
            if event.move == "body_answers" and (event.said or {}).get("body") == str(one.id)
        )
        return next(found, None)
    return case.last("pass_up") if one.kind == "lower" and one.answered_on else None


def opinion(case: Dossier, code: str) -> str:
    of = of_case(case)
    words = of.choices.get("opinion", {}) if of else {}
    return choose(words[code]) if code in words else ""
