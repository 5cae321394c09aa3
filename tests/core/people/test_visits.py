"""Visits: opened by their cookie only, sealed, limited, seen and ended by those whose they are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.core.people.folk import citizen, officer
from yimen.core.people import visits
from yimen.core.people.access_book import lines_of, note_down
from yimen.core.people.actors import CLOCK, RULE, VISITOR
from yimen.core.people.lookups import Look, record
from yimen.core.people.models import Person
from yimen.core.people.models_access import AccessLine, Visit
from yimen.core.people.once import spend
from yimen.core.people.scope import acting
from yimen.core.people.sign_in_rules import RULES, enough, level_needed
from yimen.core.people.visits import Standing

pytestmark = pytest.mark.django_db
KEY = "k" * 32
WAYS = ["visit", "identity", "passkey", "secret", "recoverycode", "enrolment", "keyreset", "accessline", "offer"]


def begun(who: Person, key: str = KEY) -> None:
    assert visits.keep(key, {"what": "张示例写的"}, Standing(str(who.id), "applicant", level="high"), fresh=True)


def moved(**times: object) -> None:
    with acting(CLOCK):
        Visit.objects.update(**times)


@pytest.mark.parametrize("table", WAYS)
def test_every_table_of_ways_in_enforces_its_policies_even_on_its_owner(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relrowsecurity, relforcerowsecurity from pg_class where relname = %s", [f"people_{table}"]
        )
        assert cursor.fetchone() == (True, True)


def test_a_visit_is_opened_by_its_cookie_and_by_nothing_else(zhang: Person) -> None:
    begun(zhang)
    found = visits.opened(KEY)
    assert found is not None
    assert (found.data, found.level) == ({"what": "张示例写的"}, "high")
    assert visits.opened("x" * 32) is None
    assert Visit.objects.count() == 0
    with acting(VISITOR):
        assert Visit.objects.count() == 0


def test_a_copy_of_the_table_opens_no_visit(zhang: Person) -> None:
    """Neither the cookie nor what it holds stands in it."""
    begun(zhang)
    with acting(RULE):
        row = Visit.objects.get()
    assert KEY not in row.digest
    assert "示例".encode() not in bytes(row.data)
    assert visits.opened(row.digest) is None


def test_a_visit_ends_when_it_idles_and_after_its_day(zhang: Person) -> None:
    limits = RULES.visits["person"]
    begun(zhang)
    moved(last_used=timezone.now() - timedelta(minutes=limits.idle - 1))
    assert visits.opened(KEY)
    moved(last_used=timezone.now() - timedelta(minutes=limits.idle + 1))
    assert visits.opened(KEY) is None
    begun(zhang)
    moved(ends=timezone.now() - timedelta(seconds=1))
    assert visits.opened(KEY) is None
    assert RULES.visits["staff"].idle < limits.idle
    assert RULES.visits["staff"].lasts < limits.lasts


def test_a_visit_that_was_ended_meanwhile_is_not_written_again(zhang: Person) -> None:
    begun(zhang)
    visits.forget(KEY)
    assert not visits.keep(KEY, {}, Standing(str(zhang.id), "applicant"), fresh=False)
    assert visits.opened(KEY) is None


def test_one_sees_and_ends_the_own_visits_and_an_officer_those_of_whom_a_purpose_opened(
    zhang: Person, li: Person
) -> None:
    begun(zhang)
    begun(zhang, "o" * 32)
    with acting(citizen(li)):
        assert visits.visits_of(str(zhang.id)) == []
        assert visits.end_all(str(zhang.id)) == 0
    with acting(officer("440000")):
        assert visits.visits_of(str(zhang.id)) == []
    with acting(citizen(zhang)):
        assert len(visits.visits_of(str(zhang.id))) == 2
        assert visits.end_all(str(zhang.id), but=KEY) == 1
    with acting(officer("440000")):
        record(Look("attendance", timezone.now()), person=zhang.id)
        assert visits.end_all(str(zhang.id)) == 1
    assert visits.opened(KEY) is None


def test_a_line_of_the_book_of_access_is_never_changed_and_only_its_person_reads_it(zhang: Person, li: Person) -> None:
    with acting(officer("440000")):
        note_down("visits_ended", str(zhang.id), note="手机丢了")
    with acting(citizen(li)):
        assert lines_of(str(zhang.id)) == []
    with acting(citizen(zhang)):
        [line] = lines_of(str(zhang.id))
        assert line.note == "手机丢了"
    with acting(citizen(zhang)), pytest.raises(Exception, match="never changed"):
        AccessLine.objects.update(note="别的")
    with acting(citizen(li)), pytest.raises(Exception, match="row-level security"):
        AccessLine.objects.create(whose=str(zhang.id), what="visits_ended", by=str(zhang.id), role="applicant")


def test_what_works_once_is_spent_by_the_first() -> None:
    assert spend("state", "s", timedelta(minutes=1))
    assert not spend("state", "s", timedelta(minutes=1))
    assert spend("challenge", "s", timedelta(minutes=1))


def test_a_level_is_enough_only_for_acts_that_need_no_more() -> None:
    day = timezone.now().date()
    assert enough("high", level_needed("name_proxy", day))
    assert not enough("substantial", level_needed("name_proxy", day))
    assert not enough("", level_needed("look", day))
    assert level_needed("look", day.replace(year=2020)) == "high"
