"""Work orders 工单: a bad rating, a complaint or “办不成事”, with a human owner and two days: to call, and to put it right.

Only the person's word that it is right now closes an order, or a head who says why it is closed all the same.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from yimen.core.people.actors import Actor
from yimen.core.people.secrecy import blind
from yimen.core.places.clock import CHINA, now
from yimen.core.places.notices import working_days
from yimen.core.places.sentences import says_something
from yimen.core.places.working_days import due
from yimen.core.ports.ids import new_id
from yimen.core.ratings.models import Rating, WorkOrder
from yimen.core.ratings.owners import owner_for
from yimen.core.ratings.times import times

Kind = Literal["complaint", "stuck"]
MANAGERS = frozenset({"head", "supervisor"})
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is taken for something else
CODE = 12


class NotDone(ValueError):
    """`key`: not_yours, answered_first, says_nothing, closed."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody says, about a case, an office or nothing at all; `phone` to be called back, for whom we do not know."""

    kind: Kind
    words: str = field(repr=False)
    case: UUID | None = None
    office: str = ""
    region: str = ""  # "" – of this node, wherever
    place: str = ""
    phone: str = field(default="", repr=False)
    not_by: frozenset[str] = frozenset()  # badges of those who handled the case: none of them becomes the owner


def open_order(said: Said, by: Actor, at: datetime | None = None) -> tuple[WorkOrder, str]:
    """The order and the code with which somebody without sign-in looks again; "" for a person who is known."""
    code = "" if by.role == "applicant" else "".join(secrets.choice(ALPHABET) for _ in range(CODE))
    row = dated(said.region, said.office, said.not_by, at or now())
    row.kind, row.said, row.place, row.phone = said.kind, said.words[:4000], said.place[:200], said.phone
    row.case_id, row.person_id = said.case, UUID(by.id) if by.role == "applicant" else None
    row.digest = digest(code) if code else None
    row.save(force_insert=True)
    return row, code


def open_for_rating(rating: Rating, region: str, office: str) -> WorkOrder:
    """In the transaction of the rating, so that a bad one never stands without its order."""
    row = dated(region, office, frozenset(), rating.at)
    row.kind, row.said, row.rating, row.case_id, row.person_id = (
        "rating",
        rating.text,
        rating,
        rating.case_id,
        UUID(rating.by_id),
    )
    row.save(force_insert=True)
    return row


def dated(region: str, office: str, not_by: frozenset[str], at: datetime) -> WorkOrder:
    day, days, order = at.astimezone(CHINA).date(), working_days(), new_id()
    owner = owner_for(region, office, not_by, order)
    return WorkOrder(
        id=order, region=region, office=office, opened_at=at, owner=owner, owned_at=at if owner else None,
        call_by=due(day, times().call.time, days).day, due=due(day, times().mend.time, days).day,
    )  # fmt: skip


def own(order: UUID, by: Actor, at: datetime | None = None) -> None:
    """From now on it is this officer's. Raises NotDone."""
    changed(order, by, owner=by.id, owned_at=at or now())


def called(order: UUID, note: str, by: Actor, at: datetime | None = None) -> None:
    """Somebody called, and what was said. Raises NotDone."""
    changed(order, by, called_at=at or now(), called_by=by.id, call_note=told(note))


def answer(order: UUID, words: str, by: Actor, at: datetime | None = None) -> None:
    """What was done; the person is asked whether it is right now. Raises NotDone."""
    changed(order, by, answer=told(words), answered_at=at or now(), answered_by=by.id, heard="", heard_at=None)


def close(order: UUID, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Against or without the person's word: a manager, with a reason that the person reads. Raises NotDone."""
    changed(order, by, close_reason=told(reason), closed_how="manager", closed_at=at or now(), closed_by=by.id)


def changed(order: UUID, by: Actor, **values: object) -> None:
    if by.role not in MANAGERS or not WorkOrder.objects.filter(id=order).exists():
        raise NotDone("not_yours")
    if not WorkOrder.objects.filter(id=order, closed_at=None).update(**values):
        raise NotDone("closed")


def told(words: str) -> str:
    """Raises NotDone for what says nothing."""
    if not says_something(words):
        raise NotDone("says_nothing")
    return words.strip()[:4000]


def hear(order: WorkOrder, right: bool, words: str = "", at: datetime | None = None) -> None:
    """The person says whether it is right now: if so the order closes, if not it goes back to its owner. Raises NotDone."""
    at = at or now()
    verdict: dict[str, object] = {"heard": "right" if right else "wrong", "heard_at": at, "heard_words": words[:4000]}
    if right:
        verdict |= {"closed_how": "confirmed", "closed_at": at, "closed_by": "person"}
    rows = WorkOrder.objects.filter(id=order.id, closed_at=None)
    if not rows.exclude(answered_at=None).update(**verdict):
        raise NotDone("closed" if order.closed_at else "answered_first")


def looked_up(code: str) -> WorkOrder | None:
    """The order behind a code, for somebody without sign-in; it stays open to this transaction."""
    asked = digest(code)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('yimen.order', %s, true)", [asked.hex()])
    return WorkOrder.objects.filter(digest=asked).first()


def digest(code: str) -> bytes:
    return blind("work_order", "".join(one for one in code if one.isalnum()))


def mine(person: UUID) -> "QuerySet[WorkOrder]":
    return WorkOrder.objects.filter(person_id=person).order_by("-opened_at")


def to_confirm(person: UUID) -> "QuerySet[WorkOrder]":
    """Answered, and waiting for the person's word."""
    return mine(person).filter(closed_at=None, answered_at__isnull=False, heard="")


def waiting() -> list[WorkOrder]:
    """Open orders that this actor sees, those that are late first; those the person has not answered yet come last."""
    rows = WorkOrder.objects.filter(closed_at=None)
    return sorted(rows.order_by("due", "id")[:200], key=lambda one: (one.with_the_person, one.act_by, one.id))


def closed_lately(limit: int = 20) -> list[WorkOrder]:
    return list(WorkOrder.objects.exclude(closed_at=None).order_by("-closed_at")[:limit])


def of(order: UUID) -> WorkOrder | None:
    return WorkOrder.objects.filter(id=order).first()


class Step(NamedTuple):
    """Something that happened to an order; `key` is what a door has words for."""

    at: datetime
    key: str
    words: str


def history(row: WorkOrder) -> list[Step]:
    """What has happened, the newest last."""
    found = [(row.called_at, "called", row.call_note), (row.answered_at, "answered", row.answer)]
    found += [(row.heard_at, f"heard_{row.heard}", row.heard_words)] if row.heard else []
    found += [(row.closed_at, "closed_manager", row.close_reason)] if row.closed_how == "manager" else []
    return sorted((Step(at, key, words) for at, key, words in found if at), key=lambda one: one.at)
