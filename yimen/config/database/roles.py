"""The two roles and the databases of the embedded server. Only here does anybody connect as its superuser.

`yimen_owner` owns the databases and migrates them; `yimen_app` is what requests and jobs run as. Neither is a superuser
nor passes row-level security by.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg import sql

from yimen.config.database.cluster import SUPERUSER, Cluster

OWNER, APP = "yimen_owner", "yimen_app"
ROLE = sql.SQL("create role {} login nosuperuser nobypassrls nocreatedb nocreaterole")
DATABASE = sql.SQL("create database {} owner {}")
CLOSED = sql.SQL("revoke all on database {} from public")
OPENED = sql.SQL("grant connect on database {} to {}")


@dataclass(frozen=True)
class Addresses:
    """How a database is reached: by the application and, to migrate it, by the owner of its tables."""

    app: str
    owner: str


def addresses(cluster: Cluster, database: str) -> Addresses:
    return Addresses(cluster.url(APP, database), cluster.url(OWNER, database))


def ensure(cluster: Cluster, databases: Iterable[str]) -> None:
    """Make the roles and databases that are missing. Cheap when nothing is."""
    with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        roles = _names(connection, "select rolname from pg_roles")
        for role in {OWNER, APP} - roles:
            connection.execute(ROLE.format(sql.Identifier(role)))
        for database in set(databases) - _names(connection, "select datname from pg_database"):
            _make(connection, database)


def _names(connection: psycopg.Connection, query: LiteralString) -> set[str]:
    return {name for (name,) in connection.execute(query)}


def _make(connection: psycopg.Connection, database: str) -> None:
    name = sql.Identifier(database)
    connection.execute(DATABASE.format(name, sql.Identifier(OWNER)))
    connection.execute(CLOSED.format(name))
    connection.execute(OPENED.format(name, sql.Identifier(APP)))
