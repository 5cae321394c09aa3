"""Who is away on a day, and who works for whom meanwhile."""

from datetime import date, datetime
from uuid import UUID

from yimen.core.people.actors import Actor
from yimen.core.people.models import Staff
from yimen.core.places.clock import now, today
from yimen.core.work.models import Leave


class NoLeave(ValueError):
    """The leave was not written; `key`: backwards, over, unknown_officer, unknown_delegate, delegate_away."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


def away(officer: str, since: date, until: date, *, by: Actor, delegate: str = "", at: datetime | None = None) -> Leave:
    """One's own leave, or – for a head – that of anybody in the office. Raises NoLeave."""
    if until < since:
        raise NoLeave("backwards")
    if until < today():
        raise NoLeave("over")
    if not colleague(officer, by) or (officer != by.id and by.role != "head"):
        raise NoLeave("unknown_officer")
    if delegate and (delegate == officer or not colleague(delegate, by)):
        raise NoLeave("unknown_delegate")
    if delegate and any(on_leave([delegate], day) for day in (since, until)):
        raise NoLeave("delegate_away")
    return Leave.objects.create(
        officer=officer, office=by.office, since=since, until=until, delegate=delegate, by=by.id, at=at or now()
    )


def colleague(officer: str, by: Actor) -> bool:
    return Staff.objects.filter(id=officer, office=by.office, active=True).exists()


def take_back(leave: UUID, *, by: Actor, at: datetime | None = None) -> bool:
    """The officer is here again; False where there was nothing to take back, or it is not this officer's to do."""
    rows = Leave.objects.filter(id=leave, ended_at=None, office=by.office)
    if by.role != "head":
        rows = rows.filter(officer=by.id)
    return bool(rows.update(ended_at=at or now()))


def on_leave(officers: list[str], day: date) -> dict[str, str]:
    """Of these the ones that are away on a day, each with the delegate, or nobody."""
    rows = Leave.objects.filter(officer__in=officers, since__lte=day, until__gte=day, ended_at=None).order_by("at")
    return {one.officer: one.delegate for one in rows}
