"""Rows of the queue in words: as a line of the pane beside a case, and as a row of the table."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from markupsafe import Markup

from yimen.channels.hall.waiting import Step, Waiting
from yimen.web import days
from yimen.web.formats import badge
from yimen.web.language import now
from yimen.web.words import choose, knows, text

Json = dict[str, Any]
HEADS = ("number", "service", "applicant", "step", "due", "clock", "statute", "promise", "door", "holder", "lacks")
SHORT = 14  # characters that stay on one line
RIGHT = ("statute", "promise")


def heads() -> list[Json]:
    return [{"text": text(f"desk.head.{name}"), "right": name in RIGHT, "sorted": name == "due"} for name in HEADS]


def in_table(one: Waiting) -> Json:
    return {
        "href": f"/desk/cases/{one.row.id}/",
        "number": whole(short_number(one.row.number)),
        "cells": [
            whole(service(one)) if len(service(one)) <= SHORT else service(one),
            whole(one.row.applicant_name),
            whole(step(one)),
        ],
        "drawn": one.drawn,
        "right": [limit(one.terms.statute), limit(one.terms.promise)],
        "more": [whole(door(one.row.channel)), whole(holder(one)), whole(lacks(one))],
    }


def in_pane(one: Waiting, current: Any = None) -> Json:
    drawn = one.drawn
    line: Json = {
        "href": f"/desk/cases/{one.row.id}/",
        "service": service(one),
        "who": one.row.applicant_name,
        "step": " · ".join(filter(None, [step(one), held_by(one) or door(one.row.channel)])),
        "drawn": drawn,
        "current": one.row.id == current,
    }
    if drawn is None:
        line["due"] = {"text": text(f"hall.state.{one.row.state}"), "state": "hold", "icon": "pause"}
    return line


def short_number(number: str | None) -> str:
    """The last six digits are enough to know a case at the desk."""
    return number[-6:] if number else "—"


def whole(words: str) -> Markup:
    """Words that stay on one line."""
    return Markup('<span class="ym-law">{}</span>').format(words)


def service(one: Waiting) -> str:
    return choose({"zh": one.terms.name.get("zh") or one.row.service, "en": one.terms.name.get("en") or ""})


def step(one: Waiting) -> str:
    """What the desk has to do next with it."""
    return text(f"hall.step.{key_of_step(one.row.state, one.steps, one.terms.do, one.terms.fee)}")


def key_of_step(state: str, steps: Any, do: str, fee: str | None) -> str:
    moves = [one.move for one in steps]
    if state == "submitted" and do == "precheck" and "attend" not in moves:
        return "come"
    if state == "accepted":
        return (
            "decide"
            if last_of(steps, "examine", "accept", "accept_by_silence", "accept_owed") == "examine"
            else "examine"
        )
    if state == "approved" and (fee is None or Decimal(fee)) and "pay" not in moves:
        return "pay"
    return state


def last_of(steps: list[Step], *moves: str) -> str:
    return next((one.move for one in reversed(steps) if one.move in moves), "")


def limit(term: Any) -> str:
    """5 工作日, 60 日, 当场; on one line."""
    if term is None or term.time == "none":
        return text("hall.none")
    number, _, unit = term.time.partition(" ")
    if not number.isdecimal():
        return whole(text("hall.limit.at_once"))
    return whole(text(f"hall.limit.{unit.split()[0].rstrip('s')}", n=int(number)))


def door(channel: str) -> str:
    return text(f"hall.door.{channel}") if knows(f"hall.door.{channel}") else channel


def held_by(one: Waiting) -> str:
    hold: Any = one.holder
    return text("hall.with", badge=badge(hold.by)) if hold and hold.until > now() else ""


def holder(one: Waiting) -> str:
    hold: Any = one.holder
    return badge(hold.by) if hold and hold.until > now() else "—"


def lacks(one: Waiting) -> str:
    """What keeps it from going on, in a word or two."""
    if one.row.owner != settings.NODE["code"]:
        return text("hall.lacks.elsewhere")
    if one.row.deciding_region != one.row.region and one.row.state == "accepted":
        return text("hall.lacks.home")
    for event in reversed(one.steps):
        if event.move in ("correct", "correct_again") and one.row.state == "correcting":
            return text("hall.lacks.defects", n=len((event.said or {}).get("defects", ())))
        if event.move == "suspend" and one.row.state == "suspended":
            return until(event)
    return "—"


def until(event: Step) -> str:
    expected = (event.said or {}).get("expected")
    return text("hall.lacks.until", day=days.day(type(event.dated).fromisoformat(expected))) if expected else "—"
