"""A case is listed a month before its last day, comes off when it is opened again, and is erased by two people: the chain still holds."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from tests.core.cases.people import DECIDER, SUPERVISOR, WINDOW, accepted, li, move
from tests.core.people.folk import as_owner
from yimen.core.cases.checkpoints import checkpoint
from yimen.core.cases.documents import Document
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Case, Keeping
from yimen.core.notices.models import Notice
from yimen.core.people.actors import CLOCK, RULE, Actor
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today
from yimen.core.ports.ids import new_id
from yimen.core.rights import keeping
from yimen.core.rights.keeping import STAYS, CannotErase, agree, decline, list_ending, propose, waiting

pytestmark = pytest.mark.django_db
SECOND = replace(SUPERVISOR, id="s2", name="吴测试")
ERASES = Path(keeping.__file__).with_name("sql") / "case_erase.sql"


@pytest.fixture
def old(applicant: Person) -> Dossier:
    """Withdrawn long ago; with files, papers, a message and what the law attached."""
    case = accepted(applicant, "2022-09-07")
    with acting(RULE):
        Notice.objects.create(
            id=new_id(), person=applicant, kind="friendly", case_id=case.id, n=2, key="accept", data={"name": "张示例"}, at=now()
        )  # fmt: skip
    return move(case, "withdraw", WINDOW, "2022-09-08", with_person=True, why="张示例不办了")


def listed(case: Dossier) -> Keeping:
    list_ending(now())
    with acting(SUPERVISOR):
        [row] = waiting()
    assert row.case_id == case.id
    return row


def erased(case: Dossier) -> Keeping:
    row = listed(case)
    with acting(SUPERVISOR):
        propose(row, by=SUPERVISOR, at=now())
    row = listed(case)
    agree(row, by=SECOND, at=now())
    with acting(SECOND):
        return Keeping.objects.get(case_id=case.id)


def tables() -> set[str]:
    """Every table with a column that names a case."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct table_name from information_schema.columns "
            "where table_schema = 'public' and column_name in ('case', 'case_id')"
        )
        return {name for (name,) in cursor.fetchall()} | {"cases_case"}


def rows(table: str, case: Dossier) -> list[str]:
    column = "id" if table == "cases_case" else "case" if table.startswith(("exchange_", "demo_")) else "case_id"
    with acting(CLOCK), connection.cursor() as cursor:
        cursor.execute(f'select t::text from {table} t where t."{column}"::text = %s', [str(case.id)])
        return [row[0] for row in cursor.fetchall()]


def test_it_is_listed_within_a_month_of_its_last_day_for_those_of_its_authority_only(old: Dossier) -> None:
    row = listed(old)
    assert (row.last_day.isoformat(), row.outcome, row.mark) == ("2025-09-08", "withdrawn", "K")
    for stranger in (
        replace(SUPERVISOR, reach="430000"),
        replace(SUPERVISOR, serves=()),
        Actor("applicant", str(old.case.applicant_id)),
    ):
        with acting(stranger):
            assert waiting() == []


def test_what_ends_later_than_in_a_month_is_not_listed(applicant: Person) -> None:
    case = accepted(applicant, (today() - timedelta(days=700)).isoformat())
    move(case, "withdraw", WINDOW, (today() - timedelta(days=690)).isoformat(), with_person=True, why="不办了")
    assert list_ending(now()) == 0


def test_one_that_was_opened_again_is_off_the_list_at_once_and_cannot_be_erased(old: Dossier) -> None:
    row = listed(old)
    with acting(SUPERVISOR):
        propose(row, by=SUPERVISOR, at=now())
    changed(f"update cases_case set state = 'accepted', version = version + 1 where id = '{old.id}'")
    with acting(SUPERVISOR):
        assert waiting() == []
    with pytest.raises(CannotErase, match="overtaken"):
        agree(
            Keeping(case_id=row.case_id, version=row.version + 1, first_by="s1", last_day=row.last_day),
            by=SECOND,
            at=now(),
        )
    list_ending(now())
    with acting(CLOCK):
        assert not Keeping.objects.exists()


def test_nobody_erases_alone_or_too_early_and_who_declines_takes_the_name_off(old: Dossier) -> None:
    row = listed(old)
    with acting(SUPERVISOR):
        propose(row, by=SUPERVISOR, at=now())
        row = waiting()[0]
        with pytest.raises(CannotErase, match="same_person"):
            agree(row, by=SUPERVISOR, at=now())
        decline(row)
        with pytest.raises(CannotErase, match="too_early"):
            propose(Keeping(case_id=old.id, version=row.version, last_day=today()), by=SUPERVISOR, at=now())
    with pytest.raises(CannotErase, match="overtaken"):
        agree(row, by=SECOND, at=now())


