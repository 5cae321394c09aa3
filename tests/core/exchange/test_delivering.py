from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, given, settings, strategies as some

from tests.authorities import EVERY
from tests.core.exchange.loopback import HERE, Line, applied, inbox
from yimen.core.exchange.applying import apply_waiting
from yimen.core.exchange.delivering import deliver
from yimen.core.exchange.models import Counter, Inbox, Outbox
from yimen.core.exchange.pace import back_off, single_flight
from yimen.core.exchange.peers import node_actor
from yimen.core.exchange.sending import NoSuchPeer, send
from yimen.core.people.actors import Actor
from yimen.core.people.scope import acting

WINDOW = Actor("window", "w-1", office="440106000001", reach="440106", serves=EVERY)


def post(*numbers: int) -> None:
    with acting(WINDOW):
        for n in numbers:
            send(HERE, "test.note", {"n": n})


def outbox() -> list[Outbox]:
    with acting(node_actor(HERE)):
        return list(Outbox.objects.order_by("seq"))


def try_again_now() -> None:
    """As if the time of the back-off had passed."""
    with acting(node_actor(HERE)):
        Outbox.objects.update(next_try=None)
        Inbox.objects.update(next_try=None)


def test_letters_are_applied_once_in_the_order_of_sending(loopback: Line) -> None:
    post(1, 2, 3)
    deliver(HERE)
    apply_waiting(HERE)
    assert applied == [1, 2, 3]
    assert [letter.seq for letter in inbox()] == [1, 2, 3]
    assert all(letter.acked_at for letter in outbox())


def test_a_letter_is_part_of_the_transaction_that_makes_it_necessary(loopback: Line) -> None:
    with acting(WINDOW):
        send(HERE, "test.note", {"n": 1})
        transaction.set_rollback(True)
    post(2)
    assert [letter.seq for letter in outbox()] == [1], "the number of what was rolled back is given again: no gap"


def test_a_letter_to_a_node_that_nobody_entered_is_an_error_of_the_sender(loopback: Line) -> None:
    with acting(WINDOW), pytest.raises(NoSuchPeer):
        send("nowhere", "test.note", {})


def test_a_cut_line_keeps_the_letters_and_tries_again_later(loopback: Line) -> None:
    post(1, 2)
    loopback.bend = lambda _: None
    again = deliver(HERE)
    assert again is not None
    assert [(letter.attempts, letter.error) for letter in outbox()] == [(1, "cut"), (0, "")]
    assert deliver(HERE) is None, "before its time nothing is tried"
    loopback.bend = list
    try_again_now()
    deliver(HERE)
    apply_waiting(HERE)
    assert applied == [1, 2]
    assert [letter.error for letter in outbox()] == ["", ""]


def test_an_answer_that_got_lost_is_asked_for_again_without_a_second_letter(loopback: Line) -> None:
    post(1)
    loopback.answer = lambda _: b"garbage"
    deliver(HERE)
    loopback.answer = bytes
    try_again_now()
    deliver(HERE)
    apply_waiting(HERE)
    assert applied == [1]
    assert len(inbox()) == 1


def test_nobody_on_the_line_can_acknowledge_in_the_other_nodes_name(loopback: Line) -> None:
    post(1)
    loopback.bend = lambda letters: letters
    loopback.answer = lambda answer: answer.replace(b'"up_to":1', b'"up_to":9')
    deliver(HERE)
    assert [letter.acked_at for letter in outbox()] == [None]
    assert "bad_signature" in outbox()[0].error


def test_a_gap_waits_and_the_sender_resumes_at_it(loopback: Line) -> None:
    post(1, 2, 3)
    loopback.bend = lambda letters: [letters[0], letters[2]]
    deliver(HERE)
    apply_waiting(HERE)
    assert applied == [1]
    assert outbox()[1].error == "has letters up to 1 only"
    loopback.bend = list
    try_again_now()
    deliver(HERE)
    apply_waiting(HERE)
    assert applied == [1, 2, 3]


def test_a_receiver_that_lost_letters_gets_them_again(loopback: Line) -> None:
    post(1, 2, 3)
    deliver(HERE)
    with acting(node_actor(HERE)):  # its database came back from a backup taken after letter 1
        Inbox.objects.filter(seq__gt=1).delete()
        Counter.objects.filter(of="received").update(last=1)
    post(4)
    deliver(HERE)
    try_again_now()
    deliver(HERE)
    apply_waiting(HERE)
    assert applied == [1, 2, 3, 4]


def test_a_sender_that_lost_its_letters_stops_and_says_so(loopback: Line) -> None:
    post(1, 2, 3)
    deliver(HERE)
    with acting(node_actor(HERE)):
        Outbox.objects.all().delete()
        Counter.objects.filter(of="sent").update(last=0)
    post(7)
    deliver(HERE)
    assert "older than its letters" in outbox()[0].error


