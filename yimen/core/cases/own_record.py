"""What our own earlier cases and certificates say about a person, as a register says it: `cases.…` in the ladder of a fact.

The policies let the person, and officers of the region, see these rows; what nobody here may see says nothing.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from yimen.core.cases.models import Case, Certificate, Event, Revocation
from yimen.core.cases.vocabulary import OPEN
from yimen.core.ports.registers import Answer, Known


def id_card(person: UUID, at: datetime) -> Answer:
    """The newest identity card that was issued here."""
    found = Certificate.objects.filter(holder_id=person, kind="id_card").order_by("-valid_from").first()
    return Known({"valid_from": found.valid_from, "valid_to": found.valid_to}, at) if found else None


def same_document(person: UUID, at: datetime) -> Answer:
    """Is another case open that will bring an exit-entry document?"""
    open_ones = Case.objects.filter(applicant_id=person, state__in=sorted(OPEN - {"draft"}))
    return Known(open_ones.filter(service__startswith="exit_entry.").exists(), at)


def deceit_on(person: UUID, at: datetime) -> Answer:
    """The day on which a certificate was revoked because it had been got by deceit (许可法§79: three years)."""
    found = Revocation.objects.filter(certificate__holder_id=person, ground="deceit").order_by("-since").first()
    return Known(found.since, at) if found else None


def false_papers_on(person: UUID, at: datetime) -> Answer:
    """The day of a refusal because of false papers (许可法§78: one year); officers say so by the key of the reason."""
    refused = Event.objects.filter(case__applicant_id=person, move__in=("reject", "not_accept", "not_preaccept"))
    found = refused.filter(said__reasons__contains=[{"key": "false_papers"}]).order_by("-dated").first()
    return Known(found.dated, at) if found else None


OWN_RECORDS: dict[str, Callable[[UUID, datetime], Answer]] = {
    "cases.id_card": id_card,
    "cases.same_document": same_document,
    "cases.deceit_on": deceit_on,
    "cases.false_papers_on": false_papers_on,
}
