"""What every adapter of a port keeps to. An adapter that is entered in the switchboard is tested here without being named."""

import time
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from pytest_django import Settings

from tests.adapters.scanner.daemon import EICAR, clamd
from tests.core.people.folk import ZHANG
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.ids import new_id
from yimen.core.ports.letters import NotDelivered
from yimen.core.ports.payments import Gateway, Hosted, NotGenuine, ToPay
from yimen.core.ports.registers import Down, Known, Later, Register, Subject
from yimen.core.ports.rehearsals import Entry, Fillable, Rehearses
from yimen.core.ports.wires import wire

ALL = [(port, name) for port, names in settings.ADAPTERS.items() for name in names]
REGISTERS = sorted(settings.ADAPTERS["registers"])
SCANNERS = sorted(settings.ADAPTERS["scanner"])
GATEWAYS = sorted(settings.ADAPTERS["payments"])  # more of what they keep to: tests/adapters/payments
LINES = sorted(settings.ADAPTERS["letters"])
SEALS = sorted(settings.ADAPTERS["seals"])
PROVIDERS = sorted(settings.ADAPTERS["messages"])  # what all of them keep: messages/test_both.py
WITHIN = 0.3  # seconds


def subject(number: str = ZHANG) -> Subject:
    return Subject(str(new_id()), number, "张示例", "91440101MA9XXXXX01", str(new_id()))


@pytest.mark.django_db
@pytest.mark.parametrize(("port", "name"), ALL)
def test_an_adapter_says_in_one_line_how_it_is(port: str, name: str) -> None:
    said = wire(port, name).check()
    assert isinstance(said, str)
    assert "\n" not in said


@pytest.mark.parametrize(("port", "name"), ALL)
def test_an_adapter_and_its_folder_say_what_they_are(port: str, name: str) -> None:
    kind = import_string(settings.ADAPTERS[port][name])
    module = import_string(kind.__module__)
    folder = import_string(kind.__module__.rpartition(".")[0])
    assert module.__doc__
    assert folder.__doc__
    assert port in folder.__name__


def test_nobody_outside_its_folder_and_the_switchboard_names_an_adapter() -> None:
    root = Path(settings.BASE) / "yimen"
    elsewhere = [
        path.relative_to(root)
        for path in root.rglob("*.py")
        if "yimen.adapters." in path.read_text() and path.relative_to(root).parts[0] not in {"adapters", "config"}
    ]
    assert elsewhere == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_answers_in_time_and_never_guesses(name: str) -> None:
    with acting(RULE):
        register = wire("registers", name)
        for mode in register.modes if isinstance(register, Rehearses) else ("normal",):
            if isinstance(register, Rehearses):
                register.rehearse(mode, now() + timedelta(minutes=1), {"seconds": 60, "record": {"other": True}})
            began = time.monotonic()
            answer = register.look_up("person", subject(), {}, WITHIN)
            assert time.monotonic() - began < WITHIN + 1
            assert answer is None or isinstance(answer, Known | Down | Later)


@pytest.mark.django_db
@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_without_a_record_says_so(name: str) -> None:
    with acting(RULE):
        assert wire("registers", name).look_up("nothing", subject(), {}, WITHIN) is None


@pytest.mark.django_db
@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_of_ours_tells_what_was_entered_with_its_time(name: str) -> None:
    register: Register = wire("registers", name)
    book, who = wire("registers", name), subject()
    if not isinstance(book, Fillable):
        pytest.skip("its book is another authority's")
    number = who.organisation if register.about == "organisation" else who.id_number
    with acting(RULE):
        for _ in range(2):
            book.fill([Entry("person", number, {"name": "张示例"})])
        answer = register.look_up("person", who, {}, WITHIN)
    assert isinstance(answer, Known)
    assert answer.value == {"name": "张示例"}
    assert answer.at <= now()


@pytest.mark.django_db
@pytest.mark.parametrize(("port", "name"), ALL)
def test_what_can_rehearse_goes_back_to_a_good_day(port: str, name: str) -> None:
    adapter = wire(port, name)
    if not isinstance(adapter, Rehearses):
        pytest.skip("real wires cannot be told")
    assert adapter.modes[0] == "normal"
    adapter.rehearse(adapter.modes[-1], now() - timedelta(seconds=1), {})
    assert adapter.rehearsing() == "normal", "its time is over"
    adapter.rehearse(adapter.modes[-1], None, {})
    assert adapter.rehearsing() == adapter.modes[-1]
    with pytest.raises(ValueError, match="expected one of"):
        adapter.rehearse("dancing", None, {})


@pytest.fixture
def daemon(settings: Settings) -> Iterator[None]:
    """What scanners ask that look for viruses outside of this process."""
    with clamd() as (_, where):
        settings.CLAMD = where
        yield


