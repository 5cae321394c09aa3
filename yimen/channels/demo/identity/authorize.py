"""/demo/identity/authorize/ – where one chooses who to be and how surely it is shown, and is sent back with a code."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yimen.channels.demo import offered
from yimen.channels.demo.cast import cast
from yimen.channels.demo.identity.provider import LEVELS, code_for, issuer
from yimen.channels.demo.rehearsal import only_in_the_demo
from yimen.web import errors
from yimen.web.middleware import POLICY
from yimen.web.visits import Request, outside

ASKED = (
    "response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge", "code_challenge_method",
    "acr_values", "max_age", "prompt",
)  # fmt: skip
BACK = "/sign-in/back/"
LONGEST = 500  # characters of one word


@outside
@only_in_the_demo
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: Request) -> HttpResponse:
    said = request.POST if request.method == "POST" else request.GET
    asked = {name: said.get(name, "")[:LONGEST] for name in ASKED}
    if not well_asked(asked):
        return errors.refusal(request, 400)
    if request.method == "POST":
        return sent_back(asked, said.get("person", ""), said.get("acr", ""))
    return page(request, asked)


def well_asked(asked: Mapping[str, str]) -> bool:
    """The one client of the demo, an address of its own to come back to, and a PKCE challenge: nobody else is sent anywhere."""
    parts = urlsplit(asked["redirect_uri"])
    here = parts.scheme in ("http", "https") and parts.hostname in settings.ALLOWED_HOSTS and parts.path == BACK
    return (
        here
        and not parts.query
        and asked["client_id"] == "yimen"
        and asked["response_type"] == "code"
        and asked["code_challenge_method"] == "S256"
        and bool(asked["code_challenge"] and asked["state"])
    )


def page(request: Request, asked: Mapping[str, str]) -> HttpResponse:
    context: dict[str, Any] = {
        "asked": {name: value for name, value in asked.items() if value},
        "citizens": offered.citizens(),
        "levels": list(LEVELS),
        "wanted": asked["acr_values"] if asked["acr_values"] in LEVELS else "loa2",
    }
    response = render(request, "demo/identity.html", context)
    parts = urlsplit(asked["redirect_uri"])
    response["Content-Security-Policy"] = POLICY.replace(
        "form-action 'self'", f"form-action 'self' {parts.scheme}://{parts.netloc}"
    )
    return response


def sent_back(asked: Mapping[str, str], person: str, acr: str) -> HttpResponse:
    answer = {"state": asked["state"], "iss": issuer()}
    if person in cast().persons and acr in LEVELS:
        answer |= {"code": code_for(asked, person, acr)}
    else:
        answer |= {"error": "access_denied"}
    return HttpResponseRedirect(f"{asked['redirect_uri']}?{urlencode(answer)}")
