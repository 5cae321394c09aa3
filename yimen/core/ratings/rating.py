"""rate(), and what follows a bad rating."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import IntegrityError, transaction

from yimen.core.cases.models import Case
from yimen.core.people.actors import Actor
from yimen.core.places.clock import now
from yimen.core.ports.ids import new_id
from yimen.core.ratings.models import Rating
from yimen.core.ratings.orders import open_for_rating
from yimen.core.ratings.times import times

Stage = Literal["receipt", "completion"]
AFTER: dict[Stage, tuple[str, ...]] = {
    "receipt": ("submitted", "correcting", "accepted", "suspended", "approved", "rejected", "closed", "not_accepted", "withdrawn"),
    "completion": ("approved", "rejected", "closed", "not_accepted"),
}  # fmt: skip


class NotRated(ValueError):
    """The rating was not taken; `key`: no_such_case, too_early, rated_before, not_a_level."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


def rate(case_id: UUID, stage: Stage, stars: int, text: str = "", *, by: Actor, at: datetime | None = None) -> Rating:
    """Keep a rating; a bad one opens its work order. Raises NotRated."""
    at = at or now()
    if stage not in AFTER or not isinstance(stars, int) or not 1 <= stars <= 5:
        raise NotRated("not_a_level")
    found = Case.objects.filter(id=case_id).values("state", "region", "office").first()
    if found is None or by.role != "applicant":
        raise NotRated("no_such_case")
    if found["state"] not in AFTER[stage]:
        raise NotRated("too_early")
    row = Rating(id=new_id(), case_id=case_id, stage=stage, stars=stars, text=text[:2000], by_id=by.id, at=at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise NotRated("rated_before") from twice
    if stars <= times().bad:
        open_for_rating(row, found["region"], found["office"])
    return row
