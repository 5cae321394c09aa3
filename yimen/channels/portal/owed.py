"""/cases/<id>/owed/ – hand in what was accepted as owed: one card a material, each sent on its own."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.portal import reuses
from yimen.channels.portal.case import name
from yimen.channels.portal.form_keys import new_key, once
from yimen.channels.portal.matter import case_of, needs
from yimen.channels.portal.receipts import material_name
from yimen.channels.portal.refusals import explained
from yimen.channels.portal.uploads import Taken, take_file
from yimen.core.cases.attached import Owed
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import AnsweredBefore, BadDocument, KeyConflict, NotNow, Why
from yimen.core.cases.take import take
from yimen.web import days
from yimen.web.files import Unfit
from yimen.web.forms import Answer, Question, blank
from yimen.web.forms.files import hint
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("supply")
@explained
def owed(request: Request, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id, "supply")
    left = [one for one in case.owed if one.settled_on is None]
    if not left:
        raise NotNow("settle_owed", [Why("nothing_owed")], [])
    wanted = next((one for one in left if str(one.id) == request.POST.get("owed")), None)
    if request.method != "POST" or wanted is None:
        return page(request, case, left)
    taken = taken_from(request, case, wanted)
    if taken.wrongs:
        return page(request, case, left, {str(wanted.id): taken.answer})
    try:
        says = {"owed": str(wanted.id), "documents": [taken.document]}
        take(case.id, "settle_owed", by=request.actor, says=says, at=now(), once=once(request, ""))
    except (AnsweredBefore, KeyConflict):
        return HttpResponseRedirect(f"/cases/{case_id}/")
    return HttpResponseRedirect(f"/cases/{case_id}/owed/" if len(left) > 1 else f"/cases/{case_id}/")


def taken_from(request: Request, case: Dossier, wanted: Owed) -> Taken:
    """The file of the form, or the earlier one that was chosen."""
    before = request.POST.get("again", "")
    if not before:
        return take_file(request, case.id, wanted.material, ask_for(case, wanted))
    try:
        return Taken(document=reuses.use(request, case, wanted.material, called(case, wanted), before))
    except BadDocument as bad:
        return Taken(Answer(wrongs=(Unfit(bad, "file"),)))


def ask_for(case: Dossier, one: Owed) -> Question:
    return Question("file", "file", title(case, one), hint=hint())


def title(case: Dossier, one: Owed) -> str:
    return material_name(case, one.material, called(case, one))


def called(case: Dossier, one: Owed) -> str:
    return next((material.zh for material in case.terms.materials if material.id == one.material), one.material)


def page(request: Request, case: Dossier, left: list[Owed], answers: dict[str, Answer] | None = None) -> HttpResponse:
    answers = answers or {}
    wrongs = [wrong for answer in answers.values() for wrong in answer.wrongs]
    context: Json = {
        "back": f"/cases/{case.id}/",
        "title": text("owing.title", n=len(left)),
        "lead": choose(name(case)),
        "owed": [
            {
                "id": str(one.id),
                "ask": ask_for(case, one),
                "answer": answers.get(str(one.id)) or blank(),
                "due": text("owing.due", day=days.day(one.due)),
                "uploads": f"/cases/{case.id}/materials/{one.material}/uploads/",
                "action": f"/cases/{case.id}/owed/?key={new_key()}",
                "again": reuses.offered(request, case, one.material, called(case, one)),
            }
            for one in left
        ],
        "wrongs": wrongs,
    }
    return render(request, "portal/owed.html", context, status=422 if wrongs else 200)
