"""Addresses for the tests of the furniture: its own pages, and views that do what must not be done."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import include, path

from yimen.core.people.scope import actor_now
from yimen.core.places.models import ClockOffset
from yimen.web.errors import refusal
from yimen.web.visits import outside, personal


def fails(request: HttpRequest) -> HttpResponse:
    ClockOffset.objects.create()
    raise ZeroDivisionError("something nobody thought of")


def writes(request: HttpRequest) -> HttpResponse:
    ClockOffset.objects.create()
    return HttpResponse("written")


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404


def only_post(request: HttpRequest) -> HttpResponse:
    return HttpResponseNotAllowed(["POST"])


def conflict(request: HttpRequest) -> HttpResponse:
    return refusal(request, 409)


def who(request: HttpRequest) -> HttpResponse:
    actor = actor_now()
    return JsonResponse({"role": actor.role, "id": actor.id, "name": actor.name})


@personal
def mine(request: HttpRequest) -> HttpResponse:
    return HttpResponse("mine")


@outside
def nobody(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody acts")


def echo(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"got": request.POST.get("text", "")})


urlpatterns = [
    path("", include("yimen.web.urls")),
    path("fails/", fails),
    path("writes/", writes),
    path("missing/", missing),
    path("only-post/", only_post),
    path("conflict/", conflict),
    path("who/", who),
    path("mine/", mine),
    path("nobody/", nobody),
    path("echo/", echo),
    path("api/missing/", missing),
]
