"""/cases/<id>/ – my case: the drawn clock, the four facts, the steps, the papers, and what else can be done."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal import standing as stands
from yimen.channels.portal.certificates import certificates
from yimen.channels.portal.matter import case_of, needs
from yimen.channels.portal.rating_stages import open_stage, stage_title
from yimen.channels.portal.receipts import missing, newest, receipt
from yimen.channels.portal.standing import Standing
from yimen.channels.portal.story import paper_name, steps
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.lists import find
from yimen.core.cases.table import possible
from yimen.core.ratings.models import Rating
from yimen.web import days, lost
from yimen.web.formats import reference
from yimen.web.language import now
from yimen.web.running import Running
from yimen.web.served import service
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
DECISIONS = ("NSA", "NST", "NAC", "NGA", "REV")  # what the person must read: reasons and remedies


@require_safe
@needs("see_case")
def case(request: Request, case_id: UUID) -> HttpResponse:
    found = case_of(request, case_id)
    return render(request, "portal/case.html", page(request, found) | {"rating": rating_of(request, found)})


@require_safe
@needs("see_case")
def by_number(_request: Request, number: str) -> HttpResponse:
    """The same under its number, however it was typed."""
    found = find(number)
    if found is None:
        raise Http404
    return HttpResponseRedirect(f"/cases/{found.id}/")


def page(request: Request, found: Dossier) -> Json:
    standing = Standing(found, Running(found))
    return {
        "tag": stands.tag(standing),
        "number": reference(found.number) if found.number else "",
        "title": choose(name(found)),
        "subtitle": text("my_case.applicant", name=found.case.applicant_name),
        "drawn": None if standing.revoked else standing.running.drawn,
        "until": stands.until_today(standing),
        "who": stands.who(standing),
        "notice": stands.notice(standing),
        "turn": turn(standing),
        "lost": lost.for_person(found),
        "steps": steps(standing),
        "receipt": receipt(request, found, newest(found)),
        "papers": papers(standing),
        "service": service(found),
        "certificates": certificates(found),
        "messages": [],
        "bring": missing(found) if found.state == "submitted" else [],
        "others": others(standing, request),
    }


def rating_of(request: Request, found: Dossier) -> Json | None:
    """Five words, as long as there is a stage that was not rated; one query."""
    if request.actor.role != "applicant" or found.state == "draft":
        return None
    stage = open_stage(found, set(Rating.objects.filter(case_id=found.id).values_list("stage", flat=True)))
    return {"action": f"/cases/{found.id}/rating/", "title": stage_title(stage)} if stage else None


def name(found: Dossier) -> Any:
    return {"zh": found.terms.name.get("zh") or found.case.service, "en": found.terms.name.get("en")}


def turn(standing: Standing) -> Json | None:
    """The one button, where something waits for the person."""
    at = f"/cases/{standing.case.id}/"
    if standing.key == "draft":
        return {"href": f"{at}have/", "text": text("my_case.go_on")}
    if standing.key == "correcting":
        return {"href": f"{at}correction/", "text": text("my_case.correct")}
    if standing.key == "pay" and standing.case.terms.fee is not None:
        return {"href": f"{at}payment/", "text": text("my_case.pay")}
    if standing.key == "come":
        return {
            "href": f"/services/{standing.case.case.service}/?region={standing.case.case.region}#where",
            "text": text("my_case.where"),
        }
    decision = next((one for one in reversed(standing.case.papers) if one.kind in DECISIONS), None)
    return {"href": f"/papers/{decision.id}/", "text": text("my_case.decision")} if decision else None


def papers(standing: Standing) -> list[Json]:
    return [
        {
            "href": f"/papers/{one.id}/",
            "title": paper_name(standing, one),
            "more": " · ".join(filter(None, [days.moment(one.issued_at), one.number])),
            **({"tag": {"text": text("my_case.taken_back"), "state": "hold"}} if one.withdrawn_on else {}),
        }
        for one in reversed(standing.case.papers)
    ]


def others(standing: Standing, request: Request) -> list[Json]:
    """What else the person may do now, as the procedure has it."""
    at = f"/cases/{standing.case.id}/"
    moves = (
        {one.move for one in possible(standing.case, request.actor, now())}
        if request.actor.role == "applicant"
        else set()
    )
    links = {"withdraw": "withdrawal", "request_review": "review", "settle_owed": "owed", "ask_hearing": "hearing",
             "confirm_address": "address"}  # fmt: skip
    found = [
        {"href": f"{at}{page_name}/", "title": text(f"my_case.{move}")}
        for move, page_name in links.items()
        if move in moves
    ]
    if standing.case.terms.fee is not None and standing.case.state != "draft" and request.actor.role == "applicant":
        found.append({"href": f"{at}payment/", "title": text("my_case.payment")})
    return [
        *found,
        {"href": "/mine/lookups/", "title": text("my_case.lookups")},
        {"href": f"/complaints/new/?case={standing.case.id}", "title": text("my_case.complain")},
        {"href": "/about/help/", "title": text("my_case.help")},
    ]
