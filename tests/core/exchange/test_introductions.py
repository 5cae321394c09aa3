from threading import Thread
from typing import Any

import msgspec
import pytest
from django.db import connection

from yimen.core.exchange.introductions import introduce
from yimen.core.exchange.models import Counter, Peer
from yimen.core.exchange.pace import wall_clock
from yimen.core.exchange.peers import add_peer
from yimen.core.people.secrecy import public_key
from yimen.core.ports.letters import NotDelivered
from yimen.core.ports.wires import wire

SAID = {"code": "hn", "region": "430000", "name": "示例邻省公安厅", "key": public_key()}


class Neighbour:
    """A wire to a node that says `said` about itself."""

    said: bytes | None = None

    def __init__(self, _name: str) -> None: ...

    def introduce(self, _url: str) -> bytes:
        if self.said is None:
            raise NotDelivered("not yet")
        return self.said


@pytest.fixture
def demo(db: None, settings: Any) -> Any:
    settings.ADAPTERS = {**settings.ADAPTERS, "letters": {"default": f"{__name__}.Neighbour"}}
    settings.PEERS = {"hn": "http://127.0.0.1:8001"}
    wire.cache_clear()
    yield settings
    Neighbour.said = None
    wire.cache_clear()


def test_nodes_of_a_demo_learn_each_others_key_as_soon_as_they_answer(demo: Any) -> None:
    assert introduce() == ["hn"]
    Neighbour.said = msgspec.json.encode(SAID)
    assert introduce() == []
    assert Peer.objects.get().public_key == public_key()


@pytest.mark.parametrize(
    "said",
    [b"", b"{}", b"<html>", msgspec.json.encode({**SAID, "code": "gx"}), msgspec.json.encode({**SAID, "key": "?"})],
)
def test_whoever_is_not_the_expected_neighbour_is_not_entered(demo: Any, said: bytes) -> None:
    Neighbour.said = said
    assert introduce() == ["hn"]
    assert not Peer.objects.exists()


@pytest.mark.parametrize("change", [{"DEMO": False}, {"PEERS": {"hn": "https://hn.example"}}])
def test_in_earnest_and_over_a_network_operators_exchange_the_keys(demo: Any, change: dict[str, Any]) -> None:
    for name, value in change.items():
        setattr(demo, name, value)
    Neighbour.said = msgspec.json.encode(SAID)
    assert introduce() == []
    assert not Peer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_jobs_that_enter_the_same_peer_at_once_do_it_once() -> None:
    def enter() -> None:
        add_peer("hn", "430000", "http://127.0.0.1:8001", public_key(), wall_clock())
        connection.close()

    threads = [Thread(target=enter) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Peer.objects.count() == 1
    assert Counter.objects.count() == 2
