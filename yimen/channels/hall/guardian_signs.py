"""/desk/drafts/<id>/guardian/ – the second signature under a child's application: a code for the guardian's own phone, or a signature
before the officer by a guardian who was identified here."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.before_me import everybody, open_again
from yimen.channels.hall.case import short_heading
from yimen.channels.hall.draft_form import Sheet, laid_out
from yimen.channels.hall.matter import must, needs
from yimen.channels.hall.refusals import explained, lines
from yimen.channels.hall.room import room
from yimen.core.cases.cosigning import GUARDIAN, MOVE, parties, second, standing, to_sign
from yimen.core.cases.cosigning_by_code import ask
from yimen.core.cases.dossier import Event
from yimen.core.cases.errors import NotNow
from yimen.core.cases.handing_over import Code, NotTaken
from yimen.core.cases.sheets import draft as draft_now
from yimen.core.cases.store import read_case
from yimen.core.cases.take import take
from yimen.core.people.proxies import in_force
from yimen.core.services.published import edition_by_digest
from yimen.web import days
from yimen.web.language import now, today
from yimen.web.laws import cited
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
BUSY = 503


@require_http_methods(["GET", "HEAD", "POST"])
@needs("take_in_application")
@explained
def guardian(request: Request, case_id: UUID) -> HttpResponse:
    found = draft_now(case_id, by=request.actor)
    must(request, "apply", found.dossier)
    sheet = laid_out(found, edition_by_digest(found.advice["edition"]))
    if request.method != "POST":
        return page(request, sheet)
    try:
        if (who := request.POST.get("guardian")) is None:
            return page(request, sheet, code=ask(case_id, request.actor, now()))
        signed_here(request, sheet, who)
    except NotTaken as busy:
        return page(request, sheet, told=[text(f"handed.not.{busy.key}")], status=BUSY)
    except NotNow as refused:
        return page(request, sheet, told=lines(refused), status=409)
    return HttpResponseRedirect(f"/desk/drafts/{case_id}/guardian/")


def signed_here(request: Request, sheet: Sheet, who: str) -> None:
    """A guardian whom this officer has identified has read and signed before the officer. Raises NotNow."""
    case = sheet.case.case
    if case.applicant_id:
        open_again(case.applicant_id)
    someone = who if who in everybody(request) else ""
    says = {
        "as_read": request.POST.get("as_read", "")[:100].strip() or "?",
        "guardian": someone or str(case.applicant_id),
    }
    take(case.id, MOVE, by=request.actor, says=says, channel="hall")


def line(sheet: Sheet) -> Json | None:
    """For the page of the draft: whether a guardian signs, and has."""
    if not second(sheet.edition, sheet.advice):
        return None
    event = standing(sheet.case)
    if event:
        return {"state": "ok", "text": text("cosign.signed", who=signer(event), at=days.moment(event.at))}
    return {"state": "turn", "text": text("cosign.changed" if sheet.case.last(MOVE) else "cosign.wanted")}


def page(
    request: Request, sheet: Sheet, *, code: Code | None = None, told: list[str] | None = None, status: int = 200
) -> HttpResponse:
    case = sheet.case
    law = second(sheet.edition, sheet.advice)
    context: Json = {
        "desk": room(request, "intake"),
        "case": short_heading(case),
        "back": f"/desk/drafts/{case.id}/",
        "action": f"/desk/drafts/{case.id}/guardian/",
        "state": line(sheet),
        "law": cited(law),
        "told": told or [],
        "code": f"{code.digits[:3]} {code.digits[3:]}" if code else "",
        "scan": request.build_absolute_uri(f"/sign/{code.token}/") if code else "",
        "ends": days.moment(code.ends) if code else "",
        "here": here(request, sheet),
        "as_read": to_sign(read_case(case.id)),
    }
    return render(request, "desk/guardian.html", context, status=status)


def here(request: Request, sheet: Sheet) -> list[Json]:
    """Guardians of this child who stand before this officer."""
    case = sheet.case.case
    if case.applicant_id:
        open_again(case.applicant_id)
    found = in_force(today()).filter(principal_person_id=case.applicant_id, kind=GUARDIAN)
    known = {str(one) for one in found.values_list("agent_id", flat=True)} - parties(sheet.case)
    return [
        {"id": key, "name": one["name"], "paper": one["paper"]}
        for key, one in everybody(request).items()
        if key in known
    ]


def signer(event: Event) -> str:
    """Who signed on the own phone has a name in the event; whoever signed here was named by the officer."""
    return event.actor_name if event.role == "applicant" else text("cosign.at_window")
