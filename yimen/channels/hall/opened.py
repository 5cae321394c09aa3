"""Looking at the person of a case: a line in the book of look-ups, once an hour for each officer and case, not at every turn of a page."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.sources import purpose
from yimen.core.people.lookups import Look, record
from yimen.core.people.models import Organisation, Person
from yimen.core.people.numbers import masked
from yimen.web.language import now
from yimen.web.visits import Request

KEPT = timedelta(hours=1)
MOST = 40  # cases that a session remembers
KEY = "opened"


def masked_number(request: Request, case: Dossier) -> str:
    """The masked number of the applicant; for an organisation its credit code, which is public."""
    seen: dict[str, Any] = request.session.get(KEY, {})
    known = seen.get(str(case.id))
    if known and datetime.fromisoformat(known["at"]) > now() - KEPT:
        return str(known["number"])
    number = looked_up(request, case)
    newest = dict(list(seen.items())[-MOST:]) | {str(case.id): {"at": now().isoformat(), "number": number}}
    request.session[KEY] = newest
    return number


def looked_up(request: Request, case: Dossier) -> str:
    if case.case.organisation_id:
        return uscc(case.case.organisation_id)
    if case.case.applicant_id is None:
        return ""
    found = Person.objects.filter(pk=case.case.applicant_id).first() or opened(request, case, case.case.applicant_id)
    return masked(found.id_number) if found else ""


def opened(request: Request, case: Dossier, person: UUID) -> Person | None:
    """Reading the case has left a line (core/cases/sql/case_looked.sql); whoever lives elsewhere is opened by one of this moment."""
    record(Look(purpose(request.actor), now(), case.id), person=person)
    return Person.objects.filter(pk=person).first()


def uscc(organisation: UUID) -> str:
    return Organisation.objects.filter(pk=organisation).values_list("uscc", flat=True).first() or ""
