"""Visits: the rows behind sessions. Found by the digest of a cookie, sealed, listed for whose they are, ended by them or for them."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from yimen.core.people.actors import STAFF
from yimen.core.people.models_access import Visit
from yimen.core.people.secrecy import CannotOpen, open_, seal
from yimen.core.people.sign_in_rules import RULES, Kind
from yimen.core.ports.ids import new_id
from yimen.core.ports.statements import ask_row

PLACE = "people_visit.data"
OPEN = "select id, data, how, level, since from people_visit_open(%s)"
KEEP = "select people_visit_keep(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
MOST = 200  # characters of a name of a device


@dataclass(frozen=True, slots=True)
class Opened:
    """A visit that may go on: what it holds, and by what it was begun."""

    id: UUID
    data: dict[str, Any]
    how: str
    level: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose a visit is and how it began: what stands beside its data to be listed, limited and ended."""

    whose: str = ""
    role: str = ""
    office: str = ""
    how: str = ""
    level: str = ""
    device: str = ""

    @property
    def kind(self) -> Kind:
        return "nobody" if not self.whose else "staff" if self.role in STAFF else "person"


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def opened(key: str) -> Opened | None:
    """The visit of a cookie; None when there is none, it ended, or nobody can read it any more. One statement."""
    row = ask_row(OPEN, [digest(key)])
    if row is None:
        return None
    try:
        return Opened(row[0], json.loads(open_(bytes(row[1]), PLACE)), *row[2:])
    except (CannotOpen, ValueError):
        return None


def keep(key: str, data: dict[str, Any], standing: Standing, *, fresh: bool) -> bool:
    """Write a visit; False when a fresh one exists already, or the one to be written does not any more."""
    limits = RULES.visits[standing.kind]
    sealed = seal(json.dumps(data, separators=(",", ":")).encode(), PLACE)
    who = [standing.kind, standing.whose, standing.role, standing.office, standing.how, standing.level]
    times = [timedelta(minutes=limits.idle), timedelta(minutes=limits.lasts)]
    row = ask_row(KEEP, [digest(key), fresh, new_id(), sealed, *who, standing.device[:80], *times])
    return bool(row and row[0])


def forget(key: str) -> None:
    ask_row("select people_visit_end(%s)", [digest(key)])


def is_known(key: str) -> bool:
    row = ask_row("select people_visit_known(%s)", [digest(key)])
    return bool(row and row[0])


def visits_of(whose: str) -> list[Visit]:
    """The visits of a person or an officer, as far as whoever acts may see them, the one used last first. At most 50."""
    return list(Visit.objects.filter(whose=whose).defer("data").order_by("-last_used", "id")[:50])


def end_one(whose: str, visit: UUID) -> bool:
    return bool(Visit.objects.filter(whose=whose, id=visit).delete()[0])


def end_all(whose: str, *, but: str = "") -> int:
    """End all visits of somebody; `but` is the cookie of the one that stays. How many ended."""
    found = Visit.objects.filter(whose=whose)
    return (found.exclude(digest=digest(but)) if but else found).delete()[0]
