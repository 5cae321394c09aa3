"""Canaries: whatever a person types, and whatever breaks over it, no log line and no figure quotes it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.test import Client, RequestFactory
from pytest_django import Settings

from yimen.config.arrival import client_address, request_number
from yimen.config.logs import configure

NAME, NUMBER, PHONE, PASSPORT = "张金丝雀", "110101199003070038", "13800138000", "E12345678"
CANARIES = (NAME, NUMBER, PHONE, PASSPORT)
ADDRESSES = [
    f"/search/?q={NAME}", f"/?q={NUMBER}", f"/verify/{NUMBER}/", f"/verify/?token={PASSPORT}", f"/cases/{NAME}/", f"/cases/{PHONE}/",
    f"/services/{NAME}/", f"/nowhere/{NUMBER}/", f"/desk/?q={NAME}", f"/api/v1/cases?after={NUMBER}", f"/api/v1/cases/{PHONE}",
    f"/demo?next=/{NAME}", f"/exchange/letters?x={NUMBER}",
]  # fmt: skip


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged from here on, as production writes it."""
    handlers, level = logging.root.handlers, logging.root.level
    configure({"human": False, "level": "DEBUG"})
    heard = io.StringIO()
    [handler] = logging.root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(heard)
    yield heard
    logging.root.handlers, logging.root.level = handlers, level
    structlog.reset_defaults()


def breaks(_request: object, text: str) -> None:
    raise ValueError(f"could not store {NAME} {NUMBER} of {text}")


@pytest.mark.django_db(transaction=True)
def test_nothing_that_was_typed_at_any_door_stands_in_a_log_or_a_figure(lines: io.StringIO) -> None:
    client = Client(raise_request_exception=False)
    for address in ADDRESSES:
        client.get(address)
        client.post(address.split("?")[0], {"name": NAME, "number": NUMBER, "phone": PHONE})
        client.post(
            address.split("?")[0], json.dumps({"name": NAME, "number": NUMBER}), content_type="application/json"
        )
    told = lines.getvalue() + client.get("/metrics").content.decode()
    assert "answered 404" in told, "the canaries were not even heard"
    for canary in CANARIES:
        assert canary not in told, [line for line in told.splitlines() if canary in line][:3]


def test_an_exception_is_told_by_its_type_and_its_place_and_never_by_its_words(lines: io.StringIO) -> None:
    log = structlog.get_logger("yimen.sample")
    for tell in (logging.getLogger("yimen.sample").exception, log.exception):
        try:
            breaks(None, PHONE)
        except ValueError:
            tell("it broke", exc_info=True)
    first, second = map(json.loads, lines.getvalue().splitlines())
    for line in (first, second):
        assert line["error"] == "ValueError"
        assert any("breaks" in frame for frame in line["at"])
        assert not any(canary in json.dumps(line, ensure_ascii=False) for canary in CANARIES)


def test_numbers_of_people_are_struck_out_wherever_they_stand(lines: io.StringIO) -> None:
    structlog.get_logger("x").info(
        "seen", about={"deep": [f"no {NUMBER}", PHONE]}, paper=PASSPORT, case="01a21085-c8a1-72ce-9b29-0744f396f70d"
    )
    line = lines.getvalue()
    assert "[…]" in line
    assert "01a21085-c8a1-72ce-9b29-0744f396f70d" in line
    assert not any(canary in line for canary in CANARIES)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "nonsense", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_an_address_is_believed_only_as_far_as_the_proxies_are_our_own(
    settings: Settings, proxies: int, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_the_number_of_a_request_is_the_proxys_only_where_there_is_one(settings: Settings) -> None:
    request = RequestFactory().get("/", HTTP_X_REQUEST_ID="0123456789abcdef0123456789abcdef")
    settings.TRUSTED_PROXIES = 0
    assert request_number(request) != "0123456789abcdef0123456789abcdef"
    settings.TRUSTED_PROXIES = 1
    assert request_number(request) == "0123456789abcdef0123456789abcdef"
    assert request_number(RequestFactory().get("/", HTTP_X_REQUEST_ID=NUMBER)) != NUMBER
