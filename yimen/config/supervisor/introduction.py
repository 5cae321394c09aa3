"""In the demo both operators are one: the two nodes are given each other's address and public key, as `exchange_keys` asks for."""

import json
import subprocess
from collections.abc import Sequence

import psycopg

from yimen.config.supervisor.children import start
from yimen.config.supervisor.nodes import Node
from yimen.config.supervisor.preparation import NotPrepared

COMMAND = ["manage.py", "exchange_keys"]
KNOWN = "select url from exchange_peer where code = %s"


def introduce(nodes: Sequence[Node]) -> None:
    """Do it again whenever an address changed, as with another YIMEN_PORT; else nothing."""
    if len(nodes) != 2 or all(_knows(*pair) for pair in _both(nodes)):
        return
    keys = {node.code: process for node, process in [(node, _asked(node)) for node in nodes]}
    cards = {code: json.loads(_said(process)) for code, process in keys.items()}
    for told in [_told(here, there, cards[there.code]["key"]) for here, there in _both(nodes)]:
        _said(told)


def _both(nodes: Sequence[Node]) -> list[tuple[Node, Node]]:
    first, second = nodes
    return [(first, second), (second, first)]


def _knows(here: Node, there: Node) -> bool:
    with psycopg.connect(here.database.app) as connection:
        return connection.execute(KNOWN, [there.code]).fetchone() == (there.address,)


def _asked(node: Node) -> "subprocess.Popen[bytes]":
    return start([*COMMAND, "--json"], node.environment(), output=subprocess.PIPE)


def _told(here: Node, there: Node, key: str) -> "subprocess.Popen[bytes]":
    card = [there.code, there.node["region"], there.address, key]
    return start([*COMMAND, "--add", *card], here.environment(), output=subprocess.PIPE)


def _said(process: "subprocess.Popen[bytes]") -> bytes:
    said, _ = process.communicate()
    if process.returncode:
        raise NotPrepared("The two nodes could not be introduced to each other.")
    return said
