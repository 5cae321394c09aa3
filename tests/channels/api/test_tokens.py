import json
from dataclasses import asdict
from typing import Any

import pytest
from django.core import signing
from django.test import override_settings
from time_machine import travel

from tests.channels.api.ground import DECIDER, EXAMINER_TWO, LI, OFFICE, WINDOW, ZHANG, Caller, Ground, tour
from yimen.channels.api.tokens import actor_of, issue, salt
from yimen.core.people.actors import CLOCK, RULE, VISITOR
from yimen.core.people.models import Staff
from yimen.core.people.scope import acting

STEP = "/demo/tokens"


def test_a_token_says_who_acts_for_twelve_hours() -> None:
    with travel("2026-11-24T08:00:00+08:00", tick=False):
        token = issue(WINDOW)
    with travel("2026-11-24T19:59:00+08:00", tick=False):
        assert actor_of(token) == WINDOW
    with travel("2026-11-24T20:01:00+08:00", tick=False):
        assert actor_of(token) == VISITOR


def test_a_changed_token_is_nobodys() -> None:
    head, _, tail = issue(DECIDER).partition(":")
    assert actor_of(f"{head[:-2]}{'A' if head[-2] != 'A' else 'B'}{head[-1]}:{tail}") == VISITOR


def test_a_token_of_another_node_is_nobodys() -> None:
    token = issue(WINDOW)
    with override_settings(NODE={"code": "hn", "region": "430000", "name": "示例邻省公安厅"}):
        assert actor_of(token) == VISITOR


@pytest.mark.parametrize("actor", [RULE, CLOCK, VISITOR])
def test_nobody_acts_as_the_law_itself(actor: object) -> None:
    assert actor_of(issue(actor)) == VISITOR  # type: ignore[arg-type]


def test_in_the_demo_one_is_whom_one_names(anybody: Caller, ground: Ground) -> None:
    for said in (ZHANG, str(ground.zhang.id)):
        told = anybody.post(STEP, {"as": "citizen", "person": said}).must()
        assert (told["actor"]["role"], told["actor"]["id"], told["actor"]["name"]) == (
            "applicant",
            str(ground.zhang.id),
            "张示例",
        )
        sent = anybody.client.get("/api/v1/cases", headers={"Authorization": f"Bearer {told['token']}"})
        assert sent.status_code == 200


def test_without_a_name_one_is_somebody(anybody: Caller) -> None:
    for role in ("citizen", "window", "examiner", "decider", "head", "supervisor"):
        told = anybody.post(STEP, {"as": role}).must()
        assert told["actor"]["role"] == ("applicant" if role == "citizen" else role)


def test_an_officer_is_named_by_badge_or_office(anybody: Caller) -> None:
    assert anybody.post(STEP, {"as": "examiner", "person": "e2"}).must()["actor"]["name"] == EXAMINER_TWO.name
    assert anybody.post(STEP, {"as": "decider", "office": OFFICE}).must()["actor"]["id"] == DECIDER.id


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"as": "citizen", "person": "110101199001010019"}, "#/person"),
        ({"as": "citizen", "person": "nobody"}, "#/person"),
        ({"as": "window", "person": "e2"}, "#/person"),
        ({"as": "window", "office": "000"}, "#/office"),
        ({"as": "king"}, "#/as"),
        ({}, "#/as"),
    ],
)
def test_nobody_is_told_apart_from_a_mistake(anybody: Caller, said: dict[str, str], pointer: str) -> None:
    assert [one["pointer"] for one in anybody.post(STEP, said).must(422)["errors"]] == [pointer]


def test_an_officer_who_has_left_is_nobody(anybody: Caller) -> None:
    with acting(RULE):
        Staff.objects.filter(pk="h1").update(active=False)
    anybody.post(STEP, {"as": "head"}).must(422)


def test_an_old_number_finds_the_same_person(anybody: Caller) -> None:
    assert anybody.post(STEP, {"as": "citizen", "person": LI[:6] + LI[8:17]}).must()["actor"]["name"] == "李测试"


def test_acting_needs_a_surer_token_than_looking_and_says_which(anybody: Caller, ground: Ground) -> None:
    def sent(token: str, method: str, body: str = "") -> Any:
        told = {"Authorization": f"Bearer {token}"}
        return anybody.client.generic(method, "/api/v1/cases", body, content_type="application/json", headers=told)

    weak = anybody.post(STEP, {"as": "citizen", "person": ZHANG, "level": "basic"}).must()["token"]
    silent = signing.dumps(asdict(actor_of(weak)), salt=salt())
    for token in (weak, silent):
        assert sent(token, "GET").status_code == 200
        refused = sent(token, "POST", json.dumps(tour()))
        assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (
            401,
            "insufficient-user-authentication",
        )
        assert 'error="insufficient_user_authentication"' in refused["WWW-Authenticate"]
        assert 'acr_values="substantial"' in refused["WWW-Authenticate"]
        assert sent(token, "GET").json()["items"] == [], "nothing was begun"
    assert sent(issue(actor_of(weak), "substantial"), "POST", json.dumps(tour())).status_code == 201
