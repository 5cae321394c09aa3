"""The second screen of a counter: paired by a code that it shows and an officer types, until the evening.

A screen has no powers. It is a visitor with an id of its own, whom the policies show one row: the reading that is up on it.
"""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from yimen.core.people.actors import RULE, Actor
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.places.models import Counter
from yimen.core.work.models import Reading, Screen

CODE_LASTS, PAIRING_LASTS = timedelta(minutes=10), timedelta(hours=12)


class NoSuchCounter(LookupError):
    """The office has no counter with this number."""


class NoSuchCode(LookupError):
    """No screen of this office shows this code now."""


def show_code(office: str, counter: int, *, at: datetime | None = None) -> Screen:
    """A screen asks to be paired; of one counter only the newest waits. Raises NoSuchCounter."""
    if not Counter.objects.filter(office_id=office, number=counter).exists():
        raise NoSuchCounter(office, counter)
    with acting(RULE):
        Screen.objects.filter(office=office, counter=counter, paired_at=None).delete()
        taken = set(Screen.objects.filter(office=office).exclude(code="").values_list("code", flat=True))
        code = next(one for one in iter(lambda: f"{secrets.randbelow(10**6):06}", "") if one not in taken)
        return Screen.objects.create(office=office, counter=counter, code=code, made_at=at or now())


def pair(code: str, *, by: Actor, at: datetime | None = None) -> Screen:
    """The officer types what the screen shows; a screen that this officer had before goes dark. Raises NoSuchCode."""
    at = at or now()
    waiting = Screen.objects.filter(office=by.office, code=code or "-", paired_at=None, made_at__gt=at - CODE_LASTS)
    found = waiting.select_for_update().first()
    if found is None:
        raise NoSuchCode(code)
    leave(by=by)
    found.code, found.officer, found.officer_name, found.paired_at = "", by.id, by.name, at
    found.save()
    return found


def leave(*, by: Actor) -> None:
    """The screen of this officer shows nothing any more, and is nobody's."""
    for screen in Screen.objects.filter(officer=by.id):
        Reading.objects.filter(screen=screen, up=True).update(up=False)
    Screen.objects.filter(officer=by.id).update(officer="", officer_name="")


def screen_of(by: Actor, *, at: datetime | None = None) -> Screen | None:
    """The screen before this officer now."""
    since = (at or now()) - PAIRING_LASTS
    return Screen.objects.filter(officer=by.id, office=by.office, paired_at__gt=since).first()


def as_screen(screen: UUID) -> Actor:
    """Who a screen is: nobody, with an id."""
    return Actor("visitor", str(screen))
