"""Where a request comes from: the address, the name of this site, and whether this browser was here before."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

SALT, COOKIE = "yimen known browser", "known"
REMEMBERED = 180 * 24 * 60 * 60  # seconds
MOST = 8  # accounts that one browser remembers


def origin(request: HttpRequest) -> str:
    """This site as the browser sees it; the name is one of ALLOWED_HOSTS, so nobody bends it."""
    return f"{request.scheme}://{request.get_host()}"


def host(request: HttpRequest) -> str:
    """The name without a port: what passkeys belong to."""
    return request.get_host().rsplit(":", 1)[0]


def address(request: HttpRequest) -> str:
    """The visitor's address: the first middleware has put what our own proxies say in its place."""
    return str(request.META.get("REMOTE_ADDR", ""))


def known_for(request: HttpRequest, account: str) -> str:
    """The proof that this browser signed in with this account before; empty where it did not."""
    return account if account and account in _accounts(request) else ""


def remember(response: HttpResponse, request: HttpRequest, account: str) -> None:
    """Write down in the browser, signed, that this account signed in here."""
    accounts = [account, *(one for one in _accounts(request) if one != account)][:MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps(accounts, salt=SALT),
        max_age=REMEMBERED,
        httponly=True,
        samesite="Lax",
        secure=not settings.DEMO,
    )


def _accounts(request: HttpRequest) -> list[str]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=REMEMBERED)
    except signing.BadSignature:
        return []
    return [str(one) for one in found] if isinstance(found, list) else []
