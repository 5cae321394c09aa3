import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from tests.core.exchange.loopback import HERE, Line, changed_by_operator
from tests.core.exchange.test_delivering import post
from yimen.core.exchange.delivering import deliver
from yimen.core.exchange.keys import key_id
from yimen.core.exchange.models import Peer
from yimen.core.people.secrecy import public_key

KEY = "Gf+ioBKPnBkwBr5Jv4HqPw0g0yx+VSFrZ5Gi8CmZ3F8="


def test_letters_shows_what_waits_since_when_and_why(loopback: Line, capsys: pytest.CaptureFixture[str]) -> None:
    post(1, 2)
    loopback.bend = lambda _: None
    deliver(HERE)
    call_command("letters")
    said = capsys.readouterr().out
    assert "2 wait, oldest" in said
    assert "1 attempts, next" in said
    assert "cut" in said
    assert "nothing waits" in said


def test_letters_speaks_json_to_programs(loopback: Line, capsys: pytest.CaptureFixture[str]) -> None:
    post(1)
    call_command("letters", "--json")
    (peer,) = json.loads(capsys.readouterr().out)
    assert (peer["peer"], peer["sent"], peer["outgoing"]["length"]) == (HERE, 1, 1)


@pytest.mark.django_db
def test_letters_without_peers_says_how_to_enter_one(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("letters")
    assert "exchange_keys --add" in capsys.readouterr().out


@pytest.mark.django_db
def test_exchange_keys_prints_what_the_other_operator_needs(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("exchange_keys")
    said = capsys.readouterr().out
    assert public_key() in said
    assert key_id(public_key()) in said


@pytest.mark.django_db
def test_exchange_keys_enters_a_peer_and_keeps_its_old_key(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("exchange_keys", "--add", "hn", "430000", "https://hn.example", KEY)
    changed_by_operator(
        lambda: call_command("exchange_keys", "--add", "hn", "430000", "https://hn.example", public_key())
    )
    peer = Peer.objects.get()
    assert (peer.public_key, peer.old_key) == (public_key(), KEY)
    assert key_id(KEY) in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        f"update exchange_peer set public_key = '{KEY}'",
        "update exchange_peer set region = '440000'",
        "delete from exchange_peer",
    ],
)
def test_the_application_enters_no_other_key_for_a_peer(statement: str) -> None:
    call_command("exchange_keys", "--add", "hn", "430000", "https://hn.example", public_key())
    with pytest.raises(DatabaseError, match="by an operator"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_the_application_may_note_that_a_peer_has_moved() -> None:
    call_command("exchange_keys", "--add", "hn", "430000", "https://hn.example", KEY)
    call_command("exchange_keys", "--add", "hn", "430000", "https://new.example", KEY)
    assert Peer.objects.get().url == "https://new.example"


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "key"), [("hn", "no key"), ("hn", "c2hvcnQ="), (HERE, KEY)])
def test_exchange_keys_refuses_what_is_no_key_and_this_node_itself(code: str, key: str) -> None:
    with pytest.raises(CommandError):
        call_command("exchange_keys", "--add", code, "430000", "https://hn.example", key)
