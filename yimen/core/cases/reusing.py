"""Files handed in before are used again: the same kind of material of the same person or organisation, not older than reusing.yaml says.

The file is never copied: the new row names it as its source. What was found harmful, or has not been made anew yet, is not offered; nor
is a file of a draft, which may be thrown away. An agent is offered files of those cases only that he or she might open (people.proxies).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from yimen.core.cases.attached import UNUSABLE
from yimen.core.cases.documents import see_that_it_may_come
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.models import Document
from yimen.core.people.actors import Actor
from yimen.core.people.proxies import principals
from yimen.core.places.clock import CHINA, now
from yimen.core.places.law import Dated, Mark
from yimen.core.places.notices import working_days
from yimen.core.places.reading import read
from yimen.core.places.times import parse_period
from yimen.core.places.working_days import due
from yimen.core.ports.ids import new_id

MOST = 6  # offered for one material
LOOKED_AT = 60


@dataclass(frozen=True, kw_only=True)
class Rule(Dated):
    """A material that was handed in not longer ago than this may be used again."""

    material: str
    within: str
    law: str
    mark: Mark = "S"

    def __post_init__(self) -> None:
        parse_period(self.within)


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A file that may be used again: where it was handed in, and when."""

    id: UUID
    case_id: UUID
    service: str
    filename: str
    media_type: str
    received_at: datetime


@cache
def rules() -> tuple[Rule, ...]:
    """Raises NotTheLanguage with every mistake of the file."""
    return tuple(read(list[Rule], Path(__file__).with_name("reusing.yaml")))


def earlier(case: Dossier, material: str, called: str, *, by: Actor, at: datetime | None = None) -> list[Earlier]:
    """What was handed in before for this material, which its service calls `called` in Chinese; the latest first."""
    at = at or now()
    return [as_offer(row) for row in _open_to(by, at, _fitting(case, material, called, at))][:MOST]


def use_again(
    case: Dossier, material: str, called: str, document_id: UUID, *, by: Actor, at: datetime | None = None
) -> Document:
    """Hand an earlier file in for a material of this case. Raises BadDocument `not_offered`, NotNow."""
    at = at or now()
    found = next((row for row in _open_to(by, at, _fitting(case, material, called, at)) if row.id == document_id), None)
    if found is None:
        raise BadDocument("not_offered")
    see_that_it_may_come(case.id)
    row = Document(
        id=new_id(), case_id=case.id, material=material, filename=found.filename, media_type=found.media_type, size=found.size,
        digest=found.digest, handed_in=found.handed_in, source_id=found.id, form=found.form, verdict=found.verdict,
        received_at=at, by_role=by.role, by_id=by.id,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def as_offer(row: Document) -> Earlier:
    return Earlier(
        id=row.id, case_id=row.case_id, service=row.case.service, filename=row.filename, media_type=row.media_type,
        received_at=row.received_at,
    )  # fmt: skip


def _fitting(case: Dossier, material: str, called: str, at: datetime) -> Iterator[Document]:
    """Files of the same applicant under the same name of a material; the policies show what whoever acts may see."""
    whose = {"case__organisation_id": case.case.organisation_id} if case.case.organisation_id else {
        "case__applicant_id": case.case.applicant_id, "case__organisation_id": None}  # fmt: skip
    here = {one.id for one in case.documents}
    rows = Document.objects.filter(material=material, source=None, form=Document.Form.MADE, **whose).exclude(
        id__in=here
    )
    used = Document.objects.filter(case_id=case.id, material=material).exclude(source=None).values("source_id")
    rows = rows.exclude(verdict__in=UNUSABLE).exclude(case__state="draft").exclude(case_id=case.id).exclude(id__in=used)
    for row in rows.select_related("case").defer("content").order_by("-received_at", "-id")[:LOOKED_AT]:
        if same_name(row.case.terms, material, called) and still_good(material, row.received_at, at):
            yield row


def same_name(terms: dict[str, list[dict[str, str]]], material: str, called: str) -> bool:
    """`photo` of one service may be something else than `photo` of another; what stands in brackets is only an explanation."""
    named = [one["zh"] for one in terms.get("materials", ()) if one["id"] == material]
    return plain(called) in map(plain, named)


def plain(name: str) -> str:
    return name.partition("（")[0].strip()


def still_good(material: str, received_at: datetime, at: datetime) -> bool:
    today = at.astimezone(CHINA).date()
    rule = next((one for one in rules() if one.material in (material, "any") and one.holds(today)), None)
    return rule is not None and last_day(rule, received_at) >= today


def last_day(rule: Rule, received_at: datetime) -> date:
    return due(received_at.astimezone(CHINA).date(), parse_period(rule.within), working_days()).day


def _open_to(by: Actor, at: datetime, rows: Iterator[Document]) -> Iterator[Document]:
    """Of whoever acts for another, only what belongs to a service in which that may be done today."""
    today, asked = at.astimezone(CHINA).date(), dict[str, frozenset[UUID]]()
    for row in rows:
        if by.role != "applicant" or str(row.case.applicant_id) == by.id:
            yield row
            continue
        service = row.case.service
        if service not in asked:
            asked[service] = principals(UUID(by.id), service, today)
        if asked[service] & {row.case.applicant_id, row.case.organisation_id}:
            yield row
