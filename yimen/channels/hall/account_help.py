"""/desk/access/<person>/ – help with the ways in for the person who stands here with an identity card: unlink, link, end visits, confirm
a number, enter a guardian. Each asks what it is for, is written in the book of access, waits for the person, and is printed on a slip."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.hall.before_me import who
from yimen.channels.hall.guardianship import NotEntered, enter, questions as guardian_questions
from yimen.channels.hall.keys import is_id
from yimen.channels.hall.matter import needs
from yimen.channels.hall.room import room
from yimen.core.exchange.wards import Followed, NotAnswered, follow
from yimen.core.people import access_book, visits
from yimen.core.people.identities import identities_of, link_again, unlink, waiting_for_help
from yimen.core.people.lookups import Look, record
from yimen.core.people.models import Person
from yimen.core.people.numbers import WrongNumber
from yimen.core.people.registry import change_phone
from yimen.core.places.sentences import says_something
from yimen.web import days
from yimen.web.formats import badge
from yimen.web.forms import Answer, Sent, blank, read_all
from yimen.web.language import now
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import text

Json = dict[str, Any]
SLIP = "access_slip"  # of the session
MOST = 100  # that the waiting line shows
CARDS = ("id_card", "temporary", "passport", "household_book", "residence")
ACTS = ("unlink", "link", "visits", "phone", "guardian", "wards")


@require_safe
@needs("help_with_access")
def waiting(request: Request) -> HttpResponse:
    """/desk/access/ – whose identity waits for an officer who sees the card: dealt with when the person has come and was identified."""
    rows = [
        {
            "title": one.name,
            "more": text("account_help.waits", place=place_name(one.region), since=days.moment(one.since)),
        }
        for one in waiting_for_help(MOST)
    ]
    return render(request, "desk/account_waiting.html", {"desk": room(request, "intake"), "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("help_with_access")
def account_help(request: Request, person_id: UUID) -> HttpResponse:
    here = who(request, person_id)
    if here is None:
        return HttpResponseRedirect("/desk/intake/")
    shown = {text(f"intake.paper.{one}") for one in CARDS}
    if here["paper"] not in shown:
        return page(request, person_id, here, wrong="no_card")
    record(Look("attendance", now()), person=person_id)  # opens the person for this page, and the person reads it
    if request.method != "POST":
        return page(request, person_id, here)
    return helped(request, person_id, here)


def helped(request: Request, person: UUID, here: Json) -> HttpResponse:
    do, note = request.POST.get("do", ""), request.POST.get("note", "").strip()[:200]
    if do not in ACTS:
        return HttpResponseRedirect(f"/desk/access/{person}/")
    if not says_something(note):
        return page(request, person, here, wrong="note")
    try:
        done = does(request, person, do, note)
    except (WrongNumber, NotAnswered) as wrong:
        return page(request, person, here, wrong="phone" if isinstance(wrong, WrongNumber) else "silent")
    except NotEntered as wrong:
        return page(request, person, here, wrong=wrong.why, answers=wrong.answers)
    if not done:
        return page(request, person, here, wrong="nothing")
    slip = {"person": str(person), "name": here["name"], "number": here["number"], "paper": here["paper"]}
    request.session[SLIP] = slip | {"what": do, "note": note, "at": now().isoformat()}
    return HttpResponseRedirect(f"/desk/access/{person}/slip/")


def does(request: Request, person: UUID, do: str, note: str) -> bool:
    """Raises WrongNumber for a phone, NotEntered for a guardian, NotAnswered where the population register is silent."""
    which = request.POST.get("id", "")
    match do:
        case "unlink":
            ended = is_id(which) and unlink(person, UUID(which), note)
            if ended:
                visits.end_all(str(person))
            return ended
        case "link":
            return is_id(which) and link_again(person, UUID(which), note)
        case "visits":
            visits.end_all(str(person))
            access_book.note_down("visits_ended", str(person), note=note)
        case "phone":
            change_phone(person, request.POST.get("phone", ""))
            access_book.note_down("phone_confirmed", str(person), note=note)
        case "wards":
            return follow(person, now()) != Followed(0, 0)
        case _:
            enter(read_all(guardian_questions(), Sent(request.POST)), person, note)
    return True


def page(
    request: Request, person: UUID, here: Json, *, wrong: str = "", answers: dict[str, Answer] | None = None
) -> HttpResponse:
    open_ = wrong != "no_card"
    them = Person.objects.filter(pk=person).first() if open_ else None
    said = answers or {}
    context: Json = {
        "desk": room(request, "intake"),
        "who": here,
        "person": person,
        "open": open_,
        "identities": [identity(one) for one in identities_of(person)] if open_ else [],
        "visits": len(visits.visits_of(str(person))) if open_ else 0,
        "phone": them.phone if them else "",
        "asks": [{"ask": ask, "answer": said.get(ask.name) or blank()} for ask in guardian_questions()],
        "wrongs": [one for answer in said.values() for one in answer.wrongs],
        "typed": request.POST.get("note", ""),
        "wrong": wrong,
    }
    return render(request, "desk/account_help.html", context, status=422 if wrong else 200)


def identity(one: Any) -> Json:
    used = days.moment(one.last_used) if one.last_used else text("keys.never")
    more = text("account_help.identity_more", since=days.moment(one.since), used=used)
    return {"id": one.id, "more": more, "state": one.state}


@require_safe
@needs("help_with_access")
def account_slip(request: Request, person_id: UUID) -> HttpResponse:
    """What was done, for the person to take along: printed, and written nowhere that is not sealed."""
    slip = request.session.get(SLIP) or {}
    if slip.get("person") != str(person_id):
        return HttpResponseRedirect("/desk/intake/")
    rows = [
        {"label": text("intake.name"), "value": slip["name"]},
        {"label": text("intake.number"), "value": slip["number"]},
        {"label": text("intake.shown"), "value": slip["paper"]},
        {"label": text("account_help.what"), "value": text(f"account_help.did.{slip['what']}")},
        {"label": text("account_help.note"), "value": slip["note"]},
        {"label": text("account_help.at"), "value": days.moment(datetime.fromisoformat(slip["at"]))},
        {"label": text("account_help.by"), "value": badge(request.actor.id)},
    ]
    context = {"desk": room(request, "intake"), "rows": rows, "person": person_id}
    return render(request, "desk/account_slip.html", context)
