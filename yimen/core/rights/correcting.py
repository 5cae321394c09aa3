"""A request to correct what is held, and its answer by an officer, with the reason where nothing changes (个人信息保护法§§46, 50)."""

from datetime import datetime
from uuid import UUID

from yimen.core.people.actors import Actor
from yimen.core.people.models import Person
from yimen.core.places.clock import CHINA, now
from yimen.core.places.notices import working_days
from yimen.core.places.sentences import says_something
from yimen.core.places.working_days import due
from yimen.core.rights.models import DataRequest
from yimen.core.rights.rules import rights

ANSWERERS = frozenset({"window", "head", "supervisor"})


class NotAnswered(ValueError):
    """`key`: not_yours, says_nothing, answered."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


def ask(person: UUID, what: str, said: str, at: datetime | None = None) -> DataRequest:
    """Raises KeyError for something that is not in rights.yaml, Person.DoesNotExist."""
    at, rule = at or now(), rights()
    rule.what[what]
    region = Person.objects.values_list("region", flat=True).get(pk=person)
    day = due(at.astimezone(CHINA).date(), rule.answer.time, working_days()).day
    return DataRequest.objects.create(person_id=person, region=region, what=what, said=said[:4000], at=at, due=day)


def answer(request: UUID, outcome: str, words: str, *, by: Actor, at: datetime | None = None) -> None:
    """Once, and in words that the person reads. Raises NotAnswered."""
    if not says_something(words) or outcome not in DataRequest.Outcome.values:
        raise NotAnswered("says_nothing")
    rows = DataRequest.objects.filter(id=request)
    if by.role not in ANSWERERS or not rows.exists():
        raise NotAnswered("not_yours")
    told = {"outcome": outcome, "answer": words.strip()[:4000], "answered_at": at or now(), "answered_by": by.id}
    if not rows.filter(answered_at=None).update(**told):
        raise NotAnswered("answered")


def mine(person: UUID) -> list[DataRequest]:
    return list(DataRequest.objects.filter(person_id=person).order_by("-at")[:50])


def waiting() -> list[DataRequest]:
    return list(DataRequest.objects.filter(answered_at=None).order_by("due", "id")[:200])
