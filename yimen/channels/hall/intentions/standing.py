"""What an officer has pressed and can still take back, beside every page; kept in the session so that a page need not ask for it.

The officer's next request carries out what is due, should the worker be slow. A new session asks once what it has to know.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.core.cases.wording import words
from yimen.core.people.actors import STAFF
from yimen.core.places.clock import CHINA, now
from yimen.core.work.intentions import carry_out, open_of
from yimen.core.work.models import Intention
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
KEY = "intended"


def keep(request: Request, one: Intention) -> None:
    """From now on it stands beside the pages of this session; what is over and needs no word goes."""
    others = {key: kept for key, kept in known(request).items() if key != str(one.id)}
    if one.state in ("waiting", "refused"):
        others[str(one.id)] = entry(one)
    request.session[KEY] = others


def entry(one: Intention) -> Json:
    about = one.said.get("about", "")
    return {"case": str(one.case_id), "move": one.move, "due": one.due.isoformat(), "about": about, "state": one.state}


def forget(request: Request, intention: UUID) -> None:
    request.session[KEY] = {key: kept for key, kept in known(request).items() if key != str(intention)}


def known(request: Request) -> dict[str, Json]:
    if KEY not in request.session:
        request.session[KEY] = {str(one.id): entry(one) for one in open_of(request.actor.id)}
    found: dict[str, Json] = request.session[KEY]
    return found


def carried_out(request: Request) -> None:
    """Whatever is due by now is done, or has been done by the worker; in which case only its end is looked at."""
    if request.actor.role not in STAFF:
        return
    for key, kept in list(known(request).items()):
        if kept["state"] == "waiting" and datetime.fromisoformat(kept["due"]) <= now():
            found = carry_out(UUID(key))
            keep(request, found) if found else forget(request, UUID(key))


def beside(request: Request) -> list[Json]:
    """For the bar of a page: what waits, with its keys – the last one pressed has them – and what could not be done."""
    lines = [line(key, kept) for key, kept in known(request).items()]
    waiting = [one for one in lines if one["waits"]]
    return [one | {"keys": one is waiting[-1] if waiting else False} for one in lines]


def line(key: str, kept: Json) -> Json:
    waits = kept["state"] == "waiting"
    due = datetime.fromisoformat(kept["due"]).astimezone(CHINA)
    said = {"move": choose(words("moves", kept["move"])), "name": kept["about"], "at": f"{due:%H:%M:%S}"}
    return {
        "waits": waits,
        "text": text("intended.waits" if waits else "intended.refused", **said),
        "case": f"/desk/cases/{kept['case']}/",
        "action": f"/desk/intentions/{key}/",
    }
