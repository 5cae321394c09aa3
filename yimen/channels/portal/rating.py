"""/cases/<id>/rating/ – five words, once at receipt and once at the end; a bad one may say why, and is always called back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal.matter import case_of, needs
from yimen.channels.portal.rating_stages import open_stage, stage_title
from yimen.channels.portal.unfinished import again, keeps, sent
from yimen.core.cases.dossier import Dossier
from yimen.core.ratings.models import Rating
from yimen.core.ratings.rating import NotRated, Stage, rate
from yimen.core.ratings.times import times
from yimen.web.formats import time
from yimen.web.forms import Answer, Choice, Question, Sent, blank, read
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
LEVELS = (5, 4, 3, 2, 1)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("rate")
def rating(request: Request, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id, "rate")
    given = {one.stage: one for one in Rating.objects.filter(case_id=case_id)}
    stage = open_stage(case, given)
    if stage is None:
        return render(request, "portal/rated.html", thanks(case, given))
    ask = Question(
        "stars", "choice", stage_title(stage), choices=tuple(Choice(str(n), text(f"rating.n{n}")) for n in LEVELS)
    )
    why = Question("why", "long_text", text("rated.why"), optional=True, longest=2000)
    if request.method != "POST":
        before = again(request, [ask, why])
        return page(request, case, [(one, before.get(one.name, blank())) for one in ([ask, why] if before else [ask])])
    return taken(request, case, stage, (ask, read(ask, Sent(request.POST))), (why, read(why, Sent(request.POST))))


def taken(
    request: Request, case: Dossier, stage: Stage, stars: tuple[Question, Answer], why: tuple[Question, Answer]
) -> HttpResponse:
    """A bad one is asked why first; one that was given meanwhile from another page counts."""
    if not stars[1].right:
        return page(request, case, [stars])
    bad = int(stars[1].value) <= times().bad
    if not why[1].right or (bad and "why" not in request.POST):
        return page(request, case, [stars, why])
    try:
        rate(case.id, stage, int(stars[1].value), why[1].value or "", by=request.actor, at=now())
    except NotRated as refused:
        if refused.key not in ("rated_before", "too_early"):
            raise
    sent(request)
    return HttpResponseRedirect(f"/cases/{case.id}/rating/?thanks={stage}")


def page(request: Request, case: Dossier, asks: list[tuple[Question, Answer]]) -> HttpResponse:
    wrongs = [wrong for _, answer in asks for wrong in answer.wrongs]
    context: Json = {
        "back": f"/cases/{case.id}/",
        "keep": keeps(request, request.actor.role),
        "title": text("rated.title"),
        "lead": text("rating.promise"),
        "notices": [],
        "asks": [{"ask": ask, "answer": answer} for ask, answer in asks],
        "wrongs": wrongs,
        "action": f"/cases/{case.id}/rating/",
        "act": text("rating.send"),
        "no": {"href": f"/cases/{case.id}/", "text": text("case.back")},
    }
    return render(request, "portal/act.html", context, status=422 if wrongs else 200)


def thanks(case: Dossier, given: dict[str, Rating]) -> Json:
    bad = any(one.stars <= times().bad for one in given.values())
    promise = (
        text("rated.called", call=time(written(times().call.time)), mend=time(written(times().mend.time)))
        if bad
        else ""
    )
    return {"case": f"/cases/{case.id}/", "given": bool(given), "promise": promise}


def written(length: Any) -> str:
    """A time as the service language writes it."""
    unit = {"working": "working day", "calendar": "calendar day"}.get(length.unit, length.unit)
    return f"{length.n} {unit}s"
