"""The portal as an app on a phone: what it is called and looks like, its worker, and the page for when there is no network."""

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from yimen.web.context import authority
from yimen.web.language import spoken
from yimen.web.visits import outside
from yimen.web.words import text

WORKER = Path(__file__).parent / "static" / "ym" / "worker.js"
SIZES = (192, 512)


@outside
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 – Django's signature
    """W3C Web App Manifest, in the language of whoever installs it."""
    said = {
        "name": f"{text('frame.mark')} · {authority()}",
        "short_name": text("frame.mark"),
        "description": text("frame.motto"),
        "lang": spoken(),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b1f3d",
        "icons": [icon(size, purpose) for size in SIZES for purpose in ("any", "maskable")],
        "shortcuts": [{"name": text("frame.tabs.cases"), "url": "/cases/"}],
    }
    return JsonResponse(said, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


def icon(size: int, purpose: str) -> dict[str, str]:
    src = static(f"ym/marks/icon-{size}.png")
    return {"src": src, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@outside
@require_safe
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """At the root, because a worker serves what lies below its own address."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@cache
def _worker() -> bytes:
    return WORKER.read_bytes()


@outside
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "about/offline.html")
