"""What a page of a proceeding says about one step: who, when, with which words; and the acts that belong to it, each with why not yet."""

from typing import Any

from yimen.channels.hall import acts
from yimen.channels.hall.case import short_heading
from yimen.channels.hall.refusals import reason
from yimen.channels.hall.room import room
from yimen.core.cases.dossier import Dossier, Event
from yimen.web import days
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
OF_NO_MATTER = frozenset(  # what was not asked for, is not ours, or is over: no reason to wait for
    {"decided_here", "bodies_to_ask", "asked_body", "hearing_not_told", "hearing_not_asked", "hearing_not_called"}
)


def frame(request: Request, case: Dossier, moves: tuple[str, ...]) -> Json:
    """Around every such page: whose case it is, what may be done next, and what stands in the way of the rest."""
    can = acts.offered(case, request.actor, now())
    offered = [one for one in can.moves if one.move in moves]
    hindered = [
        (move, why)
        for move, why in can.blocked
        if move in moves and {one.key for one in why} - acts.IDLE - OF_NO_MATTER
    ]
    return {
        "desk": room(request, "cases"),
        "case": short_heading(case),
        "back": f"/desk/cases/{case.id}/",
        "acts": acts.buttons(case, acts.Offered(offered, [])),
        "blocked": [
            {"title": text("hall.not_yet", move=acts.move_name(move)), "text": "".join(reason(one) for one in why)}
            for move, why in hindered
        ],
    }


def fact(key: str, value: object) -> Json:
    return {"label": text(f"proceedings.{key}"), "value": value}


def by(event: Event) -> str:
    """Who wrote it, and when."""
    return text("proceedings.by", name=event.actor_name, at=days.moment(event.at))


def listed(names: object) -> str:
    found = names if isinstance(names, list) else [names]
    return text("list.comma").join(str(one) for one in found if one)


def said_day(event: Event, word: str) -> str:
    told = (event.said or {}).get(word)
    return days.long_day(type(event.dated).fromisoformat(told)) if told else ""
