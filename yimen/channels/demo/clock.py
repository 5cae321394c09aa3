"""The clock of the demo: it goes forward at the push of a button, and what the law does by itself happens at once.

The neighbouring province is told by letter, so that a case that crosses the border lives in one time; while the line is cut,
its clock stays where it is.
"""

from datetime import date, timedelta

from django.conf import settings
from django.http import HttpResponse

from yimen.channels.demo.rehearsal import back, switch
from yimen.core.cases.tasks import settle_all
from yimen.core.exchange.letter import Letter
from yimen.core.exchange.models import Peer
from yimen.core.exchange.sending import send
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import offset, today
from yimen.core.places.models import ClockOffset
from yimen.core.places.notices import working_days
from yimen.core.places.times import Time
from yimen.core.places.working_days import due
from yimen.web import errors
from yimen.web.visits import Request

STEPS = {"day": Time(1, "calendar"), "week": Time(5, "working"), "month": Time(1, "month")}
FURTHEST = timedelta(days=20 * 365)
KIND = "demo.clock"  # of a letter
ROW = 1


@switch
def move(request: Request) -> HttpResponse:
    """`step`: a day, five working days, a month, or `back` to real time."""
    step = request.POST.get("step", "")
    if step != "back" and step not in STEPS:
        return errors.refusal(request, 400)
    turn(timedelta(0) if step == "back" else ahead(step, today()))
    settle_all()
    return back("clock")


def ahead(step: str, day: date) -> timedelta:
    """How far the clock stands ahead after a step from that day; the calendar has an end, and so has the demo."""
    further = due(day, STEPS[step], working_days()).day - day
    return min(offset() + further, FURTHEST)


def turn(by: timedelta) -> None:
    """Set the clock here, and tell the other nodes of the demo."""
    with acting(RULE):
        _set(by)
        for peer in Peer.objects.values_list("code", flat=True):
            send(peer, KIND, {"seconds": by.total_seconds()})


def by_letter(letter: Letter) -> None:
    """What the other node did with its clock. Outside the demo nobody moves time."""
    if settings.DEMO:
        _set(timedelta(seconds=float(letter.body["seconds"])))


def _set(by: timedelta) -> None:
    ClockOffset.objects.exclude(pk=ROW).delete()
    ClockOffset.objects.update_or_create(pk=ROW, defaults={"by": by})
