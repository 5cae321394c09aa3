import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings, strategies as some

from tests.core.exchange.loopback import loopback
from tests.core.exchange.test_receiving import line, neighbour
from yimen.core.exchange.letter import read
from yimen.core.people.secrecy import public_key

__all__ = ["loopback", "neighbour"]
ADDRESS = "/exchange/letters"
NDJSON = "application/x-ndjson"


@pytest.fixture
def node() -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def push(node: Client, body: bytes, kind: str = NDJSON, caller: str = "10.0.0.1") -> Any:
    """As it is: the test client would encode the body anew."""
    return node.generic("POST", ADDRESS, body, content_type=kind, CONTENT_TYPE=kind, REMOTE_ADDR=caller)


def test_a_letter_is_answered_with_a_signed_line(node: Client, neighbour: None) -> None:
    answer = push(node, line(1), "application/json")
    assert answer.status_code == 200
    said = read(answer.content)
    assert (said["from"], said["to"], said["up_to"], said["refused"]) == ("gd", "hn", 1, [])
    assert "sessionid" not in answer.cookies


def test_several_letters_come_in_one_post(node: Client, neighbour: None) -> None:
    answer = push(node, line(1) + b"\n" + line(2))
    assert read(answer.content)["up_to"] == 2


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"", 400, "malformed"),
        (b'{"from":', 400, "malformed"),
        (line(sender="nobody"), 403, "unknown_peer"),
        (line().replace(b'"n":1', b'"n":2'), 403, "bad_signature"),
        (line(to="gx"), 422, "wrong_addressee"),
        (line(kind="test.unheard"), 422, "unknown_kind"),
        (b"\n" * 500, 413, "too_large"),
    ],
)
def test_what_is_refused_is_a_problem_with_its_reason(
    node: Client, neighbour: None, body: bytes, status: int, reason: str
) -> None:
    answer = push(node, body)
    assert (answer.status_code, answer["content-type"]) == (status, "application/problem+json")
    assert answer.json()["reason"] == reason


def test_another_content_type_is_told_which_are_read(node: Client, neighbour: None) -> None:
    answer = push(node, line(), "text/plain")
    assert answer.status_code == 415
    assert "application/x-ndjson" in answer.json()["accepted"]


def test_a_post_of_more_than_two_megabytes_is_not_read(node: Client, neighbour: None) -> None:
    assert push(node, b"x" * (3 * 2**20)).status_code == 413


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "options", "trace"])
def test_letters_are_posted_and_nothing_else(node: Client, db: None, method: str) -> None:
    assert getattr(node, method)(ADDRESS).status_code == 405


def test_who_sends_rubbish_is_asked_to_wait_and_a_genuine_peer_never(node: Client, neighbour: None) -> None:
    for n in range(1, 70):
        assert push(node, line(n)).status_code == 200
    statuses = {push(node, b"rubbish").status_code for _ in range(61)}
    assert statuses == {400, 429}
    answer = push(node, b"rubbish")
    assert (answer.status_code, answer["retry-after"]) == (429, "60")
    elsewhere = push(node, line(70), caller="10.0.0.9")
    assert elsewhere.status_code == 200


def test_the_key_of_the_node_is_public(node: Client, db: None) -> None:
    said = node.get("/exchange/key").json()
    assert (said["code"], said["key"]) == ("gd", public_key())


pieces = some.sampled_from([line(1), line(2), b"{}", b"[]", b'{"from":"hn"}', b"null", b"\xff", b"\x00", b"\\u0000"])
posts = some.binary(max_size=300) | some.lists(pieces, max_size=5).map(b"\n".join)
types = some.sampled_from(
    [NDJSON, "application/json", "text/plain", "", "multipart/form-data; boundary=x", "application/json; charset=x"]
)


@example(body=b'{"a":' * 20_000, kind=NDJSON)
@example(body=b"[" * 100_000, kind="application/json")
@example(body=b'{"from":"\\ud800"}', kind="application/json")
@given(body=posts, kind=types)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_sent_brings_the_node_down(node: Client, neighbour: None, body: bytes, kind: str) -> None:
    answer = push(node, body, kind, caller=str(hash(body))[:20])
    assert answer.status_code < 500, answer.content


values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
fields = some.sampled_from(["from", "to", "seq", "id", "kind", "made_at", "body", "key", "signature", "more"])


@given(change=some.dictionaries(fields, values, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_of_a_field_brings_the_node_down(node: Client, neighbour: None, change: dict[str, Any]) -> None:
    body = json.dumps({**json.loads(line(1)), **change}, sort_keys=True, separators=(",", ":")).encode()
    answer = push(node, body, caller=str(hash(body))[:20])
    assert 400 <= answer.status_code < 500, answer.content
