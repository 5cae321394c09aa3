"""Nobody but take() writes a case: the application may not, the owner may not, and with the lock off the same tests would fail."""

from collections.abc import Callable

import msgspec
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from tests.core.cases.people import WINDOW, as_applicant, complete, hand_in, move, submitted
from tests.core.people.folk import as_owner
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Case, Document, Event, Sheet
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.ports.ids import new_id

pytestmark = pytest.mark.django_db
GUARDED = [table for table in settings.READ_ONLY_TABLES if table.startswith("cases_")]


def run(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


def by_hand(sql: str, role: str = "") -> str:
    """What the database says to a statement of the application, or of the owner."""
    try:
        with acting(CLOCK), transaction.atomic():
            if role:
                run(f"set local role {role}")
            run(sql)
    except ProgrammingError as refused:
        return str(refused).splitlines()[0]
    return "done"


def test_the_list_of_tables_is_whole() -> None:
    models = [Case, Event]
    assert {model._meta.db_table for model in models} <= set(GUARDED)
    assert len(GUARDED) == 14


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize("verb", ["insert into {} default values", "update {} set {} = {}", "delete from {}"])
def test_the_application_may_not_write_what_the_law_attaches(applicant: Person, table: str, verb: str) -> None:
    column = "series" if table == "cases_series" else "id"
    assert "permission denied" in by_hand(verb.format(table, column, column))


@pytest.mark.parametrize("table", GUARDED)
def test_the_owner_may_not_either(applicant: Person, table: str) -> None:
    assert by_hand(f"delete from {table}", "yimen_owner") == f"{table} is written by take() only"


def approved_by_hand(case: Dossier) -> str:
    by_hand(f"update cases_case set state = 'approved' where id = '{case.id}'", "yimen_owner")
    with acting(WINDOW):
        return Case.objects.get(id=case.id).state


def test_a_case_is_not_approved_by_hand(applicant: Person) -> None:
    assert approved_by_hand(submitted(applicant)) == "submitted"


def test_with_the_trigger_off_it_would_be(applicant: Person) -> None:
    case = submitted(applicant)
    as_owner("alter table cases_case disable trigger only_by_take")
    assert approved_by_hand(case) == "approved"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda case: {"expected": 99}, "no longer at event"),
        (lambda case: {"events": [{"n": 9}]}, "does not follow"),
        (lambda case: {"events": [{"prev_digest": "\\x" + "11" * 32}]}, "does not follow"),
        (lambda case: {"events": [{"role": "decider", "actor_id": "d1"}]}, "signs as"),
    ],
)
def test_the_writer_itself_refuses_what_does_not_follow(
    applicant: Person, change: Callable[[Dossier], dict[str, object]], message: str
) -> None:
    """case_write() checks order, chain, version and signature again: a mistake in Python does not reach the table."""
    case = submitted(applicant)
    with pytest.raises(Exception, match=message), acting(WINDOW):
        forged(case, change(case))


def forged(case: Dossier, change: dict[str, object]) -> None:
    last = msgspec.to_builtins(case.events[-1])
    signed = {"role": "window", "actor_id": "w1", "prev_digest": case.events[-1].digest}
    event = last | {"id": str(new_id()), "n": case.version + 1} | signed
    events = [event | one for one in change.pop("events", [{}])]  # type: ignore[attr-defined]
    doc = {"case": case.case, "expected": case.version, "events": events, "rows": {}, "papers": [], "jobs": []}
    with connection.cursor() as cursor:
        cursor.execute("select case_write(%s::jsonb)", [msgspec.json.encode(doc | change).decode()])


def test_the_lock_is_closed_again_after_a_move(applicant: Person) -> None:
    case = complete(submitted(applicant))
    with acting(WINDOW):
        move(case, "accept", WINDOW, "2026-09-08")
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('yimen.writing', true)")
            assert cursor.fetchone() == ("",)


def test_facts_are_frozen_at_submission(applicant: Person) -> None:
    case = submitted(applicant)
    with acting(as_applicant(applicant)), pytest.raises(ProgrammingError, match="frozen at submission"):
        Sheet.objects.filter(case_id=case.id).update(facts={"facts": {}})


def test_a_file_that_was_handed_in_stays_as_it_was(applicant: Person) -> None:
    case = submitted(applicant)
    file = hand_in(case, "photo", as_applicant(applicant))
    with acting(as_applicant(applicant)):
        with pytest.raises(ProgrammingError, match="stays as it was"), transaction.atomic():
            Document.objects.filter(id=file.id).update(content=b"other")
        with pytest.raises(ProgrammingError, match="stays as it was"), transaction.atomic():
            Document.objects.filter(id=file.id).delete()
