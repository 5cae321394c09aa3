"""/verify/ – is this paper genuine? Anybody may ask, with its QR code, its number or its file; nothing about the person is told."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.core.cases.papers import Genuine, verify
from yimen.core.papers.checking import Checked, TooOften, by_file, by_number
from yimen.web import days
from yimen.web.formats import reference
from yimen.web.language import now, today
from yimen.web.places import place_name
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
WORST = ("revoked", "suspended", "replaced", "expired")
LONGEST = 64  # characters of a code; what is longer was never ours
LARGEST = 8 * 1024 * 1024  # bytes of a file; our papers have some ten thousand
WRONG, TOO_OFTEN = 422, 429


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """Number and code typed by hand, or the file; the long code of a QR as a link may be typed as well."""
    if request.method == "POST":
        file = request.FILES.get("file")
        return of_file(request, file) if file else of_number(request)
    code = "".join(request.GET.get("code", "").split())
    if code.replace("-", "").replace("_", "").isalnum() and len(code) <= LONGEST:
        return HttpResponseRedirect(f"/verify/{code}/")
    return asking(request, typed=request.GET.get("code", "")[:LONGEST])


def asking(request: Request, *, typed: str = "", check: str = "", wrong: str = "", status: int = 200) -> HttpResponse:
    context = {"typed": typed, "check": check, "wrong": text(f"verified.{wrong}") if wrong else ""}
    return render(request, "portal/verify_ask.html", context, status=status)


def of_number(request: Request) -> HttpResponse:
    number, check = (request.POST.get(name, "").strip()[:LONGEST] for name in ("number", "check"))
    if not (number and check):
        return asking(request, typed=number, check=check, wrong="both", status=WRONG)
    try:
        found = by_number(number, check, now())
    except TooOften:
        return asking(request, typed=number, wrong="too_often", status=TOO_OFTEN)
    if found is None:
        return asking(request, typed=number, check=check, wrong="none_number", status=WRONG)
    return shown(request, genuine(found), number)


def of_file(request: Request, file: "UploadedFile[Any]") -> HttpResponse:
    """Looked at while the request lasts, and kept nowhere."""
    if (file.size or 0) > LARGEST:
        return asking(request, wrong="file_large", status=WRONG)
    checked = by_file(file.read(), now())
    if checked.outcome == "ours" and checked.paper:
        found = genuine(checked.paper)
        return shown(request, found | {"lead": found["lead"] + text("verified.file.ours")}, checked.paper.number)
    return shown(request, not_so(checked), "", status=WRONG)


def not_so(checked: Checked) -> Json:
    """Exactly what is wrong with a file, and what that means."""
    verdict = checked.verdict
    why = verdict.why if verdict else ""
    key = f"{checked.outcome}_{why}" if checked.outcome in ("changed", "unreadable") and why else checked.outcome
    rows = []
    if verdict and verdict.subject:
        rows = [{"label": text("verified.file.by"), "value": verdict.subject}]
    return {
        "genuine": False,
        "title": text(f"verified.file.title.{checked.outcome}"),
        "lead": text(f"verified.file.{key}"),
        "rows": rows,
    }


def shown(request: Request, context: Json, code: str, status: int = 200) -> HttpResponse:
    return render(request, "portal/verify.html", context | {"code": code}, status=status)


@require_safe
def verification(request: Request, token: str) -> HttpResponse:
    found = verify(token) if len(token) <= LONGEST else None
    return shown(request, genuine(found) if found else unknown(), token[:LONGEST], status=200 if found else 404)


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
