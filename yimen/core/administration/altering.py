"""Altering the house: every act is one Alteration with each row before and after, and undoing it is another one that restores exactly.

What touches administrators is a Proposal first, to which another administrator agrees. The database holds both (migrations/0002).
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from django.db import IntegrityError, connection, transaction

from yimen.core.administration import standing
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.following import follow
from yimen.core.administration.models import Alteration, Proposal
from yimen.core.administration.scope import must_be_mine
from yimen.core.administration.tables import TABLES, Change, Row, rows_of
from yimen.core.people.acting_as import BLIND
from yimen.core.people.actors import SYSTEM
from yimen.core.people.models import Staff
from yimen.core.people.scope import actor_now
from yimen.core.places.clock import now

Outcome = Literal["declined", "withdrawn"]
LONGEST = 200


def alter(changes: Sequence[Change], why: str, *, at: datetime | None = None) -> Alteration | Proposal:
    """Do it in the name of whoever acts, or ask for a second name where one is needed. Raises NotAltered."""
    return _begun(rows_of(list(changes)), why, None, at)


def undo(alteration: UUID, why: str, *, at: datetime | None = None) -> Alteration | Proposal:
    """Restore what stood before, as long as nothing of it was altered since. Raises NotAltered."""
    found = Alteration.objects.filter(pk=alteration).first()
    if found is None:
        raise NotAltered("gone")
    if Alteration.objects.filter(undoes=found).exists():
        raise NotAltered("undone")
    return _begun([row.turned() for row in reversed(rows_in(found))], why, found, at)


def agree(proposal: UUID, *, at: datetime | None = None) -> Alteration:
    """The second name. Raises NotAltered."""
    one = _settled(proposal, "agreed", at)
    rows = rows_in(one)
    must_be_mine(rows, actor_now())
    return _written(rows, one.why, one.undoes, at, one)


def settle(proposal: UUID, outcome: Outcome, *, at: datetime | None = None) -> None:
    """Another declines, or whoever asked takes it back. Raises NotAltered."""
    _settled(proposal, outcome, at)


def rows_in(said: Alteration | Proposal) -> list[Row]:
    return msgspec.convert(said.rows, list[Row])


def open_proposals() -> list[Proposal]:
    return list(Proposal.objects.filter(outcome="").order_by("at", "id")[:100])


def history(table: str = "", key: str = "", before: UUID | None = None, limit: int = 30) -> list[Alteration]:
    """The newest first: of all, or those that touched one row; `before` goes on where a page ended."""
    found = Alteration.objects.select_related("undoes", "undone_by").order_by("-id")
    if table:
        found = found.filter(rows__contains=[{"table": table, "key": key}])
    return list((found.filter(id__lt=before) if before else found)[:limit])


def _begun(rows: list[Row], why: str, undoes: Alteration | None, at: datetime | None) -> Alteration | Proposal:
    by, why = actor_now(), why.strip()[:LONGEST]
    if not why:
        raise NotAltered("why")
    if not rows:
        raise NotAltered("nothing")
    if by.role not in SYSTEM:
        must_be_mine(rows, by)
    if by.role in SYSTEM or not needs_two(rows):
        return _written(rows, why, undoes, at)
    _tried(rows)
    return Proposal.objects.create(at=at or now(), by=by.id, why=why, rows=[asdict(row) for row in rows], undoes=undoes)


def needs_two(rows: Sequence[Row]) -> bool:
    """Does it make, change or end an administrator, or alter what is said to everybody?"""
    if any(row.table == "wording" for row in rows):
        return True
    if any(
        BLIND in (side or {}).get("role", "") for row in rows if row.table == "post" for side in (row.before, row.after)
    ):
        return True
    touched = {row.key for row in rows if row.table == "staff"}
    touched |= {row.values["staff_id"] for row in rows if row.table == "post"}
    return Staff.objects.filter(id__in=touched, roles__contains=[BLIND]).exists()


def _settled(proposal: UUID, outcome: str, at: datetime | None) -> Proposal:
    by = actor_now()
    one = Proposal.objects.select_for_update().filter(pk=proposal, outcome="").first()
    if one is None:
        raise NotAltered("gone")
    if (outcome == "withdrawn") != (one.by == by.id):
        raise NotAltered("two_names")
    one.outcome, one.settled_by, one.settled_at = outcome, by.id, at or now()
    one.save(update_fields=["outcome", "settled_by", "settled_at"])
    return one


def _tried(rows: list[Row]) -> None:
    """What cannot be done is said when it is asked for: the rows as they are, not as the second name finds them later."""
    for row in rows:
        _unchanged(row)


def _unchanged(row: Row, *, lock: bool = False) -> None:
    table = TABLES[row.table]
    found = table.find(row.key, lock=lock)
    if not table.same(table.said(found) if found else None, row.before):
        raise NotAltered("changed_since")


def _written(
    rows: list[Row], why: str, undoes: Alteration | None, at: datetime | None, proposal: Proposal | None = None
) -> Alteration:
    """The line first: it opens the tables to this transaction."""
    by = actor_now()
    try:
        with transaction.atomic():
            line = Alteration.objects.create(
                at=at or now(), by=proposal.by if proposal else by.id, role=by.role, why=why, undoes=undoes,
                rows=[asdict(row) for row in rows], proposal=proposal, agreed_by=by.id if proposal else "",
            )  # fmt: skip
            _applied(rows, at or now())
    except IntegrityError as contradiction:
        raise NotAltered("in_use") from contradiction
    return line


def _applied(rows: list[Row], at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # whoever refers to what is taken away says so now
    for row in rows:
        _unchanged(row, lock=True)
        _apply(row)
    badges = {row.key for row in rows if row.table == "staff"}
    badges |= {row.values["staff_id"] for row in rows if row.table == "post"}
    standing.make_sense(badges)
    follow(badges, at.date())
    standing.somebody_administers(at.date())


def _apply(row: Row) -> None:
    table = TABLES[row.table]
    found = table.find(row.key)
    if row.after is not None:
        table.put(found, {name: value for name, value in row.after.items() if not found or name not in table.follows})
    elif found is not None:
        if row.table == "notice":
            raise NotAltered("notice_stays", row.key)
        if row.table == "office":
            standing.nobody_is_in(row.key)
        found.delete()
