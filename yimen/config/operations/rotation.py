"""Changing keys without losing a word: a new key above the old, what the old one sealed is sealed anew, then the old one is put aside.

Works as the owner of the tables. Not even the owner sees every row or changes what is frozen, so for the length of one batch – two hundred
values, a fraction of a second in which the others wait – the table is without its guards; they come back with the same transaction.
"""

import base64
import os
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string
from psycopg import sql

from yimen.config import switchboard
from yimen.config.operations.backing_up import address
from yimen.config.operations.key_bundle import folder, here, write_key
from yimen.config.operations.sealed_file import short
from yimen.config.operations.snapshot import NotPossible
from yimen.core.people.keys import SIZE, VARIABLES, Name, keys
from yimen.core.people.secrecy import FORM, ID, Sealed, key_id, open_, place, seal

BATCH = 200
AFTERWARDS: dict[str, str] = {
    "fields": "Seal the rest anew: manage.py keys reseal",
    "index": "Nobody is found by number until: manage.py keys reindex, with the pages stopped",
    "sign": "Tell every other node the new public key, over a channel you trust: manage.py exchange_keys",
    "backup": "Older backups stay readable while the older lines stay in the file",
}
UNGUARDED = """
set local lock_timeout = '5s';
alter table {table} no force row level security, disable trigger user;
"""
GUARDED = "alter table {table} enable trigger user, force row level security"
FORCED = "select relforcerowsecurity from pg_class where oid = %s::regclass"
HEAD = len(FORM) + ID
USED = "select encode(substring({column} from 2 for 4), 'hex'), count(*) from {table} where {column} is not null group by 1"
OLD = """select {key}, {column} from {table} where {column} is not null and {key} > %(last)s
         and substring({column} from 1 for %(head)s) <> %(newest)s order by {key} limit %(batch)s for update"""
FIRST = OLD.replace("and {key} > %(last)s", "")
ANEW = "update {table} set {column} = %s where {key} = %s"
OTHERS = "select count(*) from pg_stat_activity where datname = current_database() and usename = %s"
Connection = psycopg.Connection[Any]


def columns() -> list[str]:
    """Every sealed column as table.column: the sealed fields of all models, and those that hold sealed bytes by agreement."""
    models = [model._meta for model in apps.get_models()]  # noqa: SLF001 – Django's public name
    fields = [place(field) for meta in models for field in meta.concrete_fields if isinstance(field, Sealed)]
    return sorted({*fields, *switchboard.SEALED})


def new_key(name: Name | str) -> str:
    """A new key above those that there are; returns by what it is called. Raises NotPossible where the environment gives the keys."""
    known = next(one for one in VARIABLES if one == name)
    if os.environ.get(VARIABLES[known]):
        raise NotPossible(
            f"{VARIABLES[known]} gives this key: put the new one before the old one there, on every machine."
        )
    older, fresh = keys(known), secrets.token_bytes(SIZE)
    write_key(known, b"".join(base64.b64encode(key) + b"\n" for key in (fresh, *older)))
    return short(fresh)


def used() -> dict[str, int]:
    """How many values each key has sealed, as a role that sees every row."""
    found: Counter[str] = Counter()
    with psycopg.connect(address()) as connection:
        for where in columns():
            found.update({key: n for key, n in connection.execute(_about(USED, where)) if n})
    return dict(found)


def reseal() -> Iterator[tuple[str, int]]:
    """Column by column, how many values were sealed anew. Each batch is a transaction: stop it when you like and begin again."""
    keys("fields")
    with _as_owner() as connection:
        for where in columns():
            key = _primary_key(connection, where)
            if n := sum(_batches(connection, where, key)):
                yield where, n


