"""Identity by OpenID Connect: code flow with PKCE (S256), state, nonce, and an ID token that is believed only when everything fits.

The terms come from settings.IDENTITY: issuer, client_id, client_secret (or none), scope, acr {level: value}, claims {name, id_number},
algs; and `here`, where the provider stands behind the same door as our pages (the demo), so that one stays under the name one came by.
"""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from time import time
from typing import Any
from urllib.parse import urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from yimen.adapters.identity.talking import Talk, confidential
from yimen.core.ports.identity import Journey, NotProven, Proven, Wanted

DISCOVERY = "/.well-known/openid-configuration"
ALGS = ("ES256", "RS256", "PS256", "EdDSA")  # never `none`, never a shared secret
LEEWAY = 60  # seconds that two clocks may differ
OLDEST = 600  # seconds: an ID token is fetched at once, so an older one was not made for this journey
WEAKEST = "basic"
STRENGTH = ("basic", "substantial", "high")
LONGEST = {"sub": 255, "name": 100, "id_number": 40}


class Oidc:
    """One provider. Nothing is asked of it before somebody wants to sign in."""

    def __init__(self, name: str = "default") -> None:
        self.name, self.talk = name, Talk()

    @property
    def terms(self) -> Mapping[str, Any]:
        """Raises NotProven where nobody has said which provider to ask."""
        if not settings.IDENTITY:
            raise NotProven("not_set")
        found: Mapping[str, Any] = settings.IDENTITY
        return found

    def begin(self, wanted: Wanted) -> Journey:
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        asked = {
            "response_type": "code",
            "client_id": self.terms["client_id"],
            "redirect_uri": wanted.back,
            "scope": self.terms.get("scope", "openid profile"),
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        asked |= {"acr_values": acr} if (acr := self._acr().get(wanted.level)) else {}
        asked |= {"max_age": str(wanted.max_age), "prompt": "login"} if wanted.max_age is not None else {}
        kept = {"state": state, "nonce": nonce, "verifier": verifier, "back": wanted.back, "level": wanted.level}
        kept |= {"max_age": str(wanted.max_age)} if wanted.max_age is not None else {}
        where = self._endpoint("authorization_endpoint").removeprefix(self.terms.get("here", ""))
        return Journey(f"{where}{'&' if urlsplit(where).query else '?'}{urlencode(asked)}", kept)

    def finish(self, kept: Mapping[str, str], came_back: Mapping[str, str]) -> Proven:
        if not (
            kept.get("state") and secrets.compare_digest(kept["state"].encode(), came_back.get("state", "").encode())
        ):
            raise NotProven("not_ours", "state")
        if came_back.get("iss", self.terms["issuer"]) != self.terms["issuer"]:
            raise NotProven("not_ours", "iss of the answer")
        if error := came_back.get("error", ""):
            raise NotProven("refused" if error in ("access_denied", "login_required") else "nonsense", error[:40])
        if not (code := came_back.get("code")):
            raise NotProven("nonsense", "no code")
        token = self._token(code, kept)
        return self._proven(self._claims(token, kept), kept)

    def check(self) -> str:
        try:
            self._document()
        except NotProven as wrong:
            return "" if wrong.why == "not_set" else str(wrong).replace("\n", " ")[:200]
        return ""

    def _acr(self) -> dict[str, str]:
        return dict(self.terms.get("acr", {}))

    def _document(self) -> dict[str, Any]:
        """What the provider says of itself; an issuer that is not exactly ours is nobody we know."""
        issuer = self.terms["issuer"]
        found = self.talk.document(issuer.rstrip("/") + DISCOVERY)
        if found.get("issuer") != issuer:
            raise NotProven("nonsense", "another issuer")
        return found

    def _endpoint(self, name: str) -> str:
        found = self._document().get(name)
        if not isinstance(found, str):
            raise NotProven("nonsense", f"no {name}")
        confidential(found)
        return found

    def _token(self, code: str, kept: Mapping[str, str]) -> str:
        client, secret = self.terms["client_id"], self.terms.get("client_secret", "")
        body = {"grant_type": "authorization_code", "code": code, "redirect_uri": kept["back"], "client_id": client}
        body |= {"code_verifier": kept["verifier"]}
        signed_in = {"auth": (client, secret)} if secret else {}
        found = self.talk.ask("POST", self._endpoint("token_endpoint"), data=body, **signed_in).get("id_token")
        if not isinstance(found, str):
            raise NotProven("nonsense", "no id_token")
        return found

    def _claims(self, token: str, kept: Mapping[str, str]) -> CodeIDToken:
        """The claims of a token whose signature, issuer, audience, nonce and times fit. Raises NotProven."""
        algs = [one for one in self.terms.get("algs", ALGS) if one in ALGS]
        try:
            decoded = self._decoded(token, algs)
            params = {"nonce": kept["nonce"], "client_id": self.terms["client_id"]}
            params |= {"max_age": kept["max_age"]} if "max_age" in kept else {}
            claims = CodeIDToken(decoded.claims, decoded.header, self._options(), params)
            claims.validate(now=int(time()), leeway=LEEWAY)
        except (JoseError, ValueError, TypeError, KeyError) as wrong:
            raise NotProven("not_ours", type(wrong).__name__) from wrong
        if claims["iat"] < time() - OLDEST or claims["aud"] not in (self.terms["client_id"], [self.terms["client_id"]]):
            raise NotProven("not_ours", "an old token, or one for others too")
        return claims

    def _options(self) -> dict[str, Any]:
        return {
            "iss": {"essential": True, "value": self.terms["issuer"]},
            "aud": {"essential": True, "value": self.terms["client_id"]},
            "nonce": {"essential": True},
        }

    def _decoded(self, token: str, algs: list[str]) -> jwt.Token:
        """Signed by a key of the provider; a key id that we do not know yet is asked for once. Raises JoseError, ValueError."""
        keys = partial(self.talk.document, self._endpoint("jwks_uri"))
        try:
            return jwt.decode(token, KeySet.import_key_set(keys()), algorithms=algs)  # type: ignore[arg-type]
        except (JoseError, ValueError):
            return jwt.decode(token, KeySet.import_key_set(keys(anew=True)), algorithms=algs)  # type: ignore[arg-type]

    def _proven(self, claims: CodeIDToken, kept: Mapping[str, str]) -> Proven:
        """Raises NotProven: `too_weak` or `too_old` for what was asked."""
        said = {
            name: self._said(claims, self.terms.get("claims", {}).get(name, name)) for name in ("name", "id_number")
        }
        shown = float(claims.get("auth_time") or claims["iat"])
        level = next((level for level, acr in self._acr().items() if acr == claims.get("acr")), WEAKEST)
        if STRENGTH.index(level) < STRENGTH.index(kept.get("level", WEAKEST)):
            raise NotProven("too_weak", level)
        if "max_age" in kept and time() - shown > int(kept["max_age"]) + LEEWAY:
            raise NotProven("too_old")
        subject = str(claims["sub"])
        if not subject or any(len(value) > LONGEST[name] for name, value in (said | {"sub": subject}).items()):
            raise NotProven("nonsense", "a claim of impossible length")
        return Proven(self.terms["issuer"], subject, level, datetime.fromtimestamp(shown, UTC), **said)

    @staticmethod
    def _said(claims: CodeIDToken, name: str) -> str:
        value = claims.get(name, "")
        return value if isinstance(value, str) else ""
