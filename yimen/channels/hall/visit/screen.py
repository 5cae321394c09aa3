"""/screen/<office>-<counter>/ – the screen before the person: the code that pairs it, then only what the officer has put on it.

Nobody signs in here. The screen knows its own id from a signed cookie; the policies show such a visitor the one reading that is up.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.channels.hall.visit import consenting
from yimen.core.payments.baskets import states_of
from yimen.core.payments.orders import LIVE
from yimen.core.people.actors import Actor
from yimen.core.people.scope import acting
from yimen.core.places.models import Counter
from yimen.core.ratings.rating import NotRated, rate
from yimen.core.work.models import Reading, Screen
from yimen.core.work.readings import NotAnswered, on_screen, right, wrong
from yimen.core.work.screens import PAIRING_LASTS, as_screen, show_code
from yimen.web.formats import badge
from yimen.web.language import now
from yimen.web.visits import Request, personal
from yimen.web.words import text

Json = dict[str, Any]
P = ParamSpec("P")
COOKIE, PATH = f"screen_{settings.NODE['code']}", "/screen/"
ANSWERS = ("right", "wrong")


def of_counter(view: Callable[Concatenate[Request, Counter, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """The page of a counter that is there; 404 for every other address. Nothing on it is kept by anybody."""

    @wraps(view)
    @personal
    def asked(request: Request, /, counter: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        office, _, number = counter.partition("-")
        there = number.isascii() and number.isdecimal() and len(number) <= 4
        found = Counter.objects.filter(office_id=office[:12], number=int(number)).first() if there else None
        if found is None:
            raise Http404
        return view(request, found, *args, **kwargs)

    return asked


@require_http_methods(["GET", "HEAD", "POST"])
@of_counter
def screen(request: Request, counter: Counter) -> HttpResponse:
    here = mine(request, counter)
    if request.method != "POST":
        return page(request, counter, here)
    wanted = request.POST.get("do", "")
    if wanted == "code":
        return waiting(counter)
    if here is None:
        return page(request, counter, None, status=409)
    try:
        taken(request, here, wanted)
    except (NotAnswered, NotRated, ValueError) as refused:
        return page(request, counter, here, told=getattr(refused, "key", "gone"), status=409)
    return HttpResponseRedirect(address(counter))


@require_safe
@of_counter
def version(request: Request, counter: Counter) -> HttpResponse:
    """What the page asks every few seconds: a word that changes when the page does."""
    return HttpResponse(word_of(mine(request, counter)), content_type="text/plain")


def address(counter: Counter) -> str:
    return f"{PATH}{counter.office_id}-{counter.number}/"


def waiting(counter: Counter) -> HttpResponse:
    """A code, and the cookie by which this screen is known from now on."""
    made = show_code(counter.office_id, counter.number)
    response = HttpResponseRedirect(address(counter))
    response.set_signed_cookie(
        COOKIE, str(made.id), salt=COOKIE, max_age=int(PAIRING_LASTS.total_seconds()), path=PATH, httponly=True,
        secure=settings.SESSION_COOKIE_SECURE, samesite="Strict",
    )  # fmt: skip
    return response


def mine(request: Request, counter: Counter) -> Screen | None:
    """The row of this screen, if it waits at this counter or is paired there."""
    said = request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=int(PAIRING_LASTS.total_seconds()))
    if not said:
        return None
    with acting(as_screen(UUID(said))):
        found = Screen.objects.filter(id=said, office=counter.office_id, counter=counter.number).first()
    usable = found and (found.code or (found.officer and found.paired_at and found.paired_at > now() - PAIRING_LASTS))
    return found if usable else None


def reading(here: Screen | None) -> Reading | None:
    if here is None or not here.officer:
        return None
    with acting(as_screen(here.id)):
        return on_screen(here.id)


def word_of(here: Screen | None) -> str:
    up = reading(here)
    told = f"{up.id}/{up.answer}/{money(up)}" if up else ""
    return f"{here.id if here else ''}/{here.code if here else ''}/{told}"


def money(up: Reading | None) -> str:
    """How far the payment is whose code is up: waiting, paid or owed; empty for every other page."""
    if up is None or up.shown["kind"] != "pay":
        return ""
    states = set(states_of(up.shown["charge"]))
    return "waiting" if states & set(LIVE) else "paid" if "paid" in states else "owed"


def taken(request: Request, here: Screen, wanted: str) -> None:
    """What was pressed. Raises NotAnswered, NotRated, ValueError for an address that nobody gave out."""
    shown = reading(here)
    said = UUID(request.POST.get("reading", ""))
    if shown is None or shown.id != said or shown.shown["kind"] == "pay":  # nothing on it can be pressed
        raise NotAnswered("gone")
    if wanted == "rate":
        rated(request, shown)
        return
    if wanted in ("with", "without"):
        consenting.chosen(shown, given=wanted == "with")
        return
    if shown.shown["kind"] == consenting.KIND:  # a consent is given by its own two buttons and by nothing else
        raise NotAnswered("gone")
    with acting(as_screen(here.id)):
        if wanted == "wrong":
            wrong(here.id, said, said_wrong(request))
        elif wanted == "right":
            right(here.id, said, request.POST.get("lines", ""))


def said_wrong(request: Request) -> str:
    """What was pointed at, then what was written."""
    pointed = [one[:60] for one in request.POST.getlist("which")[:20]]
    return text("list.comma").join([*pointed, *filter(None, [request.POST.get("words", "").strip()[:300]])])


def rated(request: Request, shown: Reading) -> None:
    """The person who stands there rates as the person of the case; the officer is not told by whom."""
    stars = request.POST.get("stars", "")
    if shown.person_id is None or shown.shown["kind"] != "receipt" or not stars.isdecimal() or len(stars) > 1:
        raise NotAnswered("gone")
    person = Actor("applicant", str(shown.person_id))
    with acting(person):
        rate(shown.case_id, "receipt", int(stars), by=person)
    with acting(as_screen(shown.screen_id)):  # type: ignore[arg-type]
        right(shown.screen_id, shown.id, "")  # type: ignore[arg-type]


def page(request: Request, counter: Counter, here: Screen | None, *, told: str = "", status: int = 200) -> HttpResponse:
    up = reading(here)
    context: Json = {
        "counter": text("screen.counter", n=counter.number),
        "officer": text("screen.officer", badge=badge(here.officer)) if here and here.officer else "",
        "code": here.code if here else "",
        "paired": bool(here and here.officer),
        "up": up,
        "money": money(up),
        "told": text(f"screen.refused.{told}") if told else "",
        "correcting": request.GET.get("wrong") == "1",
        "watch": f"{address(counter)}now/",
        "version": word_of(here),
        "action": address(counter),
    }
    return render(request, "screen/screen.html", context, status=status)
