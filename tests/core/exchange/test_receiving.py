import base64
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.core.exchange.loopback import Line, applied, changed_by_operator
from yimen.core.exchange import letter as letter_module
from yimen.core.exchange.answer import read_answer
from yimen.core.exchange.applying import apply_waiting
from yimen.core.exchange.keys import key_id
from yimen.core.exchange.letter import Letter, Refused, read, seal
from yimen.core.exchange.models import Inbox
from yimen.core.exchange.pace import wall_clock
from yimen.core.exchange.peers import add_peer, node_actor, owns, peer_for
from yimen.core.exchange.receiving import receive
from yimen.core.people.scope import acting
from yimen.core.ports.ids import new_id

THEIR_KEY, NEW_KEY = Ed25519PrivateKey.from_private_bytes(b"h" * 32), Ed25519PrivateKey.from_private_bytes(b"n" * 32)


def public(key: Ed25519PrivateKey) -> str:
    return base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


@pytest.fixture
def neighbour(loopback: Line) -> None:
    add_peer("hn", "430000", "http://127.0.0.1:1", public(THEIR_KEY), wall_clock())


def change_key(key: Ed25519PrivateKey, at: datetime) -> None:
    changed_by_operator(lambda: add_peer("hn", "430000", "http://127.0.0.1:1", public(key), at))


def line(seq: int = 1, key: Ed25519PrivateKey = THEIR_KEY, **change: Any) -> bytes:
    fields: dict[str, Any] = {
        "sender": "hn",
        "to": "gd",
        "seq": seq,
        "id": new_id(),
        "kind": "test.note",
        "made_at": wall_clock(),
        "body": {"n": seq},
        "key": key_id(public(key)),
    }
    return seal(Letter(**{**fields, **change}), key)


def up_to(answer: bytes) -> int:
    found: int = read(answer)["up_to"]
    return found


def stored() -> list[int]:
    with acting(node_actor("hn")):
        return list(Inbox.objects.order_by("seq").values_list("seq", flat=True))


def test_the_answer_names_the_number_up_to_which_nothing_is_missing(neighbour: None) -> None:
    assert up_to(receive(line(1))) == 1
    assert up_to(receive(line(3))) == 1
    assert up_to(receive(line(5))) == 1
    assert up_to(receive(line(2))) == 3
    assert up_to(receive(line(4))) == 5


def test_a_gap_before_a_letter_lets_it_wait(neighbour: None) -> None:
    receive(line(2))
    apply_waiting("hn")
    assert applied == []
    receive(line(1))
    apply_waiting("hn")
    assert applied == [1, 2]


def test_the_same_letter_again_gets_the_same_answer_and_changes_nothing(neighbour: None) -> None:
    letter = line(1)
    first = receive(letter)
    apply_waiting("hn")
    assert receive(letter) == first == receive(letter + b"\n" + letter)
    apply_waiting("hn")
    assert applied == [1]


def test_another_letter_under_a_number_already_given_is_refused(neighbour: None) -> None:
    receive(line(1))
    answer = read(receive(line(1, body={"n": 99})))
    assert (answer["up_to"], answer["refused"]) == (1, ["number_taken"])
    apply_waiting("hn")
    assert applied == [1]


def test_an_id_that_was_used_already_is_refused(neighbour: None) -> None:
    same = UUID("0193f000-0000-7000-8000-000000000001")
    receive(line(1, id=same))
    assert read(receive(line(2, id=same)))["refused"] == ["number_taken"]


def test_a_letter_far_ahead_waits_at_its_sender(neighbour: None) -> None:
    assert read(receive(line(5000)))["refused"] == ["too_far_ahead"]
    assert 5000 not in stored()


refusals: dict[str, Callable[[], bytes]] = {
    "malformed": lambda: b"no letter",
    "unknown_peer": lambda: line(sender="nobody"),
    "unknown_key": lambda: line(key=NEW_KEY),
    "bad_signature": lambda: seal(
        Letter("hn", "gd", 1, new_id(), "test.note", wall_clock(), {}, key_id(public(THEIR_KEY))), NEW_KEY
    ),
    "wrong_addressee": lambda: line(to="gx"),
    "unknown_kind": lambda: line(kind="test.unheard"),
}


@pytest.mark.parametrize("reason", refusals)
def test_what_is_no_letter_for_us_is_refused_with_its_reason(neighbour: None, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        receive(refusals[reason]())
    assert refused.value.reason == reason
    assert stored() == []


def test_a_post_of_very_many_lines_is_refused_unread(neighbour: None) -> None:
    with pytest.raises(Refused, match="too_large"):
        receive(b"\n" * 1000)


def test_an_empty_post_is_malformed(neighbour: None) -> None:
    with pytest.raises(Refused, match="malformed"):
        receive(b"")


def test_the_good_letters_of_a_damaged_post_are_kept(neighbour: None) -> None:
    answer = read(receive(b"\n".join([line(1), b"damaged", line(2, to="gx"), line(2)])))
    assert (answer["up_to"], answer["refused"]) == (2, ["malformed", "wrong_addressee"])


def test_letters_of_two_senders_do_not_share_a_post(neighbour: None) -> None:
    add_peer("gx", "450000", "http://127.0.0.1:1", public(NEW_KEY), wall_clock())
    answer = read(receive(line(1) + b"\n" + line(1, key=NEW_KEY, sender="gx")))
    assert (answer["to"], answer["refused"]) == ("hn", ["mixed_senders"])


def test_after_a_change_of_key_the_old_one_is_read_for_thirty_days(neighbour: None) -> None:
    change_key(NEW_KEY, wall_clock())
    assert up_to(receive(line(1))) == 1
    assert up_to(receive(line(2, key=NEW_KEY))) == 2
    change_key(THEIR_KEY, wall_clock())
    change_key(NEW_KEY, wall_clock() - timedelta(days=31))
    with pytest.raises(Refused, match="expired_key"):
        receive(line(3))


def test_an_answer_is_no_letter_and_a_letter_is_no_answer(neighbour: None) -> None:
    with pytest.raises(Refused):
        receive(receive(line(1)))
    with pytest.raises(Refused):
        read_answer(line(1), "hn", wall_clock())


def test_a_region_belongs_to_the_node_that_owns_it(neighbour: None) -> None:
    assert peer_for("430102") == "hn"
    assert peer_for("440106") is None, "ours"
    assert peer_for("110105") is None, "nobody's yet"
    assert owns("hn", "430000")
    assert not owns("hn", "440106")


def test_a_peer_with_an_impossible_key_is_not_entered(neighbour: None) -> None:
    with pytest.raises(ValueError, match="32"):
        add_peer("gx", "450000", "http://127.0.0.1:1", base64.b64encode(b"short").decode(), datetime.now().astimezone())


def test_without_the_check_of_signatures_a_changed_letter_would_be_kept(
    neighbour: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the refusals above: with the protection off, forgery succeeds."""
    changed = line(1).replace(b'"n":1', b'"n":9')
    with pytest.raises(Refused, match="bad_signature"):
        receive(changed)
    monkeypatch.setattr(letter_module, "verify", lambda *_: None)
    receive(changed)
    apply_waiting("hn")
    assert applied == [9]


def test_without_the_unique_number_a_doubled_letter_would_be_applied_twice(neighbour: None) -> None:
    """The negative control of idempotency: another id under another number is another letter, whatever it says."""
    receive(line(1, body={"n": 1}))
    receive(line(2, body={"n": 1}))
    apply_waiting("hn")
    assert applied == [1, 1]
