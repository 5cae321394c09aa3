"""What programs ask of the demo's provider: its description, its keys, and an ID token for a code, once and with the right verifier."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import timedelta
from time import time
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from joserfc import jwt

from yimen.channels.demo.cast import cast
from yimen.channels.demo.identity.key import signing as signing_key
from yimen.channels.demo.rehearsal import only_in_the_demo
from yimen.core.people.once import spend
from yimen.core.people.secrecy import blind
from yimen.web.visits import outside

SALT = "yimen demo identity code"
CODE_LASTS = 60  # seconds
TOKEN_LASTS = 300
LEVELS = {"loa1": "basic", "loa2": "substantial", "loa3": "high"}  # acr of this provider → how it was shown


def issuer() -> str:
    return f"http://127.0.0.1:{settings.PORT}/demo/identity"


@outside
@only_in_the_demo
@require_safe
def discovery(_request: HttpRequest) -> JsonResponse:
    here = issuer()
    return JsonResponse({
        "issuer": here,
        "authorization_endpoint": f"{here}/authorize/",
        "token_endpoint": f"{here}/token/",
        "jwks_uri": f"{here}/keys/",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
        "acr_values_supported": list(LEVELS),
    })  # fmt: skip


@outside
@only_in_the_demo
@require_safe
def keys(_request: HttpRequest) -> JsonResponse:
    return JsonResponse({"keys": [signing_key().as_dict(private=False)]})


@outside
@csrf_exempt
@only_in_the_demo
@require_POST
def token(request: HttpRequest) -> JsonResponse:
    """An ID token for a code. Whatever does not fit is the one `invalid_grant` of the standard."""
    said = request.POST
    try:
        told: dict[str, Any] = signing.loads(said.get("code", ""), salt=SALT, max_age=CODE_LASTS)
    except signing.BadSignature:
        return wrong("invalid_grant")
    fits = (
        said.get("grant_type") == "authorization_code"
        and told["client_id"] == said.get("client_id")
        and told["redirect_uri"] == said.get("redirect_uri")
        and told["code_challenge"] == s256(said.get("code_verifier", ""))
    )
    if not fits or not spend("demo identity", said.get("code", ""), timedelta(seconds=CODE_LASTS)):
        return wrong("invalid_grant")
    token = jwt.encode({"alg": "ES256", "kid": "demo-1"}, claims(told), signing_key())
    answer = JsonResponse({"access_token": "none", "token_type": "Bearer", "expires_in": 0, "id_token": token})
    answer["Cache-Control"] = "no-store"
    return answer


def wrong(error: str) -> JsonResponse:
    return JsonResponse({"error": error}, status=400)


def s256(verifier: str) -> str:
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def code_for(asked: Mapping[str, str], person: str, acr: str) -> str:
    """A code that says by itself what it was given for; signed, short-lived, and spent when it is used."""
    kept = {name: asked.get(name, "") for name in ("client_id", "redirect_uri", "code_challenge", "nonce")}
    return signing.dumps(kept | {"person": person, "acr": acr, "auth_time": int(time())}, salt=SALT)


def claims(told: Mapping[str, Any]) -> dict[str, Any]:
    player, now = cast().persons[told["person"]], int(time())
    return {
        "iss": issuer(),
        "sub": blind("demo identity", player.number).hex()[:32],
        "aud": told["client_id"],
        "iat": now,
        "exp": now + TOKEN_LASTS,
        "auth_time": told["auth_time"],
        "nonce": told["nonce"],
        "acr": told["acr"],
        "name": player.name,
        "id_number": player.number,
    }
