"""The two halves of a passkey ceremony at a page: a signed challenge goes out with the form and comes back once, soon, to be spent."""

from base64 import b64decode, b64encode
from typing import Any

from django.conf import settings
from django.core import signing

from yimen.core.people.sign_in_rules import RULES
from yimen.core.people.staff_keys import fresh_challenge, options_to_make, passkeys
from yimen.core.ports.passkeys import Holder, NotTrue, Party
from yimen.web.visitors import host, origin
from yimen.web.visits import Request

SALT = "yimen passkey challenge"
Json = dict[str, Any]


def party(request: Request) -> Party:
    return Party(host(request), origin(request), str(settings.NODE["name"]))


def to_show(request: Request) -> Json:
    """What the form of a sign-in carries: options, and the challenge in an envelope that only we can seal."""
    challenge = fresh_challenge()
    return {"options": passkeys().to_show(party(request), challenge), "challenge": sealed(challenge)}


def to_make(request: Request, holder: Holder) -> Json:
    challenge = fresh_challenge()
    return {"options": options_to_make(party(request), holder, challenge), "challenge": sealed(challenge)}


def sealed(challenge: bytes) -> str:
    return signing.dumps(b64encode(challenge).decode(), salt=SALT)


def brought_back(request: Request) -> tuple[bytes, str]:
    """The challenge of this form and what the browser says to it. Raises NotTrue for an envelope that is not ours or too old."""
    try:
        challenge = signing.loads(request.POST.get("challenge", ""), salt=SALT, max_age=RULES.challenge_minutes * 60)
    except signing.BadSignature as wrong:
        raise NotTrue("challenge") from wrong
    return b64decode(challenge), request.POST.get("brought", "")