@pytest.mark.parametrize(
    ("actor", "sql"),
    [
        (SUPERVISOR, "update cases_keeping set first_by = 's2'"),
        (SUPERVISOR, "update cases_keeping set erased_at = now(), first_by = 's1', second_by = 's1'"),
        (SUPERVISOR, "update cases_keeping set erased_at = now()"),
        (CLOCK, "select case_erase(case_id, now()) from cases_keeping"),
        (SUPERVISOR, "select case_erase(case_id, now()) from cases_keeping"),
    ],
)
def test_the_database_itself_refuses_what_two_people_have_not_signed(old: Dossier, actor: Actor, sql: str) -> None:
    listed(old)
    with pytest.raises(DatabaseError), acting(actor), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    with acting(CLOCK):
        assert Document.objects.filter(case_id=old.id).exists()


def test_of_an_erased_case_the_number_and_the_chain_remain_and_nothing_about_the_person(old: Dossier) -> None:
    with acting(CLOCK):
        checkpoint(now())
    row = erased(old)
    assert (row.number, row.first_name, row.second_name) == (old.number, SUPERVISOR.name, SECOND.name)
    left = {table: found for table in tables() if (found := rows(table, old))}
    assert left.keys() <= STAYS.keys()
    assert left.keys() >= {"cases_case", "cases_event", "cases_keeping"}
    del left["people_lookup"]  # the person's own book of who looked
    assert not [found for found in left.values() if "张示例" in str(found) or str(old.case.applicant_id) in str(found)]
    said = io.StringIO()
    call_command("verify_chain", stdout=said)
    assert said.getvalue().startswith("1 case")
    with acting(DECIDER):
        assert not Case.objects.exists(), "nobody opens it any more"


def test_a_file_that_another_case_uses_again_stays_with_that_case(old: Dossier) -> None:
    with acting(CLOCK):
        file = Document.objects.filter(case_id=old.id)[0]
        content, other = bytes(file.content), accepted(li())
    changed(
        "insert into cases_document (id, case_id, material, filename, media_type, size, digest, source_id, form, verdict, unfit, "
        "received_at, by_role, by_id) select gen_random_uuid(), %s, material, filename, media_type, size, digest, id, 'made', "
        f"'clean', '', received_at, by_role, by_id from cases_document where id = '{file.id}'".replace(
            "%s", f"'{other.id}'"
        ),
        "update cases_document set form = 'made'",
    )
    erased(old)
    with acting(CLOCK):
        again = Document.objects.get(case_id=other.id, digest=bytes(file.digest), received_at=file.received_at)
        assert (bytes(again.content), again.source_id) == (content, None)


@pytest.mark.parametrize(
    "sql",
    [
        "update cases_event set dated = dated - 1 where n = 3",
        "delete from cases_event where n = 4",
        "delete from cases_keeping",
        "update cases_keeping set digest = decode(repeat('00', 32), 'hex')",
    ],
)
def test_whoever_changes_what_remains_is_found(old: Dossier, sql: str) -> None:
    erased(old)
    changed(sql)
    with pytest.raises(CommandError, match=r"event|two people"):
        call_command("verify_chain")


def test_every_table_that_names_a_case_is_erased_or_stays_for_a_reason() -> None:
    """A new table fails here until somebody has decided."""
    named = ERASES.read_text("utf-8")
    forgotten = {
        table for table in tables() - STAYS.keys() if f"'{table}'" not in named and f"from {table} " not in named
    }
    assert not forgotten


def test_a_case_whose_certificate_still_holds_is_kept(old: Dossier) -> None:
    assert listed(old)
    changed(
        "insert into cases_certificate (id, case_id, n, kind, item, option, state, valid_from, valid_to) values "
        f"(gen_random_uuid(), '{old.id}', 3, 'test', '', '', 'valid', current_date, current_date + 1)",
        f"update cases_case set attached = attached || array['cases_certificate'] where id = '{old.id}'",
    )
    assert list_ending(now()) == 0


def changed(*statements: str) -> None:
    """What somebody with the owner's password would do."""
    for table in ("cases_event", "cases_case", "cases_keeping", "cases_document", "cases_certificate"):
        as_owner(f"alter table {table} disable trigger user")
    with acting(CLOCK), connection.cursor() as cursor:
        cursor.execute("set local role yimen_owner")
        for one in reversed(statements):
            cursor.execute(one)
        cursor.execute("set local role yimen_app")
