"""What happens to every request around its view; the order in settings.MIDDLEWARE is the order of this file."""

import codecs
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from yimen.core.cases.file_limits import limits
from yimen.core.people.actors import VISITOR
from yimen.core.people.scope import acting
from yimen.web import errors
from yimen.web.language import speaking
from yimen.web.preferences import preferences
from yimen.web.visits import Request, actor_of

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]
log = logging.getLogger("yimen.web")

POLICY = "; ".join([
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
])  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
OURS = b"data-yimen"  # stands in the first tag of every page of ours
FORM_BYTES = 2 * 1024 * 1024  # a form without a file
AROUND = 2 * 1024 * 1024  # bytes of a form around its file
SEVERAL = 3  # times one file: an officer at a counter sends the pages of a paper together
QUERY_CHARACTERS = 8000
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Speaking:
    """The page speaks the language that its reader chose, and before a choice the one that the browser accepts."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.preferences = preferences(request)
        lang = request.preferences.lang
        with speaking(lang):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", lang)
        return response


class Protection:
    """Headers that keep a page what it is, and pages of a person out of every cache."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        known = getattr(request, "actor", VISITOR) != VISITOR
        response.headers.setdefault("Cache-Control", "no-store" if known else "no-cache")
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response


class Explanation:
    """The last rim: whatever went wrong inside, the person gets a page that says what is safe and what to do now."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in errors.PAGES or self._said(response):
            return response
        try:
            return self._explained(request, response)
        except Exception:
            log.exception("the error page failed")
            return errors.last_words(response.status_code)

    @staticmethod
    def _said(response: HttpResponseBase) -> bool:
        """Has the view explained it already, as a page of ours or in a machine's words?"""
        if response.streaming or "html" not in response.headers.get("Content-Type", ""):
            return True
        return OURS in getattr(response, "content", b"")[:300]

    @staticmethod
    def _explained(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
        page = errors.refusal(request, bare.status_code)
        for name in ("Allow", "Retry-After"):
            if name in bare.headers:
                page[name] = bare[name]
        return page


class Gate:
    """What no view should ever meet: NUL and broken characters, and more than anything here accepts."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not in_utf8(request):
            return errors.refusal(request, 400, "charset")
        if len(request.META.get("QUERY_STRING", "")) > QUERY_CHARACTERS:
            return errors.refusal(request, 400, "long_address")
        if too_big(request):
            return errors.refusal(request, 413)
        if why := unreadable(request):
            return errors.refusal(request, 400, why)
        return self.get_response(request)


def too_big(request: HttpRequest) -> bool:
    several = SEVERAL if request.path.startswith("/desk/") else 1
    limit = limits().bytes * several + AROUND if request.content_type == "multipart/form-data" else FORM_BYTES
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not (length.isascii() and length.isdigit()) or int(length) > limit


def unreadable(request: HttpRequest) -> str:
    """A key of `errors.why`, or nothing. Form fields are looked at where they are read, so that nothing typed is lost."""
    sent = [request.path, *request.GET.keys(), *(value for values in request.GET.lists() for value in values[1])]
    headers = (value for name, value in request.META.items() if name.startswith("HTTP_") and isinstance(value, str))
    if any("\0" in text for text in [*sent, *headers]):
        return "nul"
    if request.content_type == "application/json" and broken(request.body):
        return "broken_text"
    return ""


def in_utf8(request: HttpRequest) -> bool:
    """Is what was sent in UTF-8, whatever it says? Addresses and JSON always are; of forms another charset is believed."""
    request.encoding = "utf-8"
    try:
        said = codecs.lookup(request.content_params.get("charset", "utf-8")).name if request.content_params else "utf-8"
    except (LookupError, ValueError):
        said = "utf-8"
    return said == "utf-8" or request.content_type not in FORMS


def broken(body: bytes) -> bool:
    """Does a JSON body hold NUL or half a surrogate pair, which no database can keep? (What is not JSON is its view's matter.)"""
    if b"\\u" not in body and b"\0" not in body:
        return False
    try:
        return any(not storable(text) for text in texts(json.loads(body)))
    except (ValueError, RecursionError):
        return b"\0" in body


def storable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def texts(value: Any) -> Iterator[str]:
    """All texts of a JSON value, keys too."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str(found):
                yield found
            case dict(found):
                waiting += [*found.keys(), *found.values()]
            case list(found):
                waiting += found


class Acting:
    """Opens one transaction around a view, in which the database knows who looks; what raises is undone."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.actor = actor_of(request.session)
        return self.get_response(request)

    def process_view(self, request: Request, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if getattr(view, "acts_outside", False):
            return None
        with acting(request.actor):
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if callable(render) else response
