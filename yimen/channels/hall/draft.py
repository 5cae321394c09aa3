"""/desk/drafts/<id>/ – an application at the counter, all on one page: what we have, what to ask, what was seen, attendance, submit."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall import guardian_signs
from yimen.channels.hall.before_me import add_slip, who
from yimen.channels.hall.case import short_heading
from yimen.channels.hall.draft_form import Sheet, anyway_wanted, heard, laid_out, pledge_wanted, uploads
from yimen.channels.hall.draft_parts import known, summary_of, verdict
from yimen.channels.hall.face import face_choice
from yimen.channels.hall.matter import must, needs
from yimen.channels.hall.refusals import explained, lines
from yimen.channels.hall.room import room
from yimen.channels.hall.visit import consenting, progress
from yimen.core.cases.errors import NotNow, SaysMissing
from yimen.core.cases.pledges import text_of
from yimen.core.cases.sheets import draft as draft_now
from yimen.core.cases.take import take
from yimen.core.services.published import edition_by_digest
from yimen.web.formats import reference
from yimen.web.language import today
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("take_in_application")
@explained
def draft(request: Request, case_id: UUID) -> HttpResponse:
    sheet = opened(request, case_id)
    if request.method != "POST":
        return page(request, sheet)
    wrongs = uploads(request, sheet)
    say = heard(request, sheet)
    try:
        again = opened(request, case_id, say)
    except SaysMissing as missing:
        return page(request, sheet, told=lines(missing), status=422)
    again.answers, again.sent = sheet.answers, True
    wanted = request.POST.getlist("do")
    if sheet.wrongs or wrongs:
        return page(request, again, told=wrongs, status=422)
    if "show" in wanted:
        progress.show(request, again)
    if "consent" in wanted:
        return page(request, again, told=[why] if (why := consenting.ask(request, again)) else None)
    return handed_in(request, again) if "submit" in wanted else page(request, again)


def opened(request: Request, case_id: UUID, say: Json | None = None) -> Sheet:
    """Raises NoSuchCase, NotNow, SaysMissing, NotYourPower."""
    found = draft_now(case_id, by=request.actor, say=say)
    must(request, "apply", found.dossier)
    return laid_out(found, edition_by_digest(found.advice["edition"]))


def handed_in(request: Request, sheet: Sheet) -> HttpResponse:
    """Attendance and submission in one act; what is still open is asked on the same page, with everything kept."""
    if sheet.open_questions and not anyway_wanted(request):
        return page(request, sheet, told=[text("intake.more", n=len(sheet.open_questions))], status=422)
    if pledge_wanted(sheet) and request.POST.get("pledge") != "yes":
        return page(request, sheet, told=[text("intake.pledge_missing")], status=422)
    if not progress.agreed(request, sheet):
        return page(request, sheet, told=[text("screen.not_read")], status=422)
    case, by = sheet.case, request.actor
    if not case.last("attend") and not identified(request, sheet):
        return page(request, sheet, told=[text("intake.identify_first")], status=422)
    try:
        if not case.last("attend"):
            take(case.id, "attend", by=by, says={"shown": paper_shown(request, sheet)}, channel="hall")
        done = take(case.id, "submit", by=by, says=says(request, sheet), channel="hall")
    except (NotNow, SaysMissing) as refused:
        return page(request, sheet, told=lines(refused), status=409)
    progress.handed_over(request, done)
    person = case.case.applicant_id or case.case.agent_id
    if person:
        add_slip(
            request,
            person,
            {
                "href": f"/desk/drafts/{case.id}/slip/",
                "title": short_heading(done)["title"],
                "more": reference(done.number or ""),
            },
        )
    return HttpResponseRedirect(f"/desk/drafts/{case.id}/slip/")


def says(request: Request, sheet: Sheet) -> Json:
    said: Json = {"anyway": True} if anyway_wanted(request) else {}
    if pledge_wanted(sheet):
        said["pledge"] = {"signed_by": sheet.case.case.applicant_name, "read": True}
    return said


def identified(request: Request, sheet: Sheet) -> bool:
    """Has this officer seen who stands there? What a colleague saw, or another session, is not said in this officer's name."""
    person = sheet.case.case.applicant_id or sheet.case.case.agent_id
    return person is None or who(request, person) is not None


def paper_shown(request: Request, sheet: Sheet) -> str:
    """The paper of identity, and the originals that were looked at."""
    person = sheet.case.case.applicant_id or sheet.case.case.agent_id
    here = who(request, person) if person else None
    none = text("intake.paper.none")
    paper = here["paper"] if here else none
    if here and paper != none:
        paper = text("intake.digits", paper=paper, number=here["number"])
    seen = (
        [choice.text for choice in sheet.seen.choices if choice.code in request.POST.getlist(sheet.seen.name)]
        if sheet.seen
        else []
    )
    return text("intake.seen_too", paper=paper, seen=text("list.comma").join(seen)) if seen else paper


def page(request: Request, sheet: Sheet, *, told: list[str] | None = None, status: int = 200) -> HttpResponse:
    person = sheet.case.case.applicant_id or sheet.case.case.agent_id
    send = progress.send(request, sheet.case.id, sheet)
    context: Json = {
        "desk": room(request, "intake"),
        "case": short_heading(sheet.case),
        "back": f"/desk/intake/{person}/",
        "action": f"/desk/drafts/{sheet.case.id}/",
        "known": known(sheet),
        "asks": sheet.shown(),
        "devices": sheet.devices_shown(),
        "face": face_choice(sheet, here=send["agreed"]),
        "seen": sheet.seen,
        "seen_answer": sheet.seen_answer(request),
        "files": sheet.files_shown(),
        "verdict": verdict(sheet),
        "pledge": text_of(sheet.edition.service, today()).splitlines() if pledge_wanted(sheet) else [],
        "pledged": request.POST.get("pledge") == "yes",
        "anyway": anyway_wanted(request),
        "summary": summary_of(sheet),
        "told": told or [],
        "wrongs": sheet.wrongs,
        "guardian": guardian_signs.line(sheet),
        "send": send,
    }
    return render(request, "desk/draft.html", context, status=status)
