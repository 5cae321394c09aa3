"""A case that another node owns: its copy is read here, and a move is asked for, never taken."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings

from tests.authorities import EVERY
from tests.channels.api.ground import CARD_SEEN, DECIDER, EXAMINER, HERE, ZHANG, Caller, Ground, Json, as_applicant
from yimen.core.cases.begin import begin
from yimen.core.cases.copies import keep_case
from yimen.core.cases.letters import news, whole
from yimen.core.cases.store import read_case
from yimen.core.cases.take import take
from yimen.core.exchange.letter import Letter
from yimen.core.exchange.models import Copy, Outbox
from yimen.core.exchange.peers import add_peer, node_actor
from yimen.core.people.actors import CLOCK, Actor
from yimen.core.people.scope import acting
from yimen.core.people.secrecy import public_key
from yimen.core.ports.ids import new_id

pytestmark = pytest.mark.django_db
THERE = {"code": "hn", "region": "430000", "name": "示例邻省公安厅"}
THEIR_WINDOW = Actor("window", "hn1", "邹示例", "430102000001", "430100", serves=EVERY)
CARD = "household.id_card_cross_province"
OPINION = {"opinion": "grant", "why": "与登记一致"}


def taken_in_there(ground: Ground) -> Json:
    """What the other province tells of a card that it took in for somebody of ours; nothing of it stays here."""
    with transaction.atomic():
        with override_settings(NODE=THERE), acting(CLOCK):
            case = begin(
                CARD, by=THEIR_WINDOW, channel="hall", region="430102", applicant=ground.zhang.id, facts=CARD_SEEN
            )
            take(case.id, "submit", by=THEIR_WINDOW, channel="hall")
            take(case.id, "accept", by=THEIR_WINDOW)
            dossier = read_case(case.id)
            told: Json = news(dossier, dossier.events, Copy(told=0, documents=[])) | whole(dossier)
        transaction.set_rollback(True)
    return told


@pytest.fixture
def copy(ground: Ground) -> str:
    """The id of the case, of which a copy stands here."""
    add_peer("hn", "430000", "http://127.0.0.1:9", public_key(), datetime.now(UTC))
    body = taken_in_there(ground)
    with acting(node_actor("hn")):
        keep_case(Letter("hn", "gd", 1, new_id(), "case.copy", datetime.now(UTC), body, ""))
    return str(body["case"]["id"])


def test_a_copy_is_read_where_it_is_decided_and_says_what_may_be_asked(copy: str) -> None:
    seen = Caller(EXAMINER).get(f"/cases/{copy}").must()
    assert (seen["owner"], seen["state"], seen["deciding_region"]) == ("hn", "accepted", HERE)
    assert seen.moves == {"examine"}


def test_a_move_of_a_copy_is_asked_of_its_owner_once(copy: str) -> None:
    asked = Caller(EXAMINER).move(copy, "examine", key="k1", **OPINION).must(202)
    assert (asked["request"]["move"], asked["request"]["state"], asked["request"]["owner"]) == (
        "examine",
        "asked",
        "hn",
    )
    assert asked["case"]["version"] == Caller(EXAMINER).get(f"/cases/{copy}")["version"]
    again = Caller(EXAMINER).move(copy, "examine", key="k1", **OPINION).must(202)
    assert again["request"]["id"] == asked["request"]["id"]
    with acting(CLOCK):
        assert Outbox.objects.filter(kind="move.request").count() == 1


def test_what_cannot_be_asked_of_the_owner_is_refused_with_what_can(copy: str) -> None:
    assert Caller(DECIDER).move(copy, "approve").must(409).moves <= {"approve", "reject"}
    assert (
        Caller(EXAMINER).move(copy, "suspend", kind="testing", expected="2030-01-01", why="等").must(404)["type"]
        == "/problems/no-such-move"
    )


def test_the_person_reads_the_copy_too(copy: str, ground: Ground) -> None:
    seen = Caller(as_applicant(ground.zhang)).get(f"/cases/{copy}").must()
    assert seen.moves == set()
    assert ZHANG.encode() not in seen.bytes
