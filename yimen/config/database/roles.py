"""The two roles and the databases of the embedded server. Only here does anybody connect as its superuser.

`yimen_owner` owns the databases and migrates them; `yimen_app` is what requests and jobs run as. Neither is a superuser
nor passes row-level security by. `yimen_backup` reads every row and writes none: only a backup connects as it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg import sql

from yimen.config.database.cluster import SUPERUSER, Cluster

OWNER, APP, BACKUP = "yimen_owner", "yimen_app", "yimen_backup"
ROLE = sql.SQL("create role {} login nosuperuser nobypassrls nocreatedb nocreaterole")
READER = sql.SQL(
    "create role {0} login nosuperuser bypassrls nocreatedb nocreaterole; grant pg_read_all_data to {0}; "
    "alter role {0} set default_transaction_read_only = on"
)
DATABASE = sql.SQL("create database {} owner {}")
CLOSED = sql.SQL("revoke all on database {} from public")
OPENED = sql.SQL("grant connect on database {} to {}")


@dataclass(frozen=True)
class Addresses:
    """How a database is reached: by the application, to migrate it by the owner of its tables, to back it up by who reads all rows."""

    app: str
    owner: str
    backup: str = ""


def addresses(cluster: Cluster, database: str) -> Addresses:
    return Addresses(*(cluster.url(role, database) for role in (APP, OWNER, BACKUP)))


def ensure(cluster: Cluster, databases: Sequence[str]) -> None:
    """Make the roles and databases that are missing. Cheap when nothing is."""
    with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        roles = _names(connection, "select rolname from pg_roles")
        for role in {OWNER, APP} - roles:
            connection.execute(ROLE.format(sql.Identifier(role)))
        if BACKUP not in roles:
            connection.execute(READER.format(sql.Identifier(BACKUP)))
        for database in set(databases) - _names(connection, "select datname from pg_database"):
            _make(connection, database)
        for database in databases:
            connection.execute(OPENED.format(sql.Identifier(database), sql.Identifier(BACKUP)))


def _names(connection: psycopg.Connection, query: LiteralString) -> set[str]:
    return {name for (name,) in connection.execute(query)}


def _make(connection: psycopg.Connection, database: str) -> None:
    name = sql.Identifier(database)
    connection.execute(DATABASE.format(name, sql.Identifier(OWNER)))
    connection.execute(CLOSED.format(name))
    connection.execute(OPENED.format(name, sql.Identifier(APP)))
