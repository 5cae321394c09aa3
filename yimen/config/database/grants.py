"""What the application's role may do. Applied by the owner after every migration, so that a new table never stays ungranted."""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

ALL = """
grant usage on schema public to {role};
grant select, insert, update, delete on all tables in schema public to {role};
grant usage, select on all sequences in schema public to {role};
"""


def grant(connection: BaseDatabaseWrapper, role: str, read_only: Iterable[str]) -> None:
    """Give `role` all rows of all tables – row-level security narrows that – but only SELECT on `read_only`."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(ALL).format(role=sql.Identifier(role)))
        for table in read_only:
            cursor.execute(
                sql.SQL("revoke insert, update, delete on {table} from {role}").format(
                    table=sql.Identifier(table), role=sql.Identifier(role)
                )
            )