@pytest.mark.parametrize("name", SCANNERS)
@pytest.mark.parametrize(
    ("content", "verdict"), [(EICAR, "infected"), (b"%PDF-" + EICAR, "infected"), (b"%PDF-1.7", "clean")]
)
def test_a_scanner_knows_the_test_virus(name: str, content: bytes, verdict: str, daemon: None) -> None:
    assert wire("scanner", name).scan(content) == verdict


@pytest.mark.parametrize("name", SCANNERS)
@pytest.mark.parametrize("content", [b"", b"\0" * 1000, bytes(range(256))])
def test_a_scanner_has_a_verdict_on_anything(name: str, content: bytes, daemon: None) -> None:
    assert wire("scanner", name).scan(content) in {"clean", "infected", "not_scannable", "pending"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PROVIDERS)
def test_a_provider_of_messages_that_never_heard_of_one_does_not_guess(name: str) -> None:
    assert wire("messages", name).ask(str(new_id()), [], WITHIN) == "unknown"


@pytest.mark.django_db
@pytest.mark.parametrize("name", SEALS)
def test_a_seal_is_looked_for_in_anything_and_nothing_stops_it(name: str) -> None:
    assert wire("seals", name).judge(b"%PDF-1.7\n" + bytes(range(256)), now()).outcome == "unreadable"


@pytest.mark.django_db
@pytest.mark.parametrize("name", GATEWAYS)
def test_at_a_gateway_nothing_is_opened_twice_and_nothing_is_paid_after_it_was_closed(name: str) -> None:
    gateway: Gateway = wire("payments", name)
    wanted = ToPay(new_id().hex, Decimal("120.00"), "护照换发", now() + timedelta(hours=1))
    address = gateway.create(wanted)
    assert (gateway.create(wanted), gateway.query(wanted.number).state) == (address, "open")
    gateway.close(wanted.number)
    assert gateway.query(wanted.number).state == "closed"
    if isinstance(gateway, Hosted):
        assert gateway.pay(address.strip("/").rpartition("/")[2]) == "closed"


@pytest.mark.django_db
@pytest.mark.parametrize("name", GATEWAYS)
def test_a_gateway_hears_no_stranger(name: str) -> None:
    with pytest.raises(NotGenuine):
        wire("payments", name).verify({}, b'{"number": "1", "state": "paid"}', now())


class Answering(BaseHTTPRequestHandler):
    """A node as a test needs it: answers every post with `status`, `headers` and `body`, and keeps what it got."""

    status, body, headers_out, got = 200, b"{}", {}, []  # type: ignore[var-annotated]

    def do_POST(self) -> None:
        type(self).got.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(self.status)
        for name, value in {"content-length": str(len(self.body)), **self.headers_out}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def node() -> Iterator[Any]:
    class Mine(Answering):
        got: list[tuple[str, bytes]] = []  # noqa: RUF012

    with HTTPServer(("127.0.0.1", 0), Mine) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        Mine.url = f"http://127.0.0.1:{server.server_port}"  # type: ignore[attr-defined]
        yield Mine
        server.shutdown()


@pytest.mark.django_db
@pytest.mark.parametrize("name", LINES)
def test_a_line_brings_letters_in_order_and_the_answer_back(name: str, node: Any) -> None:
    node.body = b"signed"
    assert wire("letters", name).push(node.url, [b"one", b"two"]) == b"signed"
    assert node.got == [("/exchange/letters", b"one\ntwo")]


@pytest.mark.django_db
@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("status", [301, 302, 307, 400, 403, 413, 429, 500, 503])
def test_a_line_takes_no_other_status_for_an_arrival_and_follows_nobody(name: str, node: Any, status: int) -> None:
    node.status, node.headers_out = status, {"location": f"{node.url}/elsewhere"}
    with pytest.raises(NotDelivered, match=str(status)):
        wire("letters", name).push(node.url, [b"one"])
    assert len(node.got) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", LINES)
def test_a_line_reads_no_endless_answer(name: str, node: Any) -> None:
    node.body = b"x" * 2**20
    with pytest.raises(NotDelivered, match="more than"):
        wire("letters", name).push(node.url, [b"one"])


@pytest.mark.django_db
@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "no address", "http://", "http://[::bad", "ftp://127.0.0.1/"])
def test_a_line_to_nobody_says_so(name: str, url: str) -> None:
    with pytest.raises(NotDelivered):
        wire("letters", name).push(url, [b"one"])


@pytest.mark.django_db
@pytest.mark.parametrize("name", LINES)
def test_in_earnest_letters_travel_by_https_only(name: str, node: Any, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(NotDelivered, match="https"):
        wire("letters", name).push(node.url, [b"one"])
    assert node.got == []
