"""Every file is looked at; a loss is found, shown on its case, and gone again when the file is back."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.core.cases.people import ELSEWHERE, as_applicant, draft, hand_in
from yimen.core.cases.files import lost_files, verify_files
from yimen.core.cases.models import Document
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.people.secrecy import open_, seal

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 10, 3, tzinfo=UTC)
PLACE = "cases_document.content"


@pytest.fixture
def file(applicant: Person) -> Document:
    return hand_in(draft(applicant), "photo", as_applicant(applicant))


def become(file: Document, content: bytes) -> None:
    """As by a broken disk; only the owner of the tables can do it."""
    with acting(CLOCK), connection.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute("set constraints all immediate; alter table cases_document disable trigger user")
        cursor.execute("update cases_document set content = %s where id = %s", [content, file.id])
        cursor.execute("alter table cases_document enable trigger user")
        cursor.execute("set role yimen_app")


def what_is_lost(file: Document) -> list[str]:
    with acting(CLOCK):
        return [one.what for one in lost_files(file.case_id)]


def test_whole_files_are_seen_and_none_is_lost(file: Document) -> None:
    found = verify_files(AT)
    assert (found.seen >= 1, found.lost, what_is_lost(file)) == (True, 0, [])


@pytest.mark.parametrize("what", ["closed", "changed"])
def test_a_file_that_is_not_what_it_was_is_lost_until_it_is_back(file: Document, what: str) -> None:
    with acting(CLOCK):
        whole = bytes(Document.objects.get(id=file.id).content)
    become(file, whole[:-1] + bytes([whole[-1] ^ 1]) if what == "closed" else seal(open_(whole, PLACE) + b"!", PLACE))
    assert verify_files(AT).lost == 1
    assert verify_files(AT).lost == 1
    assert what_is_lost(file) == [what]
    become(file, whole)
    assert verify_files(AT).back == 1
    assert what_is_lost(file) == []


def test_a_file_that_a_step_names_and_that_is_not_there_is_lost(file: Document) -> None:
    named = f'{{"answers": {{"photo": {{"documents": ["{uuid4()}", "{file.id}"]}}}}}}'
    with acting(CLOCK), connection.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute("select set_config('yimen.writing', 'case_write', true)")
        cursor.execute("update cases_event set said = %s::jsonb where case_id = %s and n = 1", [named, file.case_id])
        cursor.execute("set role yimen_app")
    assert verify_files(AT).lost == 1
    assert what_is_lost(file) == ["absent"]


def test_whoever_sees_the_case_sees_what_is_lost_and_nobody_else(file: Document, applicant: Person) -> None:
    become(file, b"nothing")
    verify_files(AT)
    with acting(as_applicant(applicant)):
        assert len(lost_files(file.case_id)) == 1
    with acting(ELSEWHERE):
        assert lost_files(file.case_id) == []


def test_the_command_fails_where_a_file_is_lost_and_refuses_a_part_that_is_none(file: Document) -> None:
    call_command("verify_files")
    become(file, b"nothing")
    with pytest.raises(CommandError, match="1 lost"):
        call_command("verify_files")
    with pytest.raises(CommandError, match="say for instance"):
        call_command("verify_files", "--part", "4/3")


def test_the_parts_together_are_the_whole(file: Document) -> None:
    assert sum(verify_files(AT, part=part, parts=3).seen for part in range(3)) == verify_files(AT).seen
