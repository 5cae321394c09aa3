"""The one way to see rows that hold personal data: inside a transaction that says who looks.

Row-level security reads only these transaction-local settings; outside `acting` nothing is visible (fail-closed).
They never outlive the transaction, so a pooled connection cannot leak them to the next borrower.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from yimen.core.people.actors import VISITOR, Actor
from yimen.core.ports.statements import ask_row

SET = """select set_config('yimen.role', %s, true), set_config('yimen.who', %s, true), set_config('yimen.name', %s, true),
                set_config('yimen.office', %s, true), set_config('yimen.reach', %s, true), set_config('yimen.serves', %s, true),
                set_config('yimen.node', %s, true)"""
ACTING: ContextVar[Actor | None] = ContextVar("acting", default=None)


class NobodyActs(RuntimeError):
    """Something that must know who acts was called outside `acting`."""


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Open a transaction in which `actor` sees what the policies grant: one round trip, none when the actor acts already.

    Nested, it is a savepoint, and the outer actor is restored on leaving. An exception needs no restoring: the rollback
    takes the settings back with everything else.
    """
    database = connections[DEFAULT_DB_ALIAS]
    outer = ACTING.get() if database.in_atomic_block else None
    token = ACTING.set(actor)
    try:
        with transaction.atomic():
            if actor != outer:
                _announce(actor)
            yield actor
    finally:
        ACTING.reset(token)
    if actor != outer and database.in_atomic_block:
        _announce(outer or VISITOR)


def actor_now() -> Actor:
    """Who acts in this transaction. Raises NobodyActs."""
    if actor := ACTING.get():
        return actor
    raise NobodyActs("wrap this in people.scope.acting(actor)")


def _announce(actor: Actor) -> None:
    said = (actor.role, actor.id, actor.name, actor.office, actor.reach, ",".join(actor.serves))
    ask_row(SET, [*said, actor.node or settings.NODE["code"]])
