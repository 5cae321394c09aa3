"""/desk/house/alterations/ – what was altered, one alteration with its undoing, and what waits for a second name."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.hall.administration import said
from yimen.channels.hall.administration.asking import HOUSE, WHY, led, reason, why_not
from yimen.channels.hall.administration.member_acts import uuid_of
from yimen.channels.hall.administration.rendered import proposed
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.core.administration.altering import agree, history, open_proposals, rows_in, settle, undo
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.models import Alteration, Proposal
from yimen.web.visits import Request

PAGE = 30
BOOK = f"{HOUSE}alterations/"


@require_safe
@needs("administer")
def alterations(request: Request) -> HttpResponse:
    rows = history(before=uuid_of(request.GET.get("before", "")), limit=PAGE + 1)
    context = {
        "desk": room(request, "alterations"),
        "proposals": [said.waiting(one) for one in open_proposals()],
        "rows": [said.line(one) for one in rows[:PAGE]],
        "next": f"?before={rows[PAGE - 1].id}" if len(rows) > PAGE else "",
    }
    return render(request, "desk/house_alterations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def alteration(request: Request, alteration_id: UUID) -> HttpResponse:
    found = Alteration.objects.select_related("undoes", "undone_by").filter(pk=alteration_id).first()
    if found is None:
        raise Http404
    refused = None
    if request.method == "POST":
        try:
            made = undo(found.id, reason(request))
            return led(made, f"{BOOK}{made.id}/")
        except NotAltered as why:
            refused = why
    context = {
        "desk": room(request, "alterations"),
        "one": found,
        "who": said.who(found),
        "parts": said.parts(found),
        "undone": f"{BOOK}{found.undone_by.id}/" if said.undone(found) else "",
        "undoes": f"{BOOK}{found.undoes_id}/" if found.undoes_id else "",
        "refused": why_not(refused),
        WHY: reason(request),
    }
    return render(request, "desk/house_alteration.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def proposal(request: Request, proposal_id: UUID) -> HttpResponse:
    found = Proposal.objects.filter(pk=proposal_id).first()
    if found is None:
        raise Http404
    refused = None
    if request.method == "POST":
        try:
            return settled(request, found)
        except NotAltered as why:
            refused = why
    context = {
        "desk": room(request, "alterations"),
        "one": found,
        "who": said.who(found),
        "parts": said.parts(found),
        "reads": proposed(rows_in(found)),
        "mine": found.by == request.actor.id,
        "refused": why_not(refused),
    }
    return render(request, "desk/house_proposal.html", context, status=422 if refused else 200)


def settled(request: Request, found: Proposal) -> HttpResponse:
    """Raises NotAltered."""
    match request.POST.get("do", ""):
        case "agree":
            made = agree(found.id)
            return HttpResponseRedirect(f"{BOOK}{made.id}/")
        case "decline":
            settle(found.id, "declined")
        case "withdraw":
            settle(found.id, "withdrawn")
    return HttpResponseRedirect(BOOK)
