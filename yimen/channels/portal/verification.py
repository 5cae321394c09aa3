"""/verify/<token>/ – is this paper genuine? Anybody may ask; nothing about the person is told."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.core.cases.papers import Genuine, verify
from yimen.web import days
from yimen.web.formats import reference
from yimen.web.language import today
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
WORST = ("revoked", "suspended", "replaced", "expired")
LONGEST = 64  # characters of a code; what is longer was never ours


@require_safe
def ask(request: Request) -> HttpResponse:
    """The code typed by hand."""
    code = "".join(request.GET.get("code", "").split())
    if code.replace("-", "").replace("_", "").isalnum() and len(code) <= LONGEST:
        return HttpResponseRedirect(f"/verify/{code}/")
    return render(request, "portal/verify_ask.html", {"typed": request.GET.get("code", "")[:LONGEST]})


@require_safe
def verification(request: Request, token: str) -> HttpResponse:
    found = verify(token) if len(token) <= LONGEST else None
    context = genuine(found) if found else unknown()
    return render(request, "portal/verify.html", context | {"code": token[:LONGEST]}, status=200 if found else 404)


def unknown() -> Json:
    return {"genuine": False, "title": text("verified.none"), "lead": text("verified.none_lead"), "rows": []}


def genuine(found: Genuine) -> Json:
    """The paper itself: what it is, its number, for what, when; and whether it was taken back."""
    says = found.says
    return {
        "genuine": True,
        "title": text("verified.yes"),
        "lead": text("verified.lead", moment=days.moment(found.issued_at)),
        "valid": standing(found),
        "rows": [
            {"label": text("verified.paper"), "value": choose(says["title"])},
            {"label": text("verified.number"), "value": found.number},
            {"label": text("verified.service"), "value": choose(named(says.get("service") or {}))},
            {"label": text("receipt.case"), "value": reference(says.get("case") or "")},
            *([{"label": text("verified.office"), "value": place_name(found.office[:6])}] if found.office else []),
        ],
    }


def standing(found: Genuine) -> Json:
    """Does it still hold: was the paper taken back, or has what it granted come to an end?"""
    if found.withdrawn_on:
        return {"text": text("verified.back", day=days.day(found.withdrawn_on)), "state": "bad"}
    ended = [one for one in found.certificates if one.now(today()) != "valid"]
    if not ended:
        return {"text": text("verified.stands"), "state": "ok"}
    worst = min(ended, key=lambda one: WORST.index(one.now(today())))
    key, many = worst.now(today()), len(found.certificates)
    said = text(f"verified.ended.{key}", day=days.day(worst.since or worst.valid_to or today()))
    some = text("verified.some", n=len(ended), all=many) if len(ended) < many else ""
    return {"text": some + said, "state": "hold" if key == "suspended" else "bad"}


def named(said: Json) -> Json:
    return {"zh": said.get("zh") or "", "en": said.get("en") or ""}
