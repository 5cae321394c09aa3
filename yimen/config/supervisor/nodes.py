"""The nodes that one bin/serve runs: this one and, in the demo, the neighbour with a database of its own."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yimen.config import switchboard
from yimen.config.database.cluster import Cluster
from yimen.config.database.roles import Addresses, addresses
from yimen.config.environment import flag, home, node, number

POOL = 8  # database connections of one process at most


@dataclass(frozen=True)
class Node:
    """A node, its folder, its port, its database and where its neighbours are (code=address …)."""

    node: Mapping[str, str]
    home: Path
    port: int
    database: Addresses
    neighbours: str
    static: Path

    @property
    def code(self) -> str:
        return self.node["code"]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """What its programs find in their environment; docs/operations.md explains each."""
        return {
            "DATABASE_URL": self.database.app,
            "DATABASE_OWNER_URL": self.database.owner,
            "DATABASE_BACKUP_URL": self.database.backup,
            "DJANGO_SETTINGS_MODULE": "yimen.config.settings",  # whatever else the operator does with Django
            "YIMEN_HOME": str(self.home),
            "YIMEN_NODE": json.dumps(dict(self.node), ensure_ascii=False),
            "YIMEN_PEERS": self.neighbours,
            "YIMEN_PORT": str(self.port),
            "YIMEN_ROLE": "",  # never the owner of the tables
            "YIMEN_STATIC": str(self.static),
        }


def embedded_cluster() -> Cluster:
    """The cluster in YIMEN_HOME, with the operator's settings for PostgreSQL: YIMEN_POSTGRES='name=value …'."""
    settings = dict(pair.split("=", 1) for pair in os.environ.get("YIMEN_POSTGRES", "").split())
    return Cluster(home() / "postgres", settings)


def external_addresses() -> Addresses | None:
    """The addresses of a server of one's own; either variable alone counts as wanting one."""
    app, owner = os.environ.get("DATABASE_URL"), os.environ.get("DATABASE_OWNER_URL")
    return Addresses(app or "", owner or "", os.environ.get("DATABASE_BACKUP_URL", "")) if app or owner else None


def nodes(cluster: Cluster) -> list[Node]:
    """This node first. The neighbour needs the embedded server and is left out with YIMEN_PEER=off."""
    external = external_addresses()
    here, port = node(), number("YIMEN_PORT", default=8000)
    database = external or addresses(cluster, database_name(here["code"]))
    if external or not _with_neighbour():
        return [Node(here, home(), port, database, os.environ.get("YIMEN_PEERS", ""), home() / "static")]
    return _pair(here, port, cluster)


def database_name(code: str) -> str:
    return f"yimen_{code}"


def _with_neighbour() -> bool:
    return flag("YIMEN_DEMO", default=True) and flag("YIMEN_PEER", default=True)


def _pair(here: Mapping[str, str], port: int, cluster: Cluster) -> list[Node]:
    """Two nodes that know each other's address."""
    there, folder = switchboard.NEIGHBOUR, home()
    mine, theirs = (addresses(cluster, database_name(each["code"])) for each in (here, there))
    to_there = f"{there['code']}=http://127.0.0.1:{port + 1}"
    to_here = f"{here['code']}=http://127.0.0.1:{port}"
    return [
        Node(here, folder, port, mine, to_there, folder / "static"),
        Node(there, folder / "nodes" / there["code"], port + 1, theirs, to_here, folder / "static"),
    ]
