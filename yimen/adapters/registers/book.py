"""Reading and writing the book of a demo register."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from yimen.adapters.registers.models import DemoRecord
from yimen.core.people.registry import id_index
from yimen.core.places.clock import now
from yimen.core.ports.registers import Known, Subject
from yimen.core.ports.rehearsals import Entry

BEGINNING = date(1900, 1, 1)


def subject_index(subject: Subject, about: str) -> bytes:
    """Under which number the register keeps this subject."""
    return id_index(subject.organisation if about == "organisation" else subject.id_number)


def written(register: str, query: str, index: bytes) -> Known | None:
    """What the book says today, or None."""
    at = now()
    rows = DemoRecord.objects.filter(register=register, query=query, subject=index, valid_from__lte=at.date())
    row = rows.filter(Q(valid_to=None) | Q(valid_to__gte=at.date())).order_by("-valid_from").first()
    return Known(row.record, at) if row else None


def enter(register: str, entries: Iterable[Entry]) -> None:
    rows = [
        DemoRecord(
            register=register,
            query=entry.query,
            subject=id_index(entry.number),
            record=entry.value,
            valid_from=entry.since or BEGINNING,
            valid_to=entry.until,
        )
        for entry in entries
    ]
    DemoRecord.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["register", "query", "subject", "valid_from"],
        update_fields=["record", "valid_to"],
    )
