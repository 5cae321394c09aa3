"""A PostgreSQL server of one's own: before anything runs on it, see that it can carry Yimen safely. All faults are named at once."""

from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row

from yimen.config.database.errors import DatabaseUnusable

OLDEST = 15
PATIENCE = 10  # seconds to reach the server
FACTS = """
select current_setting('server_version_num')::int / 10000 as version, current_user as who, r.rolsuper, r.rolbypassrls,
       pg_encoding_to_char(d.encoding) as encoding, d.datctype, d.datdba::regrole::text as database_owner,
       exists (select from pg_namespace where nspname = 'public' and pg_has_role(current_user, nspowner, 'member')) as owns_schema
from pg_roles r, pg_database d where r.rolname = current_user and d.datname = current_database()
"""


def check(app_url: str | None, owner_url: str | None) -> None:
    """Raise DatabaseUnusable with everything that is wrong with the two addresses, the server or the roles."""
    if not app_url or not owner_url:
        missing = "DATABASE_URL" if not app_url else "DATABASE_OWNER_URL"
        raise DatabaseUnusable(
            f"{missing} is not set. A server of your own needs both: DATABASE_URL for the application's role and "
            "DATABASE_OWNER_URL for the role that owns the tables and migrates them."
        )
    app, owner = _facts("DATABASE_URL", app_url), _facts("DATABASE_OWNER_URL", owner_url)
    if faults := [*_server_faults(app), *_role_faults(app, owner), *_place_faults(app_url, owner_url)]:
        raise DatabaseUnusable("This database cannot be used:\n" + "\n".join(f"- {fault}" for fault in faults))


def _facts(name: str, url: str) -> dict[str, Any]:
    try:
        with psycopg.connect(url, connect_timeout=PATIENCE, row_factory=dict_row) as connection:
            found = connection.execute(FACTS).fetchone()
    except psycopg.Error as error:
        raise DatabaseUnusable(f"{name} cannot be reached: {error}") from error
    return found or {}


def _server_faults(facts: dict[str, Any]) -> Iterator[str]:
    if facts["version"] < OLDEST:
        yield f"PostgreSQL {facts['version']} is too old: {OLDEST} or newer is needed."
    if facts["encoding"] != "UTF8":
        yield f"Its encoding is {facts['encoding']}: names need UTF8 (create database … encoding 'UTF8')."
    if facts["datctype"] in {"C", "POSIX"}:
        yield f"Its character type is {facts['datctype']}: Chinese words would not be found (create database … locale 'C.UTF-8')."


def _role_faults(app: dict[str, Any], owner: dict[str, Any]) -> Iterator[str]:
    who = app["who"]
    if app["rolsuper"] or app["rolbypassrls"]:
        yield f"The application's role {who} is a superuser or bypasses row-level security: alter role {who} nosuperuser nobypassrls."
    if who == owner["who"]:
        yield f"Both addresses name the role {who}: the application must not own the tables that it reads."
    elif app["owns_schema"] or app["database_owner"] == who:
        yield f"The application's role {who} owns the database or may act as its owner: alter database … owner to {owner['who']}."


def _place_faults(app_url: str, owner_url: str) -> Iterator[str]:
    """The two addresses must lead to one database."""
    app, owner = conninfo_to_dict(app_url), conninfo_to_dict(owner_url)
    for part in ("host", "port", "dbname"):
        if app.get(part) != owner.get(part):
            yield f"DATABASE_URL and DATABASE_OWNER_URL differ in their {part}: {app.get(part)} and {owner.get(part)}."
