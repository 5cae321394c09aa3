"""Two nodes with two databases and a line between them on which anything may happen: every letter is applied once, in order."""

import random
import threading
from typing import Any

import pytest
from django.db import connection

from tests.authorities import EVERY
from tests.bad_line import MISCHIEF, BadLine
from tests.two_nodes import Node, until
from yimen.core.exchange.delivering import deliver
from yimen.core.exchange.models import Outbox
from yimen.core.exchange.peers import node_actor
from yimen.core.exchange.sending import send
from yimen.core.people.actors import Actor
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db(transaction=True)
WINDOW = Actor("window", "w-1", office="440106000001", reach="440106", serves=EVERY)


def post(*numbers: int) -> None:
    with acting(WINDOW):
        for n in numbers:
            send("hn", "test.note", {"n": n, "text": "一张身份证" * 20})


def waiting() -> int:
    with acting(node_actor("gd")):
        return Outbox.objects.filter(acked_at=None).count()


def push() -> None:
    """As if every back-off had passed."""
    with acting(node_actor("gd")):
        Outbox.objects.update(next_try=None)
    deliver("hn")


def push_all() -> None:
    def empty() -> bool:
        push()
        return waiting() == 0

    until(empty, "all letters to be acknowledged")


def arrived(hn: Node, count: int) -> list[int]:
    until(lambda: len(hn.call("tests.node_calls:noted")) >= count, f"{count} letters to be applied")
    told: list[int] = hn.call("tests.node_calls:noted")
    return told


def test_letters_cross_and_are_applied_by_the_other_nodes_worker(hn: Node, line: BadLine) -> None:
    post(1, 2, 3)
    push_all()
    assert arrived(hn, 3) == [1, 2, 3]


@pytest.mark.parametrize("how", MISCHIEF)
def test_one_piece_of_mischief_changes_nothing_but_the_time(hn: Node, line: BadLine, how: str) -> None:
    post(1, 2)
    push()
    line.does([how])
    post(3, 4, 5)
    push()
    post(6)
    push_all()
    assert line.done[0] == how
    assert arrived(hn, 6) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_the_line_does_every_letter_is_applied_once_in_order(hn: Node, line: BadLine, seed: int) -> None:
    chance = random.Random(seed)
    line.does(chance.choices(MISCHIEF, k=60))
    sent = 0
    for _ in range(20):
        count = chance.randint(0, 8)
        post(*range(sent, sent + count))
        sent += count
        push()
    line.does([])
    push_all()
    assert arrived(hn, sent) == list(range(sent))


def test_kill_9_of_the_receiving_node_in_the_middle_loses_and_doubles_nothing(hn: Node, line: BadLine) -> None:
    sent = 150
    sender = sending(sent)
    for _ in range(3):
        until(lambda: waiting() > 0, "letters under way", 5)
        hn.kill("web", "worker")
        hn.start("web", "worker")
    sender.join()
    push_all()
    assert arrived(hn, sent) == list(range(sent))


def test_kill_9_of_the_delivering_worker_frees_the_line_for_the_next(hn: Node, line: BadLine, gd: Node) -> None:
    line.does(["slow"])
    post(1, 2, 3)
    gd.start("worker")
    until(lambda: line.done == ["slow"], "the worker to be in the middle of a post")
    gd.kill("worker")
    push_all()
    assert arrived(hn, 3) == [1, 2, 3]


def test_a_letter_that_cannot_be_applied_shows_its_error_at_the_other_node(hn: Node, line: BadLine) -> None:
    with acting(WINDOW):
        send("hn", "test.note", {"without": "a number"})
    push_all()

    def state() -> Any:
        (peer,) = hn.call("tests.node_calls:state")
        return peer["incoming"]

    until(lambda: state()["attempts"] > 0, "the first attempt")
    assert "KeyError" in state()["error"]


def sending(count: int) -> threading.Thread:
    """Letters are written and pushed while something else happens."""

    def work() -> None:
        for n in range(count):
            post(n)
            if n % 10 == 9:
                push()
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread
