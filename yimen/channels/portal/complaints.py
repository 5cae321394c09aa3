"""/complaints/ – 投诉和“办不成事”: about a case, an office or nothing at all, with or without sign-in; one's own with how they stand."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.portal.cases import line as case_line
from yimen.channels.portal.matter import needs
from yimen.channels.portal.unfinished import again, keeps, sent
from yimen.core.cases.lists import mine as own_cases
from yimen.core.cases.models import Case, Event
from yimen.core.people.actors import STAFF
from yimen.core.people.secrecy import blind
from yimen.core.places.models import Office
from yimen.core.ports.statements import ask_row
from yimen.core.ratings import orders
from yimen.core.ratings.models import WorkOrder
from yimen.core.ratings.orders import Said, open_order
from yimen.web import days, errors
from yimen.web.forms import Answer, Choice, Question, Sent, blank, known, read_all
from yimen.web.language import now
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
KINDS = ("stuck", "complaint")
NOTHING, AN_OFFICE = "nothing", "office"
SHOWN = 8  # cases to choose from
MOST, WITHIN = 20, timedelta(hours=1)  # complaints from one address, so that nobody drowns the others


@require_safe
@needs("complain")
def complaints(request: Request) -> HttpResponse:
    own = list(orders.mine(UUID(request.actor.id))[:50]) if request.actor.role == "applicant" else []
    context: Json = {"back": "/", "orders": [line(one) for one in own]}
    return render(request, "portal/complaints.html", context)


def line(row: WorkOrder) -> Json:
    state, tag = standing(row)
    return {
        "href": f"/complaints/{row.id}/",
        "title": text(f"complaint.kind.{row.kind}"),
        "more": text("complaint.sent", moment=days.moment(row.opened_at)),
        "tag": {"text": tag, "state": state},
    }


def standing(row: WorkOrder) -> tuple[str, str]:
    """The state of the tag and its words."""
    if row.closed_at:
        return "ok", text("complaint.tag.closed")
    if row.with_the_person:
        return "turn", text("complaint.tag.answered")
    return "us", text("complaint.tag.called" if row.called_at else "complaint.tag.open")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("complain")
def new(request: Request) -> HttpResponse:
    asks = questions(request)
    if request.method != "POST":
        return page(request, asks, beginning(request) | again(request, asks))
    answers = read_all(asks, Sent(request.POST))
    if any(not one.right for one in answers.values()):
        return page(request, asks, answers, status=422)
    if not within_budget(request):
        return errors.refusal(request, 429)
    row, code = open_order(said(answers), request.actor, now())
    sent(request)
    if not code:
        return HttpResponseRedirect(f"/complaints/{row.id}/")
    return render(request, "portal/complaint_sent.html", {"code": spaced(code), "call_by": days.day(row.call_by)})


def questions(request: Request) -> list[Question]:
    kinds = tuple(Choice(kind, text(f"complaint.kind.{kind}"), text(f"complaint.more.{kind}")) for kind in KINDS)
    cases = own_cases(UUID(request.actor.id), limit=SHOWN) if request.actor.role == "applicant" else []
    rows = ((case, case_line(case)) for case in cases)
    about = [Choice(str(case.id), one["title"], one["more"]) for case, one in rows]
    about += [Choice(name, text(f"complaint.about.{name}")) for name in (AN_OFFICE, NOTHING)]
    return [
        Question("kind", "choice", text("complaint.which"), choices=kinds),
        Question("about", "choice", text("complaint.about_what"), choices=tuple(about)),
        Question(
            "place", "text", text("complaint.place"), hint=text("complaint.place_hint"), optional=True, longest=100
        ),
        Question("words", "long_text", text("complaint.words"), hint=text("complaint.words_hint"), longest=2000),
        Question("phone", "phone", text("complaint.phone"), hint=text("complaint.phone_hint"), optional=True),
    ]


def beginning(request: Request) -> dict[str, Answer]:
    """What the link that led here says already."""
    kind = request.GET.get("kind", "")
    case, place = request.GET.get("case", "")[:40], request.GET.get("place", "")[:100]
    return {
        "kind": known({"kind": kind if kind in KINDS else KINDS[0]}),
        "about": known({"about": case or (AN_OFFICE if place else "")}),
        "place": known({"place": place}),
    }


def said(answers: dict[str, Answer]) -> Said:
    about, typed = answers["about"].value, answers["place"].value or ""
    case = own_case(about)
    office = an_office(typed) if typed and not case else None
    place = case or (office and {"region": office.region, "office": office.code}) or {}
    return Said(
        kind=answers["kind"].value, words=answers["words"].value, phone=answers["phone"].value or "", place=typed,
        case=UUID(about) if case else None, region=place.get("region", ""), office=place.get("office", ""),
        not_by=handled_by(UUID(about)) if case else frozenset(),
    )  # fmt: skip


def own_case(about: str) -> dict[str, str] | None:
    """The place of the case that was chosen; the form has checked that it is one of the person's."""
    if about in (NOTHING, AN_OFFICE):
        return None
    found = Case.objects.filter(id=UUID(about)).values("region", "office").first()
    return {"region": found["region"], "office": found["office"]} if found else None


def handled_by(case: UUID) -> frozenset[str]:
    rows = Event.objects.filter(case_id=case, role__in=sorted(STAFF)).values_list("actor_id", flat=True)
    return frozenset(rows)


def an_office(typed: str) -> Office | None:
    """The one office of that name; where there are several or none, every supervisor of this node sees the words."""
    found = list(Office.objects.filter(name_zh__icontains=typed)[:2])
    return found[0] if len(found) == 1 else None


def within_budget(request: Request) -> bool:
    bucket = blind("complaint address", request.META.get("REMOTE_ADDR", "-"))
    row = ask_row("select people_attempt_count(%s, %s)", [[bucket], WITHIN])
    return bool(row and row[0][0] <= MOST)


def spaced(code: str) -> str:
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def page(request: Request, asks: list[Question], answers: dict[str, Answer], status: int = 200) -> HttpResponse:
    context: Json = {
        "back": "/complaints/",
        "title": text("complaint.title"),
        "lead": text("complaint.lead"),
        "notices": [],
        "asks": [{"ask": ask, "answer": answers.get(ask.name) or blank()} for ask in asks],
        "keep": keeps(request, request.actor.role),
        "wrongs": [wrong for one in answers.values() for wrong in one.wrongs],
        "action": "/complaints/new/",
        "act": text("complaint.send"),
        "no": {"href": "/complaints/", "text": text("complaint.not_now")},
    }
    return render(request, "portal/act.html", context, status=status)
