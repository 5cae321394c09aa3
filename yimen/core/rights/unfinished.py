"""What somebody has typed and not sent: kept at the form's page, shown as 没做完的, gone when sent, deleted, or after thirty days."""

from datetime import datetime, timedelta
from uuid import UUID

from yimen.core.places.clock import CHINA, now
from yimen.core.rights.models import Unfinished

LASTS = timedelta(days=30)  # a service of ours to the person, no time of the law
MOST, MOST_CHARACTERS = 20, 20_000  # forms of a person; characters of one
Fields = dict[str, list[str]]


def keep(person: UUID, page: str, form: str, fields: Fields, *, at: datetime | None = None) -> Unfinished | None:
    """The newest words count. None where there is nothing to keep, or too much of it."""
    at = at or now()
    if not any(value.strip() for values in fields.values() for value in values):
        return None
    if sum(len(name) + len(value) for name, values in fields.items() for value in values) > MOST_CHARACTERS:
        return None
    others = Unfinished.objects.filter(person_id=person).exclude(page=page).order_by("-kept_at")
    Unfinished.objects.filter(id__in=list(others.values_list("id", flat=True)[MOST - 1 :])).delete()
    said = {"form": form, "fields": fields, "kept_at": at, "until": (at + LASTS).astimezone(CHINA).date()}
    return Unfinished.objects.update_or_create(person_id=person, page=page, defaults=said)[0]


def kept(person: UUID, page: str) -> Unfinished | None:
    return Unfinished.objects.filter(person_id=person, page=page).first()


def sent(person: UUID, page: str) -> None:
    """It was handed in: there is nothing unfinished any more."""
    Unfinished.objects.filter(person_id=person, page=page).delete()


def mine(person: UUID) -> list[Unfinished]:
    """The newest first, without their words."""
    return list(Unfinished.objects.filter(person_id=person).defer("fields").order_by("-kept_at"))


def delete(person: UUID, which: UUID) -> None:
    Unfinished.objects.filter(person_id=person, id=which).delete()


def forget(at: datetime) -> int:
    return Unfinished.objects.filter(until__lt=at.astimezone(CHINA).date()).delete()[0]
