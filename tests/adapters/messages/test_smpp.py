"""The real protocol against a real centre on this machine."""

from collections.abc import Iterator

import pytest
from smpp.pdu.pdu_types import CommandStatus

from tests.adapters.messages.smpp_centre import Centre, Running
from yimen.adapters.messages.smpp import Smpp
from yimen.core.ports.messages import Message, NotTaken, Receipt, Unsure

LONG = "【示例省公安厅】" + "您有一份文书，请登录查看。" * 8 + "𠮷完"
WITHIN = 0.5


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    one = Running()
    yield one
    one.stop()


@pytest.fixture
def centre(running: Running) -> Centre:
    """As on a good day."""
    running.centre.__init__()  # type: ignore[misc]
    return running.centre


@pytest.fixture
def wire(running: Running) -> Smpp:
    return Smpp("smpp", running.url)


def message(text: str = "【示例省公安厅】验证码 123456", phone: str = "13800000001") -> Message:
    return Message("key", phone, text, "DEMO-1001")


def collected(wire: Smpp, within: float = 0.2) -> list[tuple[str, str]]:
    told: list[Receipt] = []
    wire.collect(told.append, within)
    return [(one.ref, one.fate) for one in told]


def test_a_message_arrives_with_every_character_and_the_receipt_comes_back(wire: Smpp, centre: Centre) -> None:
    [ref] = wire.send(message(), WITHIN)
    assert centre.messages() == [("8613800000001", message().text)]
    assert centre.parts[0]["source_addr"] == "10690000"
    assert collected(wire) == [(ref, "delivered")]
    assert collected(wire, 0.05) == []


def test_a_long_message_goes_in_parts_that_the_phone_puts_together(wire: Smpp, centre: Centre) -> None:
    refs = wire.send(message(LONG, "+85200000000"), WITHIN)
    assert centre.messages() == [("85200000000", LONG)]
    assert len(refs) == len(set(refs)) == 2
    assert wire.ask("key", refs, WITHIN) == "delivered"


def test_a_receipt_that_was_not_kept_is_told_again(wire: Smpp, centre: Centre) -> None:
    [ref] = wire.send(message(), WITHIN)

    def fails(_: Receipt) -> None:
        raise RuntimeError("the database is away")

    with pytest.raises(RuntimeError):
        wire.collect(fails, 0.2)
    assert collected(wire) == [(ref, "delivered")]


def test_receipts_that_come_while_a_message_is_sent_are_left_for_later(wire: Smpp, centre: Centre) -> None:
    first, second = wire.send(message(), WITHIN), wire.send(message(), WITHIN)
    assert collected(wire) == [(first[0], "delivered"), (second[0], "delivered")]


@pytest.mark.parametrize(
    ("status", "later"),
    [
        (CommandStatus.ESME_RTHROTTLED, True),
        (CommandStatus.ESME_RMSGQFUL, True),
        (CommandStatus.ESME_RINVDSTADR, False),
    ],
)
def test_a_refusal_says_whether_to_come_again(wire: Smpp, centre: Centre, status: CommandStatus, later: bool) -> None:
    centre.status = status
    with pytest.raises(NotTaken) as refused:
        wire.send(message(), WITHIN)
    assert refused.value.later is later
    assert centre.parts == []


def test_no_answer_means_that_nobody_knows(wire: Smpp, centre: Centre) -> None:
    centre.mute = True
    with pytest.raises(Unsure):
        wire.send(message(), WITHIN)
    assert len(centre.parts) == 1, "it went out all the same"
    assert wire.ask("key", [], WITHIN) == "unknown"


def test_what_did_not_arrive_is_told_and_found_by_asking(wire: Smpp, centre: Centre) -> None:
    centre.fate = "UNDELIV"
    refs = wire.send(message(), WITHIN)
    assert wire.ask("key", refs, WITHIN) == "failed"
    assert collected(wire) == [(refs[0], "failed")]
    centre.forgets = True
    assert wire.ask("key", refs, WITHIN) == "unknown"


def test_nothing_goes_out_where_nobody_lets_us_in(running: Running) -> None:
    wrong = Smpp("smpp", running.url.replace("secret", "guess"))
    with pytest.raises(NotTaken) as refused:
        wrong.send(message(), WITHIN)
    assert refused.value.later
    assert "not bound" in wrong.check()
    nobody = Smpp("smpp", "smpp://yimen:secret@127.0.0.1:9/1")
    with pytest.raises(Unsure):
        nobody.collect(lambda _: None, 0.1)


def test_the_line_says_that_it_is_up(wire: Smpp, centre: Centre) -> None:
    assert wire.check() == ""
    assert "not set" in Smpp("smpp").check()
