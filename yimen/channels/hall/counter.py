"""POST /desk/intake/<person>/<service>/ – begin an application for the person who stands here, or say which one is open already."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from yimen.channels.hall.before_me import open_again, who
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.core.cases.begin import begin
from yimen.core.cases.errors import AlreadyOpen, NoService, Refused
from yimen.core.cases.wording import words
from yimen.core.people.models import Organisation
from yimen.core.people.proxies import in_force
from yimen.core.services.published import NotPublished, edition_of
from yimen.core.work.receptions import belongs, running, said_before
from yimen.web.formats import reference
from yimen.web.language import today
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_POST
@needs("take_in_application")
def counter(request: Request, person_id: UUID, code: str) -> HttpResponse:
    if who(request, person_id) is None:
        return HttpResponseRedirect("/desk/intake/")
    open_again(person_id)
    listed = whom(person_id, code)
    chosen = request.POST.get("whom") or (next(iter(listed)) if len(listed) == 1 else "")
    if chosen not in listed:
        return asked(request, person_id, code, listed)
    try:
        made = begin(
            code,
            by=request.actor,
            channel="hall",
            region=request.actor.office[:6],
            reason=request.POST.get("reason", "")[:500],
            facts=told_before(request, person_id, code),
            **listed[chosen][1],
        )
    except AlreadyOpen as found:
        return already(request, person_id, code, chosen, found)
    except Refused as refused:
        return refused_page(request, person_id, refused)
    if visit := running(person_id, by=request.actor):
        belongs(visit, made.id)
    return HttpResponseRedirect(f"/desk/drafts/{made.id}/")


def told_before(request: Request, person_id: UUID, code: str) -> Json:
    """What was said or seen during this visit already is not asked again."""
    visit = running(person_id, by=request.actor)
    try:
        return said_before(visit, edition_of(code, today())) if visit else {}
    except NotPublished:
        return {}


def whom(person_id: UUID, code: str) -> dict[str, tuple[str, Json]]:
    """For the person, or for the organisations that the person speaks for, as the service has it."""
    try:
        wanted = edition_of(code, today()).service.for_
    except NotPublished:
        return {"p": (text("intake.self"), {"applicant": person_id})}
    found: dict[str, tuple[str, Json]] = (
        {"p": (text("intake.self"), {"applicant": person_id})} if wanted != "organisation" else {}
    )
    if wanted == "person":
        return found
    ids = in_force(today()).filter(agent_id=person_id).values("principal_organisation_id")
    for one in Organisation.objects.filter(id__in=ids).order_by("name"):
        found[str(one.id)] = (one.name, {"organisation": one.id, "agent": person_id})
    return found


def asked(request: Request, person_id: UUID, code: str, listed: dict[str, tuple[str, Json]]) -> HttpResponse:
    lines = [] if listed else [text("intake.no_organisation")]
    context = base(request, person_id, text("intake.whom")) | {
        "lines": lines,
        "choices": [{"value": key, "text": name} for key, (name, _) in listed.items()],
        "action": f"/desk/intake/{person_id}/{code}/",
    }
    return render(request, "desk/whom.html", context, status=200 if listed else 409)


def already(request: Request, person_id: UUID, code: str, chosen: str, found: AlreadyOpen) -> HttpResponse:
    context = base(request, person_id, choose(words("errors", "already_open"))) | {
        "lines": [],
        "links": [
            {
                "href": link(one),
                "title": reference(one["number"] or "") or text("hall.state.draft"),
                "tag": {"text": text(f"hall.state.{one['state']}"), "state": "us"},
            }
            for one in found.cases
        ],
        "action": f"/desk/intake/{person_id}/{code}/",
        "whom": chosen,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "desk/already_open.html", context, status=409)


def link(one: Json) -> str:
    return f"/desk/drafts/{one['id']}/" if one["state"] == "draft" else f"/desk/cases/{one['id']}/"


def refused_page(request: Request, person_id: UUID, refused: Refused) -> HttpResponse:
    why = (
        choose(words("services", refused.why))
        if isinstance(refused, NoService)
        else choose(words("errors", refused.key))
    )
    context = base(request, person_id, choose(words("errors", refused.key))) | {"lines": [why], "links": []}
    return render(request, "desk/refused.html", context, status=409)


def base(request: Request, person_id: UUID, title: str) -> Json:
    return {"desk": room(request, "intake"), "title": title, "back": f"/desk/intake/{person_id}/"}
