"""A picture that was handed in is read by the job, kept sealed beside it, and shown to whoever sees the case; it decides nothing."""

import pytest
from django.db import ProgrammingError, connection, transaction
from pytest_django import Settings

from tests.adapters.ocr.specimens import identity_card, number
from tests.core.cases.people import ELSEWHERE, as_applicant, draft
from yimen.core.cases.documents import look_at, receive, throw_away
from yimen.core.cases.models import Document, Recognised
from yimen.core.cases.reading_pictures import made_out, read_document
from yimen.core.cases.sheets import draft as draft_now
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.wires import wire

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(applicant: Person) -> Document:
    if wire("ocr", "rapid").check():
        pytest.skip("the extra ocr is not installed")
    case, by = draft(applicant, facts={"size": 20}), as_applicant(applicant)
    with acting(by):
        file = receive(case.id, "id_card", "证.jpg", identity_card(), by=by)
    with acting(CLOCK):
        assert look_at(file.id)
    return file


def test_what_was_made_out_is_sealed_seen_by_whoever_sees_the_case_and_no_fact(
    applicant: Person, card: Document
) -> None:
    by = as_applicant(applicant)
    with acting(by):
        before = draft_now(card.case_id, by=by).facts
    with acting(CLOCK):
        read_document(card.id, now())
        read_document(card.id, now())
        with connection.cursor() as cursor:
            cursor.execute("select fields from cases_recognised")
            assert number().encode() not in bytes(cursor.fetchone()[0])
    with acting(by):
        assert {one.name: one.text for one in made_out(card.case_id)[card.id].fields}["id_number"] == number()
        assert dict(draft_now(card.case_id, by=by).facts.items()).keys() == dict(before.items()).keys()
        with pytest.raises(ProgrammingError), transaction.atomic():
            Recognised.objects.create(
                document_id=card.id, case_id=card.case_id, paper="x", fields=[], reader="x", at=now()
            )
    with acting(ELSEWHERE):
        assert made_out(card.case_id) == {}
    with acting(by):
        assert throw_away(card.id)
        assert made_out(card.case_id) == {}


def test_without_a_reader_nothing_is_asked_and_nothing_said(card: Document, settings: Settings) -> None:
    settings.OCR = ""
    with acting(CLOCK):
        read_document(card.id, now())
        assert made_out(card.case_id) == {}
