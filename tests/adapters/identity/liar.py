"""A provider that says whatever a test wants: discovery, keys and one ID token, right in everything but what the test bends."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

KEY = ECKey.generate_key("P-256", {"kid": "k1", "use": "sig", "alg": "ES256"})
STRANGER = ECKey.generate_key("P-256", {"kid": "k1"})


class Liar(ThreadingHTTPServer):
    """`token` is what the token endpoint gives; `answers` are other bodies by path."""

    token = ""
    answers: dict[str, bytes]

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def claims(self, nonce: str, /, **bent: Any) -> dict[str, Any]:
        now = int(time())
        said = {
            "iss": self.issuer,
            "sub": "s-1",
            "aud": "yimen",
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "nonce": nonce,
        }
        said |= {"acr": "loa3", "name": "张示例", "id_number": "440106199001010013"}
        return {name: value for name, value in (said | bent).items() if value is not None}

    def sign(self, claims: dict[str, Any], key: ECKey = KEY, alg: str = "ES256") -> str:
        self.token = jwt.encode({"alg": alg, "kid": "k1"}, claims, key, algorithms=[alg])
        return self.token


class Speaks(BaseHTTPRequestHandler):
    server: Liar

    def do_GET(self) -> None:
        here = self.server.issuer
        known: dict[str, Any] = {
            "/.well-known/openid-configuration": {
                "issuer": here, "authorization_endpoint": f"{here}/a", "token_endpoint": f"{here}/t", "jwks_uri": f"{here}/k",
            },
            "/k": {"keys": [KEY.as_dict(private=False)]},
        }  # fmt: skip
        self.say(self.server.answers.get(self.path) or json.dumps(known[self.path]).encode())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.say(self.server.answers.get(self.path) or json.dumps({"id_token": self.server.token}).encode())

    def say(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Nothing."""


@contextmanager
def lying() -> Iterator[Liar]:
    server = Liar(("127.0.0.1", 0), Speaks)
    server.answers = {}
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
