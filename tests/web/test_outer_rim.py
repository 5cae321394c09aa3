"""The outer rim: names of cookies, what the log keeps of a refusal, and what the proxy says to plain HTTP."""

import json
import logging
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.config.test_deploy import Proxy, proxy, upstream
from tests.visiting import signed_in
from yimen.config.environment import cookie
from yimen.config.logs import by_route
from yimen.core.people.actors import Actor

__all__ = ["proxy", "upstream"]
ZHANG = Actor("applicant", "0190a3c4-0000-7000-8000-000000000001", "张示例")


class Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def test_outside_the_demo_a_browser_takes_our_cookies_from_this_host_over_tls_alone() -> None:
    assert cookie("session", "gd", demo=False) == "__Host-session_gd"
    assert cookie("session", "gd", demo=True) == "session_gd"


@pytest.fixture
def kept() -> Iterator[list[logging.LogRecord]]:
    records: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = records.append  # type: ignore[method-assign]
    logging.getLogger("django.request").addHandler(handler)
    yield records
    logging.getLogger("django.request").removeHandler(handler)


@pytest.mark.django_db
def test_a_refused_page_is_an_event_of_the_log_with_who_asked(kept: list[logging.LogRecord]) -> None:
    assert signed_in(Client(), ZHANG).get("/desk/").status_code == 403
    [record] = kept
    told = by_route(None, "", {"_record": record})
    assert {name: told[name] for name in ("event", "status", "role", "who", "route")} == {
        "event": "access refused", "status": 403, "role": "applicant", "who": ZHANG.id, "route": "/desk/",
    }  # fmt: skip
    assert ZHANG.name not in str({name: value for name, value in told.items() if name != "_record"})


@pytest.mark.django_db(transaction=True)
def test_by_plain_http_a_page_is_led_on_and_a_program_is_refused(proxy: Proxy) -> None:
    def asked(path: str) -> tuple[int, str, bytes]:
        request = urllib.request.Request(f"http://127.0.0.1:{proxy.http}{path}", headers={"Host": "banshi.example"})
        try:
            urllib.request.build_opener(Staying).open(request, timeout=10)
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers.get("Location", ""), answer.read()
        pytest.fail("plain HTTP was answered")

    assert asked("/my/?a=1")[:2] == (301, "https://banshi.example/my/?a=1")
    for path in ("/api/v1/cases", "/exchange/letters", "/payments/demo/notify"):
        status, led, body = asked(path)
        assert (status, led, json.loads(body)["type"]) == (403, "", "/problems/plain-http")
