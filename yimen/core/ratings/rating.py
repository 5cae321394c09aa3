"""rate(), and what follows a bad rating."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal
from uuid import UUID

from django.db import IntegrityError, transaction

from yimen.core.cases.models import Case
from yimen.core.people.actors import Actor
from yimen.core.places.clock import CHINA, now
from yimen.core.places.law import Mark
from yimen.core.places.notices import working_days
from yimen.core.places.reading import read
from yimen.core.places.times import Time
from yimen.core.places.working_days import due
from yimen.core.ports.ids import new_id
from yimen.core.ratings.models import FollowUp, Rating

Stage = Literal["receipt", "completion"]
AFTER: dict[Stage, tuple[str, ...]] = {
    "receipt": ("submitted", "correcting", "accepted", "suspended", "approved", "rejected", "closed", "not_accepted", "withdrawn"),
    "completion": ("approved", "rejected", "closed", "not_accepted"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Length:
    time: Time
    law: str
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class Times:
    bad: int
    call: Length
    mend: Length


class NotRated(ValueError):
    """The rating was not taken; `key`: no_such_case, too_early, rated_before, not_a_level."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


@cache
def times() -> Times:
    return read(Times, Path(__file__).with_name("times.yaml"))


def rate(case_id: UUID, stage: Stage, stars: int, text: str = "", *, by: Actor, at: datetime | None = None) -> Rating:
    """Keep a rating; a bad one opens its follow-up. Raises NotRated."""
    at = at or now()
    if stage not in AFTER or not isinstance(stars, int) or not 1 <= stars <= 5:
        raise NotRated("not_a_level")
    state = Case.objects.filter(id=case_id).values_list("state", flat=True).first()
    if state is None or by.role != "applicant":
        raise NotRated("no_such_case")
    if state not in AFTER[stage]:
        raise NotRated("too_early")
    row = Rating(id=new_id(), case_id=case_id, stage=stage, stars=stars, text=text[:2000], by_id=by.id, at=at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise NotRated("rated_before") from twice
    if stars <= times().bad:
        open_follow_up(row)
    return row


def open_follow_up(rating: Rating) -> None:
    day, days = rating.at.astimezone(CHINA).date(), working_days()
    FollowUp.objects.create(
        rating=rating, case_id=rating.case_id, call_by=due(day, times().call.time, days).day, due=due(day, times().mend.time, days).day,
    )  # fmt: skip


def called(rating_id: UUID, *, by: Actor, at: datetime | None = None) -> bool:
    """Somebody has called the person; False where somebody had before."""
    return bool(
        FollowUp.objects.filter(rating_id=rating_id, called_at=None).update(called_at=at or now(), called_by=by.id)
    )


def close(rating_id: UUID, what_was_done: str, *, by: Actor, at: datetime | None = None) -> bool:
    """The person says that it is right now, or a head says why it is closed all the same; nobody else closes it."""
    if by.role not in ("applicant", "head", "supervisor"):
        return False
    rows = FollowUp.objects.filter(rating_id=rating_id, closed_at=None)
    return bool(rows.update(closed_at=at or now(), closed_by=by.id, what_was_done=what_was_done))


def waiting() -> list[FollowUp]:
    """Open follow-ups that this actor sees, those that are late first."""
    return list(FollowUp.objects.filter(closed_at=None).select_related("rating").order_by("due")[:200])
