"""Consents: a choice a topic, each a line with the text that was read. Nothing said is a no: the equal way is the ordinary one."""

from datetime import date, datetime
from uuid import UUID

from yimen.core.people.actors import Actor
from yimen.core.places.clock import CHINA, now
from yimen.core.places.working_days import months_after
from yimen.core.rights.models import Consent
from yimen.core.rights.rules import rights


def agree(person: UUID, topic: str, given: bool, *, by: Actor, at: datetime | None = None) -> Consent:
    """Give or withdraw, from now on; what was done before stays lawful (个人信息保护法§15). Raises KeyError for an unknown topic."""
    at = at or now()
    version = rights().consents[topic].text(at.astimezone(CHINA).date()).from_
    return Consent.objects.create(person_id=person, topic=topic, version=version, given=given, at=at, by_id=by.id)


def lines(person: UUID) -> list[Consent]:
    """All that was chosen, the newest first."""
    return list(Consent.objects.filter(person_id=person).order_by("-at", "-id")[:200])


def newest(found: list[Consent]) -> dict[str, Consent]:
    return {one.topic: one for one in reversed(found)}


def agreed(person: UUID, topic: str, at: datetime | None = None) -> bool:
    """Is there a consent to the text of today? A newer text needs a new one."""
    last = Consent.objects.filter(person_id=person, topic=topic).order_by("-at", "-id").first()
    day = (at or now()).astimezone(CHINA).date()
    return bool(last and last.given and last.version == rights().consents[topic].text(day).from_)


def decides_alone(born_on: date | None, on: date) -> bool:
    """Is somebody old enough to consent without a guardian (个人信息保护法§31)? A birthday that is not known is not that of a child."""
    return born_on is None or months_after(born_on, 12 * rights().child.years) <= on
