"""A hold: an officer is at work on a case. Everybody sees who and since when; it lapses by itself, and a move lets it go."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from yimen.core.cases.errors import Held, NoSuchCase
from yimen.core.cases.models import Case, Hold
from yimen.core.people.actors import Actor
from yimen.core.places.clock import now

LENGTH = timedelta(minutes=15)
TAKE = """insert into cases_hold as held (case_id, by, name, since, until) values (%(case)s, %(by)s, %(name)s, %(at)s, %(until)s)
          on conflict (case_id) do update
              set by = excluded.by, name = excluded.name, until = excluded.until,
                  since = case when held.by = excluded.by and held.until > %(at)s then held.since else excluded.since end
              where held.by = excluded.by or held.until <= %(at)s"""


def hold(case_id: UUID, *, by: Actor, at: datetime | None = None, length: timedelta = LENGTH) -> Hold:
    """Take hold of a case, or keep hold of it. Raises Held with who has it, NoSuchCase."""
    at = at or now()
    with connection.cursor() as cursor:
        if not Case.objects.filter(id=case_id).exists():
            raise NoSuchCase(case_id)
        cursor.execute(TAKE, {"case": case_id, "by": by.id, "name": by.name, "at": at, "until": at + length})
        taken = cursor.rowcount == 1
    found = Hold.objects.get(case_id=case_id)
    if not taken:
        raise Held(found.name, found.since, found.until)
    return found


def let_go(case_id: UUID, *, by: Actor) -> bool:
    """Let one's own hold go; False where there was none."""
    deleted, _ = Hold.objects.filter(case_id=case_id, by=by.id).delete()
    return bool(deleted)
