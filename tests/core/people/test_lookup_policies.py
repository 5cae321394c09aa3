"""A purpose is a row: the policies of the book of look-ups, which opens persons and is never rewritten."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.core.people.folk import (
    LI,
    NOW,
    WANG,
    as_owner,
    citizen,
    find,
    line,
    officer,
    seen,
    seen_by,
)
from yimen.core.people.actors import RULE, VISITOR, Actor
from yimen.core.people.models import LookUp, Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


# A purpose is a row


def test_a_line_in_the_book_opens_a_person_of_another_province_for_this_transaction(
    zhang: Person, wang: Person
) -> None:
    window = officer("440106")
    with acting(window):
        line(window, wang)
        assert seen() == {"张示例", "王样本"}


@pytest.mark.django_db(transaction=True)
def test_a_line_of_an_older_transaction_opens_nobody(wang: Person) -> None:
    window = officer("440106")
    with acting(window):
        line(window, wang)
        assert seen() == {"王样本"}
    assert seen_by(window) == set()


def test_a_line_of_a_colleague_opens_nobody(wang: Person) -> None:
    with acting(officer("440106", number="a")) as one:
        line(one, wang)
    assert seen_by(officer("440106", number="b")) == set()


def test_nobody_writes_a_line_in_the_name_of_somebody_else(wang: Person) -> None:
    with acting(officer("440106", number="a")), pytest.raises(DatabaseError, match="row-level security"):
        line(officer("440106", number="b"), wang)


def test_nobody_writes_a_line_of_another_time(wang: Person) -> None:
    with acting(officer("440106")) as window, pytest.raises(DatabaseError, match="row-level security"):
        line(window, wang, recorded=NOW)


@pytest.mark.parametrize("other", [VISITOR, Actor("applicant", "018f0000-0000-7000-8000-000000000000")])
def test_neither_a_visitor_nor_another_citizen_opens_anybody(other: Actor, wang: Person) -> None:
    with acting(other), pytest.raises(DatabaseError, match="row-level security"):
        line(other, wang)


def test_an_officer_who_was_told_the_number_learns_that_the_person_is_known_and_no_more(wang: Person) -> None:
    with acting(officer("440106")):
        assert find(WANG) == wang.id
        assert find(LI) is None
        assert seen() == set()


def test_a_citizen_cannot_try_numbers(zhang: Person, wang: Person) -> None:
    with acting(citizen(zhang)):
        assert find(WANG) is None


# The book of look-ups


@pytest.mark.parametrize("actor", [officer("440106", "supervisor"), RULE])
@pytest.mark.parametrize("sql", ["update people_lookup set purpose = 'x'", "delete from people_lookup"])
def test_a_line_is_never_changed_or_deleted(actor: Actor, sql: str, zhang: Person) -> None:
    with acting(actor), connection.cursor() as cursor:
        line(actor, zhang)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute(sql)


def test_a_person_reads_who_looked_but_not_who_looked_at_others(zhang: Person, li: Person) -> None:
    with acting(officer("440000")) as window:
        mine = line(window, zhang)
        line(window, li)
    with acting(citizen(zhang)):
        assert [one.id for one in LookUp.objects.all()] == [mine.id]


@pytest.mark.parametrize(("days", "number"), [(-1, 1), (0, 1), (1, 0), (180, 0)])
def test_a_withheld_line_appears_on_the_day_of_its_release(days: int, number: int, zhang: Person) -> None:
    release = date.today() + timedelta(days=days)  # noqa: DTZ011
    with acting(officer("440000")) as window:
        line(window, zhang, withheld_until=release, withheld_law="个人信息保护法§35")
    with acting(citizen(zhang)):
        assert LookUp.objects.count() == number


def test_a_supervisor_reads_the_lines_of_the_own_reach_other_officers_only_their_own(zhang: Person) -> None:
    with acting(officer("440106")) as window:
        line(window, zhang)
    for actor, number in [
        (officer("440100", "supervisor"), 1),
        (officer("440400", "supervisor"), 0),
        (officer("440100", "head"), 0),
        (officer("440106"), 1),
    ]:
        with acting(actor):
            assert LookUp.objects.count() == number


def test_a_line_has_three_locks_and_changes_only_when_all_are_open(zhang: Person) -> None:
    with acting(officer("440000")) as window:
        line(window, zhang)
        as_owner("grant update on people_lookup to yimen_app")
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            LookUp.objects.update(purpose="x")
        as_owner("alter table people_lookup disable trigger written_once")
        assert LookUp.objects.update(purpose="x") == 0, "no policy lets a line be changed"
        as_owner("alter table people_lookup disable row level security")
        assert LookUp.objects.update(purpose="x") == 1
