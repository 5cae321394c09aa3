"""One running installation: the programs of its nodes and the keeper of its database, tended until somebody says stop."""

import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from yimen.config.database.cluster import Cluster
from yimen.config.database.embedded import kept, start_keeper
from yimen.config.environment import flag
from yimen.config.supervisor.children import LEAN, WEB, WORKER, Child, stop
from yimen.config.supervisor.doctor import wait_until_well
from yimen.config.supervisor.nodes import POOL, Node
from yimen.config.supervisor.preparation import prepare

LOOK_EVERY = 0.2  # seconds
KEEPER_EVERY = 2.0
FIRST = """
先点这里 · First, open {address}/demo : choose who to be, and try the first story.
  群众 citizen   {address}/
  民警 officer   {address}/desk/
  状态 status    {address}/status
Ctrl-C stops everything.
"""
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked for the end: Ctrl-C, SIGTERM, or the terminal went away."""


@dataclass
class Serving:
    """`cluster` is None with a server of one's own: nobody keeps that here."""

    cluster: Cluster | None
    children: list[Child] = field(default_factory=list)
    keeper_seen: float = 0.0

    def start(self, node: Node) -> list[str]:
        """Start a node's programs and wait until it is well. Returns what is still missing."""
        environment = node.environment() | {"YIMEN_POOL": str(POOL)}
        self.children += [
            Child(f"web {node.code}", WEB, environment),
            Child(f"worker {node.code}", WORKER, environment | LEAN),
        ]
        return wait_until_well(node, self.tend)

    def tend(self) -> None:
        for child in self.children:
            child.tend(report)
        if self.cluster and time.monotonic() - self.keeper_seen > KEEPER_EVERY:
            self._tend_keeper(self.cluster)

    def stay(self) -> None:
        while True:
            self.tend()
            time.sleep(LOOK_EVERY)

    def stop(self) -> None:
        ignore_signals()  # once is enough: what is stopping is not interrupted
        stop(self.children)

    def _tend_keeper(self, cluster: Cluster) -> None:
        """Without a keeper the server would outlive us: kill -9 of the keeper is mended like that of any other program."""
        self.keeper_seen = time.monotonic()
        if not kept(cluster):
            report("The keeper of the database ended; it starts again")
            start_keeper(cluster)


def report(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def raise_on_signals() -> None:
    for each in SIGNALS:
        signal.signal(each, _raise)


def ignore_signals() -> None:
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)


def _raise(number: int, _frame: object) -> None:
    raise Stopped(signal.Signals(number).name)


def start_all(serving: Serving, nodes: Sequence[Node]) -> None:
    """This node whole, so that it is ready soonest; then its neighbour, while this one serves already."""
    for node in nodes:
        prepare(node, report, serving.tend)
        if lacking := serving.start(node):
            report(f"Node {node.code} at {node.address} is not well; missing: {', '.join(lacking)}. It goes on trying.")
        else:
            report(f"{'Yimen' if node is nodes[0] else 'The neighbouring province'} is ready at {node.address}")
        if node is nodes[0] and flag("YIMEN_DEMO", default=True):
            report(FIRST.format(address=node.address))
