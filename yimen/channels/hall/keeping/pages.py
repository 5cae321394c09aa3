"""/desk/keeping/ – cases whose time of keeping ends: listed a month ahead, erased by two people, and what remains of them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.core.cases.models import Keeping
from yimen.core.places.times import parse_period
from yimen.core.rights import keeping as core
from yimen.web import days
from yimen.web.formats import reference
from yimen.web.language import now, today
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
POWER = "clear_case"


@require_safe
@needs(POWER)
def ending(request: Request) -> HttpResponse:
    context: Json = {
        "desk": room(request, "keeping"),
        "rows": [line(one) for one in core.waiting()],
        "over": [line(one) for one in core.over()],
    }
    return render(request, "desk/keeping.html", context)


def line(row: Keeping) -> Json:
    return {
        "href": f"/desk/keeping/{row.case_id}/",
        "title": f"{title(row)} · {service(row)}",
        "more": " · ".join([text(f"keeping.outcome.{row.outcome}"), place_name(row.region)]),
        "tag": tag(row),
    }


def title(row: Keeping) -> str:
    return reference(row.number) if row.number else text("keeping.no_number")


def service(row: Keeping) -> str:
    return choose({"zh": row.name.get("zh") or row.service, "en": row.name.get("en") or ""})


def tag(row: Keeping) -> Json:
    if row.erased_at:
        return {"text": text("keeping.erased_on", day=days.day(row.erased_at.date())), "state": "hold"}
    if row.first_by:
        return {"text": text("keeping.one_name"), "state": "us"}
    over = row.last_day < today()
    return {"text": text("keeping.until", day=days.day(row.last_day)), "state": "turn" if over else "hold"}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(POWER)
def one(request: Request, case_id: UUID) -> HttpResponse:
    row = core.of(case_id)
    if row is None:
        raise Http404
    if request.method != "POST":
        return page(request, row)
    try:
        act(request, row)
    except core.CannotErase as refused:
        return page(request, row, text(f"keeping.not.{refused.why}"), 409)
    return HttpResponseRedirect("/desk/keeping/" if request.POST["do"] == "decline" else f"/desk/keeping/{case_id}/")


def act(request: Request, row: Keeping) -> None:
    """Raises CannotErase; also for a button that is not there, or not there any more."""
    match request.POST.get("do", ""):
        case "propose":
            core.propose(row, by=request.actor, at=now())
        case "decline":
            core.decline(row)
        case "agree" if row.first_by:
            core.agree(row, by=request.actor, at=now())
        case _:
            raise core.CannotErase("overtaken")


def page(request: Request, row: Keeping, wrong: str = "", status: int = 200) -> HttpResponse:
    context: Json = {
        "desk": room(request, "keeping"),
        "title": title(row),
        "service": service(row),
        "facts": facts(row),
        "erased": bool(row.erased_at),
        "case": "" if row.erased_at else f"/desk/cases/{row.case_id}/",
        "day": days.day(row.last_day),
        "first": row.first_name,
        "acts": offered(row, request.actor.id),
        "wrong": wrong,
        "action": f"/desk/keeping/{row.case_id}/",
    }
    return render(request, "desk/kept.html", context, status=status)


def offered(row: Keeping, me: str) -> list[str]:
    """The buttons, as far as they lead anywhere."""
    if row.erased_at or row.last_day >= today():
        return []
    if not row.first_by:
        return ["propose"]
    return ["decline"] if row.first_by == me else ["agree", "decline"]


def facts(row: Keeping) -> list[Json]:
    span = parse_period(row.keep)
    said = {
        "outcome": text(f"keeping.outcome.{row.outcome}"),
        "place": place_name(row.region),
        "keep": text(f"keeping.for.{span.unit}", n=span.n),
        "law": text("keeping.law", law=row.law, mark=row.mark),
        "last_day": days.day(row.last_day),
    }
    if row.erased_at:
        names = text("list.comma").join([row.first_name, row.second_name])
        said |= {"names": names, "erased": days.moment(row.erased_at), "chain": bytes(row.digest or b"").hex()}
    return [{"label": text(f"keeping.fact.{name}"), "value": value} for name, value in said.items()]
