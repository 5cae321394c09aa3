"""What every provider of short messages keeps to: the demo's, and SMPP against a centre on this machine."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

from tests.adapters.messages.smpp_centre import Running
from yimen.adapters.messages.demo import Demo
from yimen.adapters.messages.smpp import Smpp
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.ports.ids import new_id
from yimen.core.ports.messages import Message, MessageWire, NotTaken, Receipt, Unsure

pytestmark = pytest.mark.django_db
WITHIN = 0.4
Ill = Callable[[str], None]


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    one = Running()
    yield one
    one.stop()


@pytest.fixture(params=["demo", "smpp"])
def provider(request: pytest.FixtureRequest, running: Running) -> Iterator[tuple[MessageWire, Ill]]:
    """A wire, and how its provider is made to have a bad day."""
    demo, centre = Demo("demo"), running.centre
    centre.__init__()  # type: ignore[misc]

    def smpp_ill(mode: str) -> None:
        centre.receipts = 2 if mode == "twice" else 1
        centre.fate = "UNDELIV" if mode == "undelivered" else "DELIVRD"
        centre.mute = mode == "lost_for_good"

    with acting(RULE):
        if request.param == "demo":
            yield demo, lambda mode: demo.rehearse(mode, None, {})
        else:
            yield Smpp("smpp", running.url), smpp_ill


def message() -> Message:
    return Message(
        str(new_id()), "13800000001", "【示例】您有一份文书，请登录查看：http://127.0.0.1/m/abcdefghijklmnop/", "T1"
    )


def collected(wire: MessageWire) -> list[Receipt]:
    told: list[Receipt] = []
    wire.collect(told.append, 0.2)
    return told


def test_both_are_entered() -> None:
    assert {"demo", "smpp"} == settings.ADAPTERS["messages"].keys()


def test_what_was_taken_is_told_under_its_references(provider: tuple[MessageWire, Ill]) -> None:
    wire, _ = provider
    one = message()
    refs = wire.send(one, WITHIN)
    assert refs
    assert {(told.ref, told.fate) for told in collected(wire)} == {(ref, "delivered") for ref in refs}
    assert wire.ask(one.key, refs, WITHIN) == "delivered"
    assert collected(wire) == []


def test_a_receipt_may_be_told_twice_and_is_not_lost_when_keeping_it_fails(provider: tuple[MessageWire, Ill]) -> None:
    wire, ill = provider
    ill("twice")
    refs = wire.send(message(), WITHIN)

    def fails(_: Receipt) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        wire.collect(fails, 0.2)
    told = collected(wire)
    assert {one.ref for one in told} == set(refs)
    assert len(told) == 2 * len(refs)


def test_what_did_not_arrive_is_failed_by_receipt_and_by_asking(provider: tuple[MessageWire, Ill]) -> None:
    wire, ill = provider
    ill("undelivered")
    one = message()
    refs = wire.send(one, WITHIN)
    assert {told.fate for told in collected(wire)} == {"failed"}
    assert wire.ask(one.key, refs, WITHIN) == "failed"


def test_where_the_answer_is_lost_nobody_knows_and_nobody_guesses(provider: tuple[MessageWire, Ill]) -> None:
    wire, ill = provider
    ill("lost_for_good")
    one = message()
    with pytest.raises(Unsure):
        wire.send(one, WITHIN)
    assert wire.ask(one.key, [], WITHIN) == "unknown"


def test_a_provider_that_cannot_be_reached_has_taken_nothing() -> None:
    with acting(RULE):
        demo = Demo("demo")
        demo.rehearse("down", None, {})
        for wire in (demo, Smpp("smpp", "smpp://yimen:secret@127.0.0.1:9/1")):
            with pytest.raises(NotTaken) as refused:
                wire.send(message(), WITHIN)
            assert refused.value.later
            with pytest.raises(Unsure):
                wire.collect(lambda _: None, 0.1)
            assert wire.check()
