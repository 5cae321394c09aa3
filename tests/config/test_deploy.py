"""The examples in deploy/ are tried: the proxy is started and asked, the units are read by systemd itself."""

import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from pytest_django import Settings

from tests.product import free_port
from yimen.config.arrival import Arrival
from yimen.config.environment import CHECKOUT

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
ANALYZE = shutil.which("systemd-analyze")
UNITS = [*sorted((CHECKOUT / "deploy/systemd").glob("*.service")), CHECKOUT / "deploy/systemd/yimen.target"]
CERTIFICATE = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=banshi.example"]


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        return


@dataclass(frozen=True)
class Proxy:
    http: int
    https: int
    folder: Path

    def get(self, path: str, **headers: str) -> "tuple[int, dict[str, str], bytes]":
        told = {"Host": "banshi.example"} | {name.replace("_", "-"): value for name, value in headers.items()}
        context = ssl._create_unverified_context()
        request = urllib.request.Request(f"https://127.0.0.1:{self.https}{path}", headers=told)
        try:
            with urllib.request.urlopen(request, context=context, timeout=10) as answer:
                return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, {k.lower(): v for k, v in refused.headers.items()}, refused.read()


def echo(request: HttpRequest) -> HttpResponse:
    """What the application believes about who asks."""
    return JsonResponse(
        {"address": request.META["REMOTE_ADDR"], "secure": request.is_secure(), "host": request.get_host()}
    )


@pytest.fixture
def upstream(settings: Settings) -> Iterator[int]:
    """Our own first middleware with an answer behind it, as behind a proxy in real use."""
    settings.TRUSTED_PROXIES, settings.SECURE_PROXY_SSL_HEADER = 1, ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLOWED_HOSTS = ["banshi.example"]
    arrival = Arrival(echo)

    def application(environ: dict[str, object], start: object) -> list[bytes]:
        response = arrival(WSGIRequest(environ))
        start(f"{response.status_code} OK", list(response.items()))  # type: ignore[operator]
        return [response.content]

    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)  # type: ignore[arg-type]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def proxy(upstream: int, tmp_path: Path) -> Iterator[Proxy]:
    """deploy/nginx/yimen.conf, with ports and folders of its own."""
    if NGINX is None:
        pytest.skip("nginx is not installed: bin/setup develop brings it")
    tmp_path.chmod(0o755)
    key = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "certificate.pem")]
    subprocess.run([*CERTIFICATE, *key], check=True, capture_output=True)
    http = free_port()
    conf = (CHECKOUT / "deploy/nginx/yimen.conf").read_text()
    for old, new in (("listen [::]:80;", ""), ("listen [::]:443 ssl http2;", ""), ("listen 80;", f"listen 127.0.0.1:{http};"),
                     ("listen 443 ", f"listen 127.0.0.1:{http + 1} "), ("127.0.0.1:8000", f"127.0.0.1:{upstream}"),
                     ("/etc/ssl/yimen", str(tmp_path)), ("/var/log/nginx", str(tmp_path))):  # fmt: skip
        assert old in conf, old
        conf = conf.replace(old, new)
    (tmp_path / "yimen.conf").write_text(conf)
    kept = "".join(
        f"{what}_temp_path {tmp_path}/{what};" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/main.log; events {{}} http {{ {kept} include {tmp_path}/yimen.conf; }}"
    )
    running = subprocess.Popen(
        [NGINX, "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)], stderr=(tmp_path / "said").open("w")
    )
    try:
        listening(http + 1, tmp_path / "said")
        yield Proxy(http, http + 1, tmp_path)
    finally:
        running.terminate()
        running.wait(10)


def listening(port: int, said: Path) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(said.read_text() or "nginx did not start")


@pytest.mark.django_db(transaction=True)
def test_behind_the_proxy_requests_are_secure_and_what_a_browser_claims_is_not_believed(proxy: Proxy) -> None:
    claimed = {"X_Forwarded_For": "198.51.100.7", "X_Forwarded_Proto": "http", "X_Request_Id": "f" * 32}
    status, headers, body = proxy.get("/?name=canary", **claimed)
    assert (status, json.loads(body)) == (200, {"address": "127.0.0.1", "secure": True, "host": "banshi.example"})
    assert headers["strict-transport-security"].startswith("max-age=31536000")
    assert len(headers["x-request-id"]) == 32
    assert headers["x-request-id"] != "f" * 32
    assert headers["server"] == "nginx"
    assert proxy.get("/metrics")[0] == 404
    log = (proxy.folder / "yimen.log").read_text()
    assert headers["x-request-id"] in log
    assert "canary" not in log


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
def test_systemd_reads_every_unit_without_a_word(tmp_path: Path) -> None:
    for unit in UNITS:
        there = unit.read_text().replace("/opt/yimen/.venv/bin/python", "/bin/true")
        (tmp_path / unit.name).write_text(there)
    told = subprocess.run(
        [str(ANALYZE), "verify", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in (told.stdout + told.stderr).splitlines() if "yimen" in line]
    assert complaints == []


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_every_unit_runs_as_an_account_that_may_do_little(unit: Path) -> None:
    lines = set(unit.read_text().splitlines())
    assert lines >= {
        "User=yimen", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes",
        "CapabilityBoundingSet=", "RestrictNamespaces=yes", "SystemCallFilter=@system-service", "UMask=0077",
    }  # fmt: skip
