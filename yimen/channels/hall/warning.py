"""The strip above the fold: the time that is left, what the law does if nobody does anything; and what the applicant reads meanwhile."""

from datetime import timedelta
from typing import Any

from yimen.channels.hall.acts import is_copy
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.rulebook import NoProcedure, procedure
from yimen.web import days
from yimen.web.language import today
from yimen.web.laws import cited
from yimen.web.places import place_name
from yimen.web.running import Running
from yimen.web.words import text

Json = dict[str, Any]
ICONS = {"bad": "warn", "turn": "clock", "us": "clock", "hold": "pause"}


def warning(case: Dossier, running: Running) -> Json | None:
    drawn = running.drawn
    if is_copy(case):
        owner = text("hall.warn.copy", place=place_name(case.case.region))
        return {"state": "us", "icon": "info", "text": owner, "drawn": drawn}
    if drawn is None:
        return None
    return {"state": drawn.urgency, "icon": ICONS[drawn.urgency], "text": consequence(case, running), "drawn": drawn}


def consequence(case: Dossier, running: Running) -> str:
    """明天不告知补正就视为受理; otherwise both last days with their articles."""
    notice, correction, home = (running.clock(kind) for kind in ("notice", "correction", "home"))
    if notice and notice.due:
        key = "silence" if silent(case) else "late"
        return text(f"hall.warn.{key}", when=when(notice.due), law=cited(notice.law))
    if correction and correction.due:
        return text("hall.warn.correcting", day=days.day(correction.due))
    if case.state == "suspended":
        return text("hall.warn.suspended")
    if home and home.due and case.case.deciding_region != case.case.region:
        return text("hall.warn.home", place=place_name(case.case.deciding_region), day=days.day(home.due))
    return " ".join(both(running)) or text("hall.warn.running")


def both(running: Running) -> list[str]:
    """What was promised, then what the law allows."""
    kinds = ("promise", "statute", "delivery", "review", "after_check")
    return [
        text(f"hall.warn.{kind}", day=days.day(one.due), law=cited(one.law))
        for kind in kinds
        if (one := running.clock(kind)) and one.due  # type: ignore[arg-type]
    ]


def silent(case: Dossier) -> bool:
    """Does this procedure accept by silence today?"""
    try:
        return bool(procedure(case.case.procedure, today()).rows("accept_by_silence", today()))
    except NoProcedure:
        return False


def when(due: Any) -> str:
    """今天（11月24日）, 明天（…）, else the day."""
    shown = days.day(due)
    if due == today():
        return text("hall.when.today", day=shown)
    return text("hall.when.tomorrow", day=shown) if due == today() + timedelta(days=1) else shown


def seen(case: Dossier) -> str:
    """What the applicant reads about it at this moment, in one sentence."""
    due = Running(case).due("notice")
    if case.state == "submitted" and due:
        return text("hall.seen.submitted", day=days.day(due))
    return text(f"hall.seen.{case.state}")
