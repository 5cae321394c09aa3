"""POST /desk/cases/<id>/hold/ – take the case in hand, or let it go. Everybody sees who has it and since when; it lapses by itself."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from yimen.channels.hall.acts import is_copy
from yimen.channels.hall.matter import case_of, has, needs
from yimen.channels.hall.refusals import explained
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import Held
from yimen.core.cases.holds import hold, let_go
from yimen.core.cases.vocabulary import OPEN
from yimen.core.places.clock import CHINA
from yimen.web import days
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]


@require_POST
@needs("hold")
@explained
def holding(request: Request, case_id: UUID) -> HttpResponse:
    """Raises Held, which says who has it."""
    dossier = case_of(request, case_id, "hold")
    if "release" in request.POST.getlist("do"):
        let_go(dossier.id, by=request.actor)
    else:
        hold(dossier.id, by=request.actor, at=now())
    return HttpResponseRedirect(f"/desk/cases/{case_id}/")


def notice(request: Request, case: Dossier) -> Json | None:
    """Who has it in hand; the button of whoever may take it or let it go."""
    held = case.hold if case.hold and case.hold.until > now() else None
    action = f"/desk/cases/{case.id}/hold/"
    if held is None:
        free = case.state in OPEN and not is_copy(case) and has(request, "hold", case)
        return {"state": "", "text": text("hall.hold.free"), "take": action, "more": ""} if free else None
    if held.by == request.actor.id:
        mine = text("desk.held.mine", until=f"{held.until.astimezone(CHINA):%H:%M}")
        return {"state": "us", "text": mine, "release": action, "more": ""}
    return {
        "state": "turn",
        "text": text("desk.held.other", name=held.name, since=days.moment(held.since)),
        "more": text("hall.hold.lapses", until=f"{held.until.astimezone(CHINA):%H:%M}"),
    }


def taken_by_another(request: Request, case: Dossier) -> Json | None:
    """The hold of somebody else that runs now."""
    held = case.hold
    if held is None or held.by == request.actor.id or held.until <= now():
        return None
    return {"name": held.name, "since": days.moment(held.since)}


def begin_work(request: Request, case: Dossier) -> None:
    """Opening the form of an act is the first act: from now on others see it, unless somebody has it already."""
    if is_copy(case) or not has(request, "hold", case):
        return
    try:
        hold(case.id, by=request.actor, at=now())
    except Held:
        return
