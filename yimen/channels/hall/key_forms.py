"""The two forms with which somebody makes keys: a passkey, or a password with a code. Used at enrolment, and later on the own page."""

from time import time
from typing import Any

from django.conf import settings

from yimen.channels.hall import ceremony
from yimen.core.people.staff_keys import add_passkey
from yimen.core.people.staff_secrets import TooWeak, fresh_totp, set_secret, step_of, totp_address
from yimen.core.ports.passkeys import Holder, NotTrue
from yimen.web.visits import Request, device

TOTP = "totp_key"  # of the session: shown, and not proved yet
LONGEST = 200
Json = dict[str, Any]


def forms(request: Request, holder: Holder) -> Json:
    """What both forms need. The key of the code stays the same until it is proved, so that a typing mistake costs no second scan."""
    key = request.session.get(TOTP) or fresh_totp()
    request.session[TOTP] = key
    return {
        "make": ceremony.to_make(request, holder),
        "key": " ".join(key[start : start + 4] for start in range(0, len(key), 4)),
        "scan": totp_address(holder.id, key, str(settings.NODE["name"])),
    }


def taken(request: Request, holder: Holder) -> str:
    """Enter the key that was made; empty when it went well, else a key of keys.wrong."""
    if request.POST.get("do") == "passkey":
        return made_passkey(request, holder)
    return made_password(request, holder)


def made_passkey(request: Request, holder: Holder) -> str:
    try:
        challenge, brought = ceremony.brought_back(request)
        label = request.POST.get("label", "").strip()[:80] or device(request) or "—"
        add_passkey(holder.id, ceremony.party(request), challenge, brought, label)
    except NotTrue:
        return "passkey"
    return ""


def made_password(request: Request, holder: Holder) -> str:
    key, password = request.session.get(TOTP, ""), request.POST.get("password", "")[: LONGEST + 1]
    if password != request.POST.get("again", ""):
        return "again"
    step = step_of(key, request.POST.get("code", "")[:20], time()) if key else None
    if step is None:
        return "code"
    try:
        set_secret(holder.id, password, key, step)
    except TooWeak as weak:
        return weak.why
    request.session.pop(TOTP, None)
    return ""