def test_many_letters_travel_in_few_posts(loopback: Line) -> None:
    post(*range(120))
    deliver(HERE)
    apply_waiting(HERE)
    assert applied == list(range(120))
    assert loopback.posts == [50, 50, 20]


def test_a_failing_letter_holds_those_behind_it_and_shows_its_error(loopback: Line) -> None:
    post(1)
    with acting(WINDOW):
        send(HERE, "test.note", {"fails": True})
    post(3)
    deliver(HERE)
    assert apply_waiting(HERE) is not None
    assert applied == [1]
    assert [(letter.attempts, letter.error) for letter in inbox()[1:]] == [(1, "ValueError: 这封信不能办理"), (0, "")]
    try_again_now()
    apply_waiting(HERE)
    assert inbox()[1].attempts == 2


def test_after_five_attempts_an_operator_is_told(
    loopback: Line, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    post(1)
    loopback.bend = lambda _: None
    for _ in range(5):
        deliver(HERE)
        try_again_now()
    assert "letters are not delivered" in capsys.readouterr().out + caplog.text


def test_only_one_process_delivers_to_a_peer(loopback: Line) -> None:
    post(1)
    with closing(connections["default"].copy()) as elsewhere, elsewhere.cursor() as other:
        other.execute("select pg_advisory_lock(hashtextextended('exchange.deliver.gd', 0))")
        assert deliver(HERE) is None
        assert loopback.posts == []
        other.execute("select pg_advisory_unlock(hashtextextended('exchange.deliver.gd', 0))")
    with single_flight("deliver", HERE) as mine:
        assert mine


def test_letters_are_read_by_system_roles_only(loopback: Line) -> None:
    post(1)
    with acting(WINDOW):
        assert not Outbox.objects.exists()
        assert Outbox.objects.update(error="x") == 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select count(*) from exchange_outbox")
        assert cursor.fetchone() == (0,), "outside acting nothing is visible"


def test_letters_lie_sealed_in_the_tables(loopback: Line) -> None:
    with acting(WINDOW):
        send(HERE, "test.note", {"n": 1, "name": "张示例"})
    deliver(HERE)
    with acting(node_actor(HERE)), connection.cursor() as cursor:
        cursor.execute("select letter from exchange_outbox union all select letter from exchange_inbox")
        rows = cursor.fetchall()
    assert len(rows) == 2
    assert all("张示例".encode() not in bytes(letter) and b"test.note" not in bytes(letter) for (letter,) in rows)


def test_sending_takes_three_round_trips(loopback: Line, django_assert_num_queries: object) -> None:
    with acting(WINDOW), django_assert_num_queries(3):  # type: ignore[operator]
        send(HERE, "test.note", {"n": 1})


def test_the_waits_grow_to_a_quarter_of_an_hour_and_are_spread() -> None:
    assert timedelta(seconds=0.5) <= back_off(1) <= timedelta(seconds=1)
    assert timedelta(seconds=450) <= back_off(1000) <= timedelta(minutes=15)
    assert len({back_off(8) for _ in range(20)}) > 1


def bent(plan: Sequence[str]) -> Callable[[Sequence[bytes]], Sequence[bytes] | None]:
    """A line that treats each post as the plan says, and is good when the plan is used up."""
    steps = iter(plan)

    def bend(letters: Sequence[bytes]) -> Sequence[bytes] | None:
        how = next(steps, "pass")
        return {
            "pass": letters,
            "cut": None,
            "double": [*letters, *letters],
            "reverse": letters[::-1],
            "lose the first": letters[1:],
            "lose the last": letters[:-1],
            "damage": [letters[0][:40] + b"?" + letters[0][41:], *letters[1:]],
            "rubbish between": [line for letter in letters for line in (b"{}", letter)],
        }[how]

    return bend


MISCHIEF = ["pass", "cut", "double", "reverse", "lose the first", "lose the last", "damage", "rubbish between"]


@given(some.lists(some.tuples(some.sampled_from(MISCHIEF), some.integers(0, 4)), max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_line_does_each_letter_is_applied_once_in_order(
    loopback: Line, plan: list[tuple[str, int]]
) -> None:
    applied.clear()
    loopback.bend = bent([how for how, _ in plan])
    sent = 0
    for _, count in plan:
        post(*range(sent, sent + count))
        sent += count
        deliver(HERE)
        apply_waiting(HERE)
        try_again_now()
    loopback.bend = list
    deliver(HERE)
    apply_waiting(HERE)
    assert applied == list(range(sent))
