"""/desk/intake/<person>/ – the person before the officer: what is open, what was done just now, and which service comes next."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.hall.before_me import who
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.channels.hall.visit.receipts import summed
from yimen.core.cases.begin import serves
from yimen.core.cases.models import Case
from yimen.core.cases.vocabulary import OPEN
from yimen.core.people.actors import Actor
from yimen.core.services.catalogue import search
from yimen.core.services.editions import Edition
from yimen.core.services.published import published
from yimen.core.work.receptions import cases_of, running
from yimen.web.formats import reference
from yimen.web.language import today
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
TAKES = ("precheck", "apply", "all")


@require_safe
@needs("take_in_application")
def person(request: Request, person_id: UUID) -> HttpResponse:
    here = who(request, person_id)
    if here is None:
        return HttpResponseRedirect("/desk/intake/")
    query = request.GET.get("q", "").strip()[:100]
    open_ones = Case.objects.filter(applicant_id=person_id, state__in=sorted(OPEN)).order_by("-created_at")[:20]
    context: Json = {
        "desk": room(request, "intake"),
        "who": here,
        "query": query,
        "open": [open_case(one) for one in open_ones],
        "services": [card(person_id, one) for one in offered(query, request.actor)],
        "done": here["done"],
        "receipts": f"/desk/intake/{person_id}/receipts/" if here["done"] else "",
        "pays": f"/desk/intake/{person_id}/payment/",
        "sum": of_visit(request, person_id) if here["done"] else None,
        "action": f"/desk/intake/{person_id}/",
    }
    return render(request, "desk/person.html", context)


def of_visit(request: Request, person_id: UUID) -> Json | None:
    visit = running(person_id, by=request.actor)
    return summed([case for case in cases_of(visit) if case.number]) if visit else None


def offered(query: str, by: Actor) -> list[Edition]:
    """What this counter takes in for the authorities that it serves, found by what people say; without words all of it."""
    taken = {one.service.service: one for one in published() if takes_in(one) and serves(by, one, today())}
    if not query:
        return list(taken.values())
    return [taken[item["code"]] for item in search(query, 20)["items"] if item["code"] in taken]


def takes_in(edition: Edition) -> bool:
    door = edition.service.channels.get("hall")
    return bool(door and door.do in TAKES and edition.service.valid.holds(today()))


def card(person_id: UUID, edition: Edition) -> Json:
    said = text("list.comma").join(choose(word) for word in edition.service.words[:3])
    return {
        "action": f"/desk/intake/{person_id}/{edition.service.service}/",
        "title": choose(edition.service.name),
        "more": said,
    }


def open_case(row: Case) -> Json:
    """A draft is gone on with; what is handed in is opened, there attendance is recorded."""
    named: Json = row.terms.get("name") or {}
    here = f"/desk/drafts/{row.id}/" if row.state == "draft" else f"/desk/cases/{row.id}/"
    return {
        "href": here,
        "title": choose({"zh": named.get("zh") or row.service, "en": named.get("en") or ""}),
        "more": reference(row.number or ""),
        "tag": {"text": text(f"hall.state.{row.state}"), "state": "turn" if row.state == "draft" else "us"},
    }
