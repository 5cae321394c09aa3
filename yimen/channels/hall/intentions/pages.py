"""/desk/intentions/<id>/ – take back what was pressed, have it done at once, or read why it was not done; the words stay in the form."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.hall.intentions import standing
from yimen.channels.hall.matter import case_of, needs
from yimen.channels.hall.refusals import explained, happened, reason
from yimen.channels.hall.room import room
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import Why
from yimen.core.cases.wording import words
from yimen.core.work.intentions import carry_out, seen, take_back, typed_again
from yimen.core.work.models import Intention
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_case")
@explained
def intention(request: Request, intention_id: UUID) -> HttpResponse:
    found = Intention.objects.filter(id=intention_id).first()
    if found is None:
        raise Http404
    if request.method != "POST" or found.officer != request.actor.id:
        return page(request, found, 409 if request.method == "POST" else 200)  # colleagues see that something waits
    act = {"back": back, "now": at_once, "seen": read}.get(request.POST.get("do", ""), page)
    return act(request, found)


def back(request: Request, found: Intention) -> HttpResponse:
    """To the form as it was; where it is too late, what happened instead."""
    one = take_back(found.id, by=request.actor) or found
    standing.keep(request, one)
    return to_form(one) if one.state == "taken_back" else page(request, one, 409)


def at_once(request: Request, found: Intention) -> HttpResponse:
    one = carry_out(found.id) or found
    standing.keep(request, one)
    return HttpResponseRedirect(f"/desk/cases/{one.case_id}/") if one.state == "done" else page(request, one, 409)


def read(request: Request, found: Intention) -> HttpResponse:
    seen(found.id, by=request.actor)
    standing.forget(request, found.id)
    return HttpResponseRedirect(f"/desk/cases/{found.case_id}/")


def to_form(one: Intention) -> HttpResponse:
    return HttpResponseRedirect(f"/desk/cases/{one.case_id}/{one.move}/?again={one.id}")


def page(request: Request, one: Intention, status: int = 200) -> HttpResponse:
    case = case_of(request, one.case_id)
    context: Json = {
        "desk": room(request, "cases"),
        "title": text(f"intended.title.{one.state}", move=choose(words("moves", one.move))),
        "lead": text(f"intended.lead.{one.state}"),
        "about": case.case.applicant_name,
        "lines": why(one, case),
        "state": one.state,
        "action": f"/desk/intentions/{one.id}/",
        "mine": one.officer == request.actor.id,
        "again": f"/desk/cases/{one.case_id}/{one.move}/?again={one.id}" if one.said and one.state != "waiting" else "",
        "back": f"/desk/cases/{one.case_id}/",
    }
    return render(request, "desk/intention.html", context, status=status)


def why(one: Intention, case: Dossier) -> list[str]:
    """What stood in the way, or what has happened to the case since the officer saw it."""
    said = [told(Why(each["key"], each.get("params", {}))) for each in one.why if each["key"] != "older_page"]
    changed = [happened(event) for event in case.events if event.n > one.expects] if one.state == "refused" else []
    return [*said, *changed]


def told(why: Why) -> str:
    return text("intended.no_longer_yours") if why.key == "no_longer_yours" else reason(why)


def form_again(request: Request, case_id: UUID) -> QueryDict | None:
    """What stood in the form of an act that was taken back or refused."""
    try:
        typed = typed_again(UUID(request.GET["again"]), case_id, by=request.actor)
    except (KeyError, ValueError):
        return None
    fields = QueryDict(mutable=True)
    for name, values in typed.items():
        fields.setlist(name, values)
    return fields if typed else None
