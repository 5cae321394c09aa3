"""Two open cases of one person for one service that meet from two nodes: an officer looks at them, nothing is merged by itself."""

from datetime import datetime
from uuid import UUID

from yimen.core.cases.models import Case, Meeting
from yimen.core.cases.vocabulary import PENDING
from yimen.core.people.actors import Actor
from yimen.core.places.clock import now
from yimen.core.ports.ids import new_id


def met(case_id: UUID, at: datetime | None = None) -> list[Meeting]:
    """One row for each other open case of the same person or organisation and service. Asked again, it writes nothing twice."""
    case = Case.objects.get(id=case_id)
    whose = (
        {"organisation_id": case.organisation_id}
        if case.organisation_id
        else {"applicant_id": case.applicant_id, "organisation": None}
    )
    others = Case.objects.filter(service=case.service, state__in=sorted(PENDING), **whose).exclude(id=case_id)
    pairs = [sorted((case_id, other)) for other in others.values_list("id", flat=True)]
    rows = [Meeting(id=new_id(), case_id=one, other_id=two, seen_at=at or now()) for one, two in pairs]
    Meeting.objects.bulk_create(rows, ignore_conflicts=True)
    return list(Meeting.objects.filter(case_id__in=[one for one, _ in pairs], other_id__in=[two for _, two in pairs]))


def resolve(meeting_id: UUID, *, by: Actor, note: str, at: datetime | None = None) -> bool:
    """An officer has looked and says what was done; False where somebody has said so before."""
    rows = Meeting.objects.filter(id=meeting_id, resolved_at=None)
    return bool(rows.update(resolved_at=at or now(), resolved_by=by.id, note=note))
