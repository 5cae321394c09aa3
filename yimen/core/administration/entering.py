"""Changes of offices, counters, members and posts, made from values that were read (columns.py)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from yimen.core.administration.errors import NotAltered
from yimen.core.administration.tables import Change
from yimen.core.people.models import Post, Staff
from yimen.core.places.models import Counter, Office
from yimen.core.ports.ids import new_id

Values = Mapping[str, Any]


def office(values: Values) -> Change:
    """A new one belongs to this node, and to the region that its code begins with."""
    code = values["code"]
    fresh = {} if Office.objects.filter(pk=code).exists() else {"region": code[:6], "node": settings.NODE["code"]}
    return Change("office", code, {**fresh, **values})


def counter(values: Values) -> Change:
    return Change("counter", f"{values['office_id']}/{values['number']}", dict(values))


def counter_gone(counter_: Counter) -> Change:
    return Change("counter", f"{counter_.office_id}/{counter_.number}", None)


def office_day(office_: Office, values: Values) -> Change:
    return Change("office_day", f"{office_.code}/{values['day']}", {"office_id": office_.code, **values})


def office_day_gone(office_: Office, day: str) -> Change:
    return Change("office_day", f"{office_.code}/{day}", None)


def member(values: Values, office_code: str = "") -> Change:
    """A new one serves nowhere until there is a post; `office_code` is where the first one will be."""
    badge = values["id"]
    fresh = {} if Staff.objects.filter(pk=badge).exists() else {"office": office_code, "roles": [], "active": False}
    return Change("staff", badge, {**fresh, **values})


def leave(staff: Staff, values: Values, by: str, at: datetime) -> Change:
    """A leave of somebody else, with a delegate of the same office. Raises NotAltered."""
    delegate = values.get("delegate") or ""
    if values["until"] < at.date():
        raise NotAltered("leave_over")
    if (
        delegate
        and not Staff.objects.filter(pk=delegate, office=staff.office, active=True).exclude(pk=staff.id).exists()
    ):
        raise NotAltered("delegate", delegate)
    key = str(new_id())
    said = {"id": key, "officer": staff.id, "office": staff.office, "by": by, "at": at, "ended_at": None}
    return Change("leave", key, {**said, "since": values["since"], "until": values["until"], "delegate": delegate})


def post(values: Values) -> Change:
    """The same post of the same first day is one post."""
    same = {name: values[name] for name in ("staff_id", "office", "role", "since")}
    found = Post.objects.filter(**same).values_list("id", flat=True).first()
    key = str(found or new_id())
    return Change("post", key, {"id": key, **values})
