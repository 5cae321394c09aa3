"""Walking a tour: a cookie remembers which and how far, a bar on every page leads on. No script is needed."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yimen.channels.demo.being import Nobody, wanted
from yimen.channels.demo.cast import cast
from yimen.channels.demo.rehearsal import back, only_in_the_demo, switch
from yimen.channels.demo.tours import Stop, Tour, tours
from yimen.web import errors
from yimen.web.visits import Request, sign_in

COOKIE = "ym_tour"
DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Bar:
    """Where somebody is on a tour; `token` is for the forms that lead on."""

    name: str
    tour: Tour
    step: int
    token: str

    @property
    def stop(self) -> Stop:
        return self.tour.stops[self.step - 1]

    @property
    def steps(self) -> int:
        return len(self.tour.stops)

    @property
    def action(self) -> str:
        return reverse("demo-walk")


def bar(request: HttpRequest) -> Bar | None:
    """None for whoever is on no tour; what the cookie says is believed only as far as the tours go."""
    name, _, step = request.COOKIES.get(COOKIE, "").partition(".")
    tour = tours().get(name)
    if tour is None or not step.isascii() or not step.isdecimal() or not 1 <= int(step[:3]) <= len(tour.stops):
        return None
    return Bar(name, tour, int(step[:3]), get_token(request))


@only_in_the_demo
@require_safe
def tour(request: Request, name: str) -> HttpResponse:
    """All stops of a tour; whichever is chosen, the bar goes along. Of a tour that is none one is led to those there are."""
    if name not in tours():
        return back("tours")
    return render(request, "demo/tour.html", {"name": name, "tour": tours()[name]})


@switch
def walk(request: Request) -> HttpResponse:
    """`tour` and `step`: one of its stops, or `end`."""
    name, step = request.POST.get("tour", ""), request.POST.get("step", "")
    if step == "end":
        return _ended()
    found = tours().get(name)
    if found is None or step not in map(str, range(1, len(found.stops) + 1)):
        return errors.refusal(request, 400)
    stop = found.stops[int(step) - 1]
    if not _be(request, stop.as_):
        return errors.refusal(request, 400)
    answer = HttpResponseRedirect(stop.go or f"{reverse('demo-tour', args=[name])}#step-{step}")
    answer.set_cookie(COOKIE, f"{name}.{step}", max_age=DAY, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer


def _ended() -> HttpResponse:
    answer = back("tours")
    answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


def _be(request: Request, key: str) -> bool:
    """Be whoever the stop is seen as; nobody new where it is seen as nobody."""
    if not key:
        return True
    officer = cast().officers.get(key)
    try:
        actor = wanted("", "", key, officer.roles[0]) if officer else wanted(key, "", "", "")
    except Nobody:
        return False
    if actor:
        sign_in(request, actor)
    return actor is not None
