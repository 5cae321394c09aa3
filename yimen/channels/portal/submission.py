"""POST /cases/<id>/submission/ – hand it in: once, whatever is tapped twice; the receipt is at another address."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from yimen.channels.portal import answers, promise
from yimen.channels.portal.drafts import draft_of
from yimen.channels.portal.form_keys import once
from yimen.channels.portal.matter import needs
from yimen.channels.portal.refusals import explained, lines
from yimen.core.cases.errors import AnsweredBefore, KeyConflict, NotNow, SaysMissing
from yimen.core.cases.take import take
from yimen.core.places.law_book import law_book
from yimen.core.services.reasons import say
from yimen.core.services.tables import Place
from yimen.web import asking
from yimen.web.language import now, today
from yimen.web.signing_in import sure
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]


@require_POST
@needs("apply")
@sure("apply")
@explained
def submission(request: Request, case_id: UUID) -> HttpResponse:
    chosen = request.POST.get(promise.NAME, "")
    if "pledge" in request.GET and chosen != "yes":
        return not_pledged(request, case_id, chosen)
    try:
        take(case_id, "submit", by=request.actor, says=says(request), at=now(), once=once(request, "receipt/"))
    except AnsweredBefore as before:
        return HttpResponseRedirect(before.body.decode())
    except KeyConflict:
        return HttpResponseRedirect(f"/cases/{case_id}/receipt/")
    except NotNow as refused:
        return not_sent(request, case_id, refused)
    except SaysMissing:  # what a register says now leads to a pledge, or to a question that was not asked before
        return answers.page(request, draft_of(request, case_id), status=422, told=[text("refused.changed")])
    return HttpResponseRedirect(f"/cases/{case_id}/receipt/")


def says(request: Request) -> Json:
    said: Json = {"anyway": True} if "anyway" in request.GET else {}
    if "pledge" in request.GET:
        said["pledge"] = {"digest": request.GET["pledge"], "signed_by": request.actor.name, "read": True}
    return said


def not_pledged(request: Request, case_id: UUID, chosen: str) -> HttpResponse:
    """Nothing chosen: said at the card. No pledge: the ordinary way, with everything else as it was."""
    draft = draft_of(request, case_id)
    other = promise.other_way(draft, Place(law_book(), today(), draft.case.case.region))
    if chosen != "no":
        return answers.page(request, draft, wrong=text("promise.choose"), status=422)
    if other:
        draft_of(request, case_id, dict(other[0]))
    return HttpResponseRedirect(f"{draft.at}answers/")


def not_sent(request: Request, case_id: UUID, refused: NotNow) -> HttpResponse:
    """Sent already, from another page: its receipt. Advised against meanwhile: the page anew, with the way to apply all the same."""
    keys = {why.key for why in refused.why}
    if "not_from" in keys:
        return HttpResponseRedirect(f"/cases/{case_id}/receipt/")
    if keys <= {"advised", "questions_answered", "pledge_as_told"}:
        return answers.page(request, draft_of(request, case_id), status=409, told=meanwhile(refused))
    raise refused


def meanwhile(refused: NotNow) -> list[str]:
    """What a register says now that it did not say when the page was made: the reason and what to do, in public words."""
    keys = [why.params["why"] for why in refused.why if why.key == "advised" and why.params.get("why")]
    said = [asking.reason(say(law_book(), key)) for key in keys]
    return [*said, *lines(refused)]
