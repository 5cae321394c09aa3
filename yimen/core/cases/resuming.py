"""A register that owed an answer has given it: the case that waited is looked at again (config.switchboard.AFTER_ANSWER)."""

from uuid import UUID

from yimen.core.cases.models import Case
from yimen.core.cases.take import take
from yimen.core.people.actors import RULE


def answered(case_id: UUID | None, _source: str) -> None:
    """A submitted case learns what it did not know, and may then be accepted or granted by rule. A draft asks by itself."""
    if case_id and Case.objects.filter(id=case_id, state="submitted").exists():
        take(case_id, "learn", by=RULE)
