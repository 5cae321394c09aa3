"""What was asked of the node that owns a case, and what it answered: the way of officers at home to a decision."""

from typing import Any

from yimen.channels.hall.acts import is_copy, move_name
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.requests import asked_of
from yimen.core.cases.wording import words
from yimen.core.exchange.models import MoveRequest
from yimen.web import days
from yimen.web.words import choose, text

Json = dict[str, Any]
STATES = {"asked": "us", "done": "ok", "refused": "bad"}


def asked(case: Dossier) -> list[Json]:
    """Nothing for a case of our own."""
    return [line(one) for one in asked_of(case.id)] if is_copy(case) else []


def line(one: MoveRequest) -> Json:
    at = one.answered_at or one.asked_at
    return {
        "name": move_name(one.move),
        "state": STATES[one.state],
        "text": text(f"hall.request.{one.state}"),
        "more": text("hall.request.at", who=one.by_name, at=days.moment(at)) + refused(one),
    }


def refused(one: MoveRequest) -> str:
    """Why not, in the words of its closed set."""
    if one.state != "refused" or not one.answer:
        return ""
    return choose(words("errors", one.answer["error"])).split("{")[0]
