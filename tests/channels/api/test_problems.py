"""Whatever is sent, the answer says what is wrong, where, in the caller's language, and what is possible now. No 5xx."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.channels.api.ground import DECIDER, EXAMINER, WINDOW, ZHANG, Answer, Caller, Ground, at_the_window, tour

TOUR = "/services/exit_entry.endorsement_tour_group/advice"
NOBODY = "01a20f20-c0fc-736d-b41b-b379789ca844"


def raw(caller: Caller, path: str, body: bytes, kind: str = "application/json", **headers: str) -> Answer:
    """As it is: the test client would encode some bodies anew."""
    sent = caller.client.generic("POST", f"/api/v1{path}", body, content_type=kind, headers=caller.headers() | headers)
    return Answer(sent)


def test_a_problem_has_the_members_of_rfc_9457(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    told = zhang.move(case, "submit").must(409)
    assert told.response["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "instance", "errors", "possible"} <= told.json.keys()
    assert (told["status"], told["instance"]) == (409, f"/api/v1/cases/{case['id']}/moves/submit")


def test_what_is_too_big_or_the_wrong_method_is_told_to_a_program_and_not_to_somebody_at_a_page(zhang: Caller) -> None:
    big = raw(zhang, "/cases", b" " * (2 * 1024 * 1024 + 1)).must(413)
    assert big["detail"] == "请求正文最多 2 MB。什么也没有收下。"
    wrong = Answer(zhang.client.generic("PUT", "/api/v1/cases")).must(405)
    assert "Allow" in wrong["detail"]
    assert wrong.response["Allow"]


def test_all_moments_of_an_answer_have_one_form_the_first_time_and_later(zhang: Caller) -> None:
    made = zhang.post("/cases", tour()).must(201)
    read = zhang.get(f"/cases/{made['id']}").must()
    for told in (made, read):
        assert all(event["at"].endswith("Z") for event in told["events"])
        assert told["submitted_at"].endswith("Z")
        assert all(paper["issued_at"].endswith("Z") for paper in told["papers"])
    assert [event["at"] for event in made["events"]] == [event["at"] for event in read["events"]]


def test_a_wrong_state_says_what_is_possible_now(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    told = Caller(DECIDER).move(case, "approve").must(409)
    assert "not_from" in {one["key"] for one in told["errors"]}
    told = Caller(WINDOW).move(case, "deliver", way="window").must(409)
    assert told.moves <= {
        "attend", "recuse", "accept", "amend", "correct", "not_accept", "pay", "withdraw", "accept_owed",
        "hand_on", "confirm_address",
    }  # fmt: skip
    assert {"accept", "correct"} <= told.moves


def test_another_role_is_told_so(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    assert "not_by" in {one["key"] for one in Caller(EXAMINER).move(case, "accept").must(409)["errors"]}


def test_a_move_that_no_procedure_knows_is_not_there(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    told = zhang.move(case, "dance").must(404)
    assert (told["type"], told.moves) == ("/problems/no-such-move", {"withdraw", "confirm_address"})


def test_a_number_that_was_used_elsewhere_is_no_mishap(ground: Ground) -> None:
    window, said = Caller(WINDOW), tour()["facts"] | {"face_match": True, "permit_card": {}}
    asked = at_the_window("exit_entry.endorsement_tour_group", ZHANG, **said)
    first, second = (window.post("/cases", asked | {"reason": str(n), "anyway": True}).must(201) for n in range(2))
    window.move(first, "pay", number="1234", yuan="15.00").must()
    told = window.move(second, "pay", number="1234", yuan="15.00").must(409)
    assert [one["key"] for one in told["errors"]] == ["bill_paid_before"]
    assert "1234" in told["errors"][0]["detail"]


def test_an_older_version_is_told_what_changed(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    Caller(WINDOW).move(case, "accept", expects=case["version"]).must()
    told = zhang.move(case, "withdraw", expects=case["version"]).must(409)
    assert (told["type"], [one["move"] for one in told["changed"]]) == ("/problems/older-page", ["accept"])


def test_what_must_be_said_is_named_where_it_is_missing(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    told = Caller(WINDOW).move(case, "correct", defects=[{"about": "photo"}, {"text": ""}], more="?").must(422)
    assert {one["pointer"] for one in told["errors"]} == {"#/says/more", "#/says/defects/0/text"}


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh-CN", "没有找到"), ("zh-HK", "沒有找到"), ("en-GB", "Not found"), ("fr, en;q=0.3", "Not found")],
)
def test_problems_speak_the_callers_language(anybody: Caller, language: str, title: str) -> None:
    assert Caller(language=language).post("/services/x/advice", {"region": "440106"}).must(404)["title"] == title


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b'{"region":"440106"', 400),
        (b"\xff\xfe", 400),
        (b"NaN", 400),
        (b'{"region":"440106","facts":{"a":NaN}}', 400),
        (b'{"facts":' * 100_000, 400),
        (b"[" * 100_000 + b"]" * 100_000, 400),
        (b'{"region":"440106","facts":{"a":"\\u0000"}}', 400),
        (b'{"region":"440106","facts":{"a\\u0000":1}}', 400),
        (b'{"region":"440106","facts":{"a":"\\ud800"}}', 400),
        (b'{"region":"440106","facts":{"a":"\x00"}}', 400),
        (b'{"region":"440106","region":"440300","facts":{}}', 400),
        (b'{"region":"440106","facts":{"a":1,"a":2}}', 400),
        (b"", 422),
        (b"null", 422),
        (b"[]", 422),
        (b'"text"', 422),
        (b"12", 422),
        (b'{"region":"440106","facts":{"a":1e400}}', 400),
        (b'{"region":"440106","facts":{"destinations":' + b"9" * 5000 + b"}}", 400),
        (json.dumps({"region": "440106", "facts": {str(n): n for n in range(201)}}).encode(), 422),
        (b" " * (2 * 1024 * 1024 + 1), 413),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_a_body_that_cannot_be_taken_is_a_clear_problem(anybody: Caller, body: bytes, status: int) -> None:
    told = raw(anybody, TOUR, body)
    assert (told.status, told.response["Content-Type"]) == (status, "application/problem+json"), told.json
    assert told["detail"]


def test_where_json_breaks_is_told(anybody: Caller) -> None:
    assert "14" in raw(anybody, TOUR, b'{"region":"44"!}')["detail"]


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", ""],
)
def test_another_media_type_is_told_which_is_read(anybody: Caller, kind: str) -> None:
    told = raw(anybody, TOUR, b"a=1", kind).must(415)
    assert told["accepted"] == ["application/json"]


def test_json_with_a_charset_is_json(anybody: Caller) -> None:
    raw(anybody, TOUR, b'{"region":"440106","channel":"kiosk"}', "application/json; charset=utf-8").must()


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("delete", "/cases", {"GET", "POST"}),
        ("put", f"/cases/{NOBODY}", {"GET"}),
        ("get", f"/cases/{NOBODY}/moves/accept", {"POST"}),
        ("post", "/calendar/due", {"GET"}),
        ("patch", TOUR, {"POST"}),
        ("trace", "/services", {"GET"}),
    ],
)
def test_another_method_is_told_which_there_are(anybody: Caller, method: str, path: str, allowed: set[str]) -> None:
    told = Answer(anybody.client.generic(method.upper(), f"/api/v1{path}")).must(405)
    assert set(told.response["Allow"].split(", ")) == allowed
    assert told["type"] == "/problems/s405"


@pytest.mark.parametrize(
    "token", ["", "Bearer", "Bearer x", "Bearer x.y.z", "Basic YTpi", "Bearer 张", "bearer " + "a" * 4000]
)
def test_without_a_token_of_ours_personal_things_are_closed(anybody: Caller, token: str) -> None:
    for method, path in (
        ("GET", "/cases"),
        ("POST", "/cases"),
        ("GET", f"/cases/{NOBODY}"),
        ("POST", f"/cases/{NOBODY}/moves/x"),
    ):
        sent = anybody.client.generic(
            method, f"/api/v1{path}", b"{}", content_type="application/json", headers={"Authorization": token}
        )
        told = Answer(sent).must(401)
        assert told.response["WWW-Authenticate"].startswith("Bearer")


def test_a_nul_in_a_header_or_an_address_is_refused(zhang: Caller) -> None:
    assert raw(zhang, "/cases", b"{}", **{"Idempotency-Key": "a\0b"}).must(400)["type"] == "/problems/nul"
    assert zhang.get("/services", q="a\0").must(400)
    assert zhang.get("/services", q="x" * 9000).must(400)


@pytest.mark.parametrize("key", ["a b", "钥匙", "k" * 151])
def test_a_key_is_short_and_plain(zhang: Caller, key: str) -> None:
    told = raw(zhang, "/cases", json.dumps(tour()).encode(), **{"Idempotency-Key": key}).must(422)
    assert [(one["in"], one["parameter"]) for one in told["errors"]] == [("header", "Idempotency-Key")]


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/cases/", "/cases/1", f"/cases/{NOBODY}/", f"/cases/{NOBODY}/moves", "/services/a/b"]
)
def test_what_is_not_there_is_a_problem_too(zhang: Caller, path: str) -> None:
    assert zhang.get(path).must(404).response["Content-Type"] == "application/problem+json"


weird: list[Any] = [
    None,
    True,
    0,
    -1,
    1.5,
    10**30,
    "",
    "x",
    "9" * 600,
    [],
    [[]],
    {},
    {"a": {"b": []}},
    "\u202e",
    "none",
    "unknown",
    "💥",
]


@pytest.mark.parametrize("value", weird, ids=repr)
def test_no_value_of_a_fact_or_word_brings_the_node_down(zhang: Caller, value: Any) -> None:
    facts = (
        "destinations",
        "entries",
        "permit",
        "permit_expires_on",
        "face_match",
        "photo",
        "void_unused",
        "exit_ban",
        "destination",
    )
    for fact in facts:
        assert zhang.post(TOUR, {"facts": {fact: value}, "region": "440106"}).status in (200, 422)
        assert zhang.post("/cases", tour(**{fact: value}) | {"submit": False, "reason": "r"}).status in (201, 422)
    case = zhang.post("/cases", tour() | {"reason": "r"}).json
    where = case.get("id") or case["case"]
    for move, words in (
        ("correct", ("defects",)),
        ("amend", ("changes", "with_person")),
        ("pay", ("number", "yuan")),
        ("attend", ("shown",)),
    ):
        assert Caller(WINDOW).move(where, move, **dict.fromkeys(words, value)).status in (200, 404, 409, 422)


def test_the_answer_to_a_stranger_of_the_house_is_not_a_page(anybody: Caller) -> None:
    told = Answer(Client(raise_request_exception=False).get("/api/v1/cases", headers={"Accept": "text/html"})).must(401)
    assert told.response["Content-Type"] == "application/problem+json"
