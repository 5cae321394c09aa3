"""Nodes of a demo on one machine learn each other's key by asking. In earnest two operators compare keys: `manage.py exchange_keys`."""

from urllib.parse import urlsplit

import msgspec
from django.conf import settings

from yimen.core.exchange.models import Peer
from yimen.core.exchange.pace import wall_clock
from yimen.core.exchange.peers import add_peer
from yimen.core.ports.letters import LetterWire, NotDelivered
from yimen.core.ports.wires import wire

THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


class Introduction(msgspec.Struct):
    code: str
    region: str
    key: str


def introduce() -> list[str]:
    """Enter the peers of YIMEN_PEERS that are not entered yet; returns the codes of those that did not answer."""
    return [code for code, url in strangers().items() if not _met(code, url)]


def strangers() -> dict[str, str]:
    """Peers on this machine by code and address, where this is a demo and nobody has entered them."""
    if not settings.DEMO:
        return {}
    near = {code: url for code, url in settings.PEERS.items() if urlsplit(url).hostname in THIS_MACHINE}
    known = set(Peer.objects.values_list("code", "url"))
    return {code: url for code, url in near.items() if (code, url) not in known}


def _met(code: str, url: str) -> bool:
    line: LetterWire = wire("letters")
    try:
        said = msgspec.json.decode(line.introduce(url), type=Introduction)
        if said.code != code:
            return False
        add_peer(code, said.region, url, said.key, wall_clock())
    except (NotDelivered, msgspec.MsgspecError, ValueError):
        return False
    return True
