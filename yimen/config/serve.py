"""`bin/serve`: database, migration, published services, demo data, pages and worker – one command, nothing left behind."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured

from yimen.config.database import external
from yimen.config.database.cluster import Cluster
from yimen.config.database.embedded import using, wait_until_gone
from yimen.config.database.errors import DatabaseUnusable
from yimen.config.database.roles import ensure
from yimen.config.supervisor.nodes import Node, database_name, embedded_cluster, external_addresses, nodes
from yimen.config.supervisor.preparation import NotPrepared
from yimen.config.supervisor.serving import Serving, Stopped, raise_on_signals, report, start_all


class PortTaken(RuntimeError):
    """Another program listens where this one should."""


def main() -> int:
    """Run until stopped; 1 with a message where it cannot start."""
    raise_on_signals()
    try:
        serve()
    except Stopped:
        report("Yimen has stopped.")
        return 0
    except (ImproperlyConfigured, DatabaseUnusable, NotPrepared, PortTaken) as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


def serve() -> None:
    cluster = embedded_cluster()
    running = nodes(cluster)
    _see_that_ports_are_free(running)
    with _database(cluster, running) as kept_here:
        serving = Serving(kept_here)
        try:
            start_all(serving, running)
            serving.stay()
        finally:
            serving.stop()


@contextmanager
def _database(cluster: Cluster, running: list[Node]) -> Iterator[Cluster | None]:
    """The embedded server, held while we run; with a server of one's own only a look at whether it will do."""
    if own := external_addresses():
        external.check(own.app, own.owner)
        yield None
        return
    try:
        with using(cluster):
            ensure(cluster, [database_name(node.code) for node in running])
            yield cluster
    finally:
        wait_until_gone(cluster)  # so that “stopped” is said when nothing runs any more


def _see_that_ports_are_free(running: list[Node]) -> None:
    for node in running:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", node.port))
            except OSError as taken:
                raise PortTaken(
                    f"Port {node.port} of 127.0.0.1 is taken. Stop what listens there, or choose another: YIMEN_PORT=8010 bin/serve"
                ) from taken


if __name__ == "__main__":
    sys.exit(main())