def _batches(connection: Connection, where: str, key: str) -> Iterator[int]:
    values: dict[str, Any] = {"head": HEAD, "newest": FORM + key_id(keys("fields")[0]), "batch": BATCH}
    while True:
        with connection.transaction(), _unguarded(connection, where, key):
            rows = connection.execute(_about(OLD if "last" in values else FIRST, where, key), values).fetchall()
            if not rows:
                return
            anew = [(seal(open_(bytes(sealed), where), where), identity) for identity, sealed in rows]
            with connection.cursor() as cursor:
                cursor.executemany(_about(ANEW, where, key), anew)
                if cursor.rowcount != len(rows):
                    raise NotPossible(
                        f"{where}: only {cursor.rowcount} of {len(rows)} values could be written. Nothing of this batch was."
                    )
        values["last"] = rows[-1][0]
        yield len(rows)


def reindex() -> Iterator[tuple[str, int]]:
    """All blind indexes in one transaction. Raises NotPossible while pages or jobs run: they would look for what is not there yet."""
    with _as_owner() as connection, connection.transaction():
        if (others := connection.execute(OTHERS, [settings.APP_ROLE]).fetchone()) and others[0]:
            raise NotPossible(
                f"{others[0]} connections of pages or jobs are open. Stop them first; nothing was changed."
            )
        for where, (source, function) in switchboard.INDEXED.items():
            yield where, _indexed(connection, where, source, import_string(function))


def _indexed(connection: Connection, where: str, source: str, function: Any) -> int:
    table, key = where.split(".", maxsplit=1)[0], _primary_key(connection, where)
    with _unguarded(connection, where, key):
        rows = connection.execute(_about("select {key}, {column} from {table}", f"{table}.{source}", key)).fetchall()
        anew = [(function(open_(bytes(sealed), f"{table}.{source}").decode()), identity) for identity, sealed in rows]
        with connection.cursor() as cursor:
            cursor.executemany(_about(ANEW, where, key), anew)
    return len(anew)


def retire() -> list[str]:
    """Put aside, not away: older backups may need them. Raises NotPossible where a value is still sealed with one of them."""
    newest, *older = keys("fields")
    if still := {one: n for one, n in used().items() if one != short(newest)}:
        raise NotPossible(
            f"Still in use: {', '.join(f'{one} ({n} values)' for one, n in still.items())}. First: manage.py keys reseal"
        )
    if os.environ.get(VARIABLES["fields"]):
        raise NotPossible(f"{VARIABLES['fields']} gives this key: take the older ones out there.")
    if older:
        write_key(
            f"fields.retired-{datetime.now(UTC):%Y%m%dT%H%M%S}",
            b"".join(base64.b64encode(key) + b"\n" for key in older),
        )
        write_key("fields", base64.b64encode(newest) + b"\n")
    assert "fields" in here(), folder()
    return [short(key) for key in older]


@contextmanager
def _as_owner() -> Iterator[Connection]:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        yield connection


@contextmanager
def _unguarded(connection: Connection, where: str, key: str) -> Iterator[None]:
    """Inside one transaction: whatever ends it, the guards stand again."""
    row = connection.execute(FORCED, [where.split(".", maxsplit=1)[0]]).fetchone()
    connection.execute(_about(UNGUARDED, where, key))
    yield
    back = GUARDED if row and row[0] else GUARDED.replace(", force row level security", "")
    connection.execute("set constraints all immediate")
    connection.execute(_about(back, where, key))


def _primary_key(connection: Connection, where: str) -> str:
    row = connection.execute(
        "select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] "
        "where i.indrelid = %s::regclass and i.indisprimary and i.indnkeyatts = 1",
        [where.split(".", maxsplit=1)[0]],
    ).fetchone()
    if row is None:
        raise NotPossible(f"{where}: the table has no primary key of one column")
    return str(row[0])


def _about(query: str, where: str, key: str = "") -> sql.Composed:
    table, column = where.split(".")
    return sql.SQL(query).format(table=sql.Identifier(table), column=sql.Identifier(column), key=sql.Identifier(key))
