"""/verify/offline/ – what a QR code says, checked with our public keys and without our papers; and how a seal is checked in a reader."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yimen.core.papers.payload import NotOurs, Said, own_keys, read
from yimen.core.ports.seals import NoSeal, Seals
from yimen.core.ports.wires import wire
from yimen.web import days
from yimen.web.visits import Request, outside
from yimen.web.words import text

Json = dict[str, Any]
KEPT = 24 * 60 * 60  # seconds that anybody may keep the keys
WRONG = 422
LONGEST = 2000


@require_http_methods(["GET", "HEAD", "POST"])
@outside
def offline(request: Request) -> HttpResponse:
    """The script of the page checks where the browser can; without it the code is sent here and checked with the same keys."""
    context: Json = {"typed": "", "said": None, "wrong": "", "keys": own_keys()}
    if request.method != "POST":
        return render(request, "portal/verify_offline.html", context)
    typed = request.POST.get("code", "").strip()[:LONGEST]
    try:
        said = read(typed, own_keys())
    except NotOurs as not_ours:
        wrong = text(f"verified.offline.{not_ours.key}")
        return render(request, "portal/verify_offline.html", context | {"typed": typed, "wrong": wrong}, status=WRONG)
    return render(request, "portal/verify_offline.html", context | {"typed": typed, "said": rows(said)})


def rows(said: Said) -> list[Json]:
    values = {"number": said.number, "day": day(said.day), "name": said.name}
    return [{"label": text(f"verified.offline.{name}"), "value": value} for name, value in values.items()]


def day(value: date) -> str:
    return days.long_day(value)


@require_safe
@outside
def keys(_request: Request) -> HttpResponse:
    """The public keys of papers, for programs: /.well-known/yimen-papers.json."""
    found = [{"id": name, "alg": "Ed25519", "key": key} for name, key in own_keys().items()]
    response = JsonResponse(
        {"form": "YM1", "node": settings.NODE["code"], "keys": found, "roots": "/verify/seals/roots.pem"}
    )
    response["Cache-Control"] = f"public, max-age={KEPT}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@outside
def seals(request: Request) -> HttpResponse:
    """How the seal of a PDF is checked with a reader of one's own."""
    return render(request, "portal/verify_seals.html", {})


@require_safe
@outside
def roots(_request: Request) -> HttpResponse:
    """The certificates above those of the authorities."""
    port: Seals = wire("seals")
    try:
        found = port.roots()
    except NoSeal as none:
        raise Http404 from none
    response = HttpResponse(found, content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="yimen-roots.pem"'
    response["Cache-Control"] = f"public, max-age={KEPT}"
    return response
