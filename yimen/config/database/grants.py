"""What the application's role may do. Applied by the owner after every migration, so that a new table never stays ungranted."""

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

ALL = """
grant usage on schema public to {role};
grant select, insert, update, delete on all tables in schema public to {role};
grant usage, select on all sequences in schema public to {role};
"""
READ_ONLY = "revoke insert, update, delete on {table} from {role}"
INSERT_ONLY = "revoke update, delete on {table} from {role}"
OURS = "yimen_prepared"  # which programs the database was prepared for; absent in tests


def grant(connection: BaseDatabaseWrapper, role: str) -> None:
    """Give `role` all rows of all tables – row-level security narrows that – but only what the switchboard leaves of some."""
    tables = {*connection.introspection.table_names()}
    refused = [(table, READ_ONLY) for table in [*settings.READ_ONLY_TABLES, *({OURS} & tables)]]
    refused += [(table, INSERT_ONLY) for table in settings.INSERT_ONLY_TABLES]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(ALL).format(role=sql.Identifier(role)))
        for table, statement in refused:
            cursor.execute(sql.SQL(statement).format(table=sql.Identifier(table), role=sql.Identifier(role)))
