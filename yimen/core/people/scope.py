"""The one way to see rows that hold personal data: inside a transaction that says who looks.

Row-level security reads only these transaction-local settings; outside `acting` nothing is visible (fail-closed).
They never outlive the transaction, so a pooled connection cannot leak them to the next borrower.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from yimen.core.people.actors import Actor

SET = """select set_config('yimen.role', %s, true), set_config('yimen.who', %s, true),
                set_config('yimen.reach', %s, true), set_config('yimen.node', %s, true)"""


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Open a transaction in which `actor` sees what the policies grant; nested use restores the outer actor on leaving."""
    outer = getattr(connection, "yimen_actor", None)
    with transaction.atomic():
        _announce(actor)
        try:
            yield actor
        finally:
            connection.yimen_actor = outer  # type: ignore[attr-defined]
            if outer is not None and not connection.needs_rollback:
                _announce(outer)


def _announce(actor: Actor) -> None:
    connection.yimen_actor = actor  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(SET, [actor.role, actor.id, actor.reach, actor.node or settings.NODE["code"]])
