"""Statements of the hot paths: parsed and planned once a connection, their values beside them, one row back.

Django puts values into the text of a statement, which is then parsed and planned every time; a case is several thousand characters.
"""

from typing import Any, Self

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Found = tuple[Any, ...] | None


class Prepared(psycopg.Cursor[tuple[Any, ...]]):
    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        return super().execute(query, params, **(how | {"prepare": True}))


def ask_row(statement: str, values: list[Any]) -> Found:
    """The first row of the answer; in the caller's transaction, with Django's errors and its log of queries."""
    one = connections[DEFAULT_DB_ALIAS]
    if one.connection is None:
        one.ensure_connection()
    if one.execute_wrappers or one.queries_logged:
        return _watched(one, statement, values)
    one.validate_no_broken_transaction()
    with one.wrap_database_errors, psycopg.Cursor(one.connection, row_factory=psycopg.rows.tuple_row) as cursor:
        return cursor.execute(statement, values, prepare=True).fetchone()


def _watched(one: BaseDatabaseWrapper, statement: str, values: list[Any]) -> Found:
    """The same through the cursors with which Django counts and wraps."""
    wrap = one.make_debug_cursor if one.queries_logged else one.make_cursor
    with wrap(Prepared(one.connection)) as cursor:  # type: ignore[arg-type]
        cursor.execute(statement, values)
        found: Found = cursor.fetchone()
        return found
