from datetime import timedelta

from tests.core.exchange.loopback import HERE, Line, inbox
from tests.core.exchange.test_delivering import outbox, post
from yimen.core.exchange.applying import apply_waiting
from yimen.core.exchange.delivering import deliver
from yimen.core.exchange.models import Counter, Inbox
from yimen.core.exchange.pace import wall_clock
from yimen.core.exchange.peers import node_actor
from yimen.core.exchange.retention import forget
from yimen.core.people.scope import acting


def test_what_arrived_and_was_applied_is_emptied_after_thirty_days(loopback: Line) -> None:
    post(1)
    deliver(HERE)
    apply_waiting(HERE)
    post(2)
    forget(wall_clock() + timedelta(days=29))
    assert [bool(row.letter) for row in outbox()] == [True, True]
    forget(wall_clock() + timedelta(days=31))
    assert [bool(row.letter) for row in outbox()] == [False, True], "what waits is never emptied"
    assert [bool(row.letter) for row in inbox()] == [False]
    assert outbox()[0].kind == "test.note", "that there was a letter stays known"


def test_a_peer_that_asks_for_an_emptied_letter_is_an_alarm_not_a_crash(loopback: Line) -> None:
    post(1)
    deliver(HERE)
    forget(wall_clock() + timedelta(days=31))
    with acting(node_actor(HERE)):
        Inbox.objects.all().delete()
        Counter.objects.filter(of="received").update(last=0)
    post(2)
    deliver(HERE)
    assert "no longer kept" in outbox()[1].error
