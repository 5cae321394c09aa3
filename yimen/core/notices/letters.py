"""Papers that go by post, as the desk works on them: to be posted, on their way, come back, and those that no way has reached.

An officer sees those of the cases the officer sees; what is written down names the officer and moves the delivery by rule.
"""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db.models import Prefetch

from yimen.core.notices import delivering
from yimen.core.notices.models import Attempt, Delivery
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.scope import acting

Refusal = Literal["not_there", "posted_before", "not_posted", "served_before", "day"]
PAGE = 50


class CannotBe(Exception):
    """What an officer wants to write down does not fit what is known of the letter."""

    def __init__(self, why: Refusal):
        super().__init__(why)
        self.why = why


def waiting(limit: int = PAGE) -> list[Delivery]:
    """Everything the desk has to do with, the longest waiting first; one query for the deliveries, one for their letters."""
    letters = Attempt.objects.filter(way="post").order_by("-made_at")
    rows = Delivery.objects.filter(attempts__way="post", attempts__state__in=["waiting", "sent"]).exclude(
        state="served"
    )
    stuck = Delivery.objects.filter(state="stuck")
    found = (rows | stuck.filter(attempts__way="post")).distinct().order_by("opened_at", "id")
    return list(
        found.select_related("notice").prefetch_related(Prefetch("attempts", letters, to_attr="letters"))[:limit]
    )


def delivery_of(delivery_id: UUID) -> Delivery | None:
    letters = Attempt.objects.filter(way="post").order_by("-made_at")
    rows = Delivery.objects.filter(id=delivery_id).select_related("notice")
    return rows.prefetch_related(Prefetch("attempts", letters, to_attr="letters")).first()


def posted(delivery_id: UUID, number: str, *, by: Actor, at: datetime) -> None:
    """Handed to the carrier under its number. Raises CannotBe."""
    letter = _letter(delivery_id)
    with acting(RULE):
        waits = Attempt.objects.filter(id=letter.id, state="waiting")
        if not waits.update(state="sent", sent_at=at, refs=[number], proof={"posted_by": by.id}):
            raise CannotBe("posted_before")


def arrived(delivery_id: UUID, on: date, *, by: Actor, at: datetime) -> None:
    """Signed for on that day, as the carrier says: the day of service. Raises CannotBe."""
    letter = _letter(delivery_id)
    _sent(letter, on, at)
    with acting(RULE):
        proof = letter.proof | {"arrived": on.isoformat(), "arrived_by": by.id}
        Attempt.objects.filter(id=letter.id).update(state="delivered", settled_at=at, proof=proof)
        row = Delivery.objects.select_related("notice").get(id=delivery_id)
        delivering.serve(row, on, "post", at, attempt=str(letter.id), number=letter.refs, by=by.id)


def returned(delivery_id: UUID, why: str, *, by: Actor, at: datetime) -> None:
    """It came back, even after somebody said that it had arrived: nothing is served by it, and service begins anew. Raises CannotBe."""
    letter = _letter(delivery_id)
    if letter.state not in ("sent", "delivered"):
        raise CannotBe("not_posted")
    with acting(RULE):
        row = Delivery.objects.select_related("notice").get(id=delivery_id)
        if row.state == "served" and row.proof.get("attempt") != str(letter.id):
            raise CannotBe("served_before")
        proof = letter.proof | {"returned": why, "returned_by": by.id}
        Attempt.objects.filter(id=letter.id).update(state="returned", settled_at=at, proof=proof)
        delivering.reopen(row, at, why, returned=str(letter.id))


def handed(delivery_id: UUID, on: date, signed_by: str = "", *, by: Actor, at: datetime) -> None:
    """The person took it at the desk, or an officer brought it, and somebody signed the proof 送达回证. Raises CannotBe."""
    row = delivery_of(delivery_id)
    if row is None:
        raise CannotBe("not_there")
    if not row.notice.at.date() <= on <= at.date():
        raise CannotBe("day")
    with acting(RULE):
        if not delivering.serve(row, on, "hand", at, by=by.id, signed_by=signed_by):
            raise CannotBe("served_before")


def _letter(delivery_id: UUID) -> Attempt:
    """The latest letter of it, for whoever sees it."""
    row = Attempt.objects.filter(delivery_id=delivery_id, way="post").order_by("-made_at").first()
    if row is None:
        raise CannotBe("not_there")
    return row


def _sent(letter: Attempt, on: date, at: datetime) -> None:
    if letter.state != "sent" or letter.sent_at is None:
        raise CannotBe("not_posted")
    if not letter.sent_at.date() <= on <= at.date():
        raise CannotBe("day")
