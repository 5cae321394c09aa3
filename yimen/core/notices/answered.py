"""A word to whoever has asked something outside a case and is answered now: a complaint, a request to correct data. It says where the
answer stands, not what it says."""

from datetime import datetime
from uuid import UUID

from yimen.core.notices import writing
from yimen.core.notices.models import Notice
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.ports.ids import new_id

COMPLAINT, DATA = writing.ASIDE


def tell_answered(person: UUID, key: str, about: UUID, at: datetime) -> Notice:
    """In the transaction of the answer; what is answered again is told again."""
    with acting(RULE):
        before = Notice.objects.filter(person_id=person, case_id=about, key=key).count()
        told = Notice.objects.create(
            id=new_id(), person_id=person, kind=Notice.Kind.FRIENDLY, case_id=about, n=before + 1, key=key, at=at
        )
        writing.friendly(told, at)
    return told
