"""Who looked at my data, why, and from when a line is shown: one line a look, and no look without a line."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError

from tests.core.people.folk import LI, NOW, WANG, citizen, officer, person
from yimen.core.people.actors import RULE, Role
from yimen.core.people.checks import check_people
from yimen.core.people.lookups import Look, NoPurpose, opening, record, who_looked, withheld, without_a_case
from yimen.core.people.models import LookUp, Person
from yimen.core.people.purposes import PURPOSES, Withholding, uncited
from yimen.core.people.registry import organisation_for
from yimen.core.people.scope import NobodyActs, acting
from yimen.core.places.clock import CHINA

pytestmark = pytest.mark.django_db
CASE = uuid4()
HANDLING = Look("application", NOW, case_id=CASE, sources=("household.person", "exit_entry.permit"))


def test_one_line_tells_who_looked_why_for_which_case_and_where(zhang: Person) -> None:
    window = officer("440106")
    with acting(window):
        record(HANDLING, person=zhang.id)
    with acting(citizen(zhang)):
        (line,) = who_looked(zhang.id)
    assert (line.actor_name, line.office, line.purpose, line.case_id, line.at) == (
        "陈示例",
        window.office,
        "application",
        CASE,
        NOW,
    )
    assert line.sources == ["household.person", "exit_entry.permit"], "registers asked in parallel share one line"


def test_a_line_costs_one_statement(zhang: Person, django_assert_num_queries: pytest.FixtureRequest) -> None:
    with acting(officer("440106")), django_assert_num_queries(1):
        record(HANDLING, person=zhang.id)


def test_opening_a_person_of_another_province_writes_the_line_first() -> None:
    wang = person("王样本", WANG)
    with opening(officer("440106"), Look("attendance", NOW), wang.id) as opened:
        assert opened.id_number == WANG
    with acting(citizen(wang)):
        assert [line.purpose for line in who_looked(wang.id)] == ["attendance"]


def test_what_opens_nobody_leaves_no_line() -> None:
    with pytest.raises(Person.DoesNotExist), opening(officer("440106"), Look("attendance", NOW), uuid4()):
        pass
    with acting(RULE):
        assert not LookUp.objects.exists()


def test_a_citizen_leaves_a_line_about_himself_but_opens_nobody(zhang: Person) -> None:
    with acting(citizen(zhang)):
        record(Look("own_request", NOW, sources=("exit_entry.permit",)), person=zhang.id)
        assert len(who_looked(zhang.id)) == 1


def test_a_citizen_writes_no_line_about_somebody_else(zhang: Person) -> None:
    with acting(citizen(person("李测试", LI))), pytest.raises(DatabaseError, match="row-level security"):
        record(Look("own_request", NOW), person=zhang.id)


def test_a_look_at_an_organisation_has_a_line_too() -> None:
    with acting(RULE):
        firm = organisation_for("91330102MA28NBU477", "示例有限公司", region="440106", at=NOW)
    with acting(officer("440106")):
        assert record(HANDLING, organisation=firm.id).organisation_id == firm.id


@pytest.mark.parametrize(
    ("role", "look", "key"),
    [
        ("window", Look("curiosity", NOW), "unknown_purpose"),
        ("window", Look("", NOW), "unknown_purpose"),
        ("window", Look("application", NOW), "needs_case"),
        ("supervisor", Look("supervision", NOW), "needs_case"),
        ("examiner", Look("inspection", NOW), "needs_note"),
        ("examiner", Look("inspection", NOW, note="  "), "needs_note"),
        ("examiner", Look("inspection", NOW, note="\u200b\u200b\u200b\u200b。。。。检查"), "needs_note"),
        ("window", Look("inquiry", NOW, note="示例调查"), "not_yours"),
        ("supervisor", Look("inquiry", NOW, note="示例调查"), "not_yours"),
        ("window", Look("supervision", NOW, CASE), "not_yours"),
        ("examiner", Look("own_request", NOW), "not_yours"),
    ],
)
def test_a_look_without_its_purpose_case_or_note_is_refused(role: Role, look: Look, key: str, zhang: Person) -> None:
    with acting(officer("440106", role)), pytest.raises(NoPurpose) as missing:
        record(look, person=zhang.id)
    assert missing.value.key == key


def test_nobody_looks_outside_acting(zhang: Person) -> None:
    with pytest.raises(NobodyActs):
        record(HANDLING, person=zhang.id)


def test_the_person_reads_what_an_inspection_was_for(zhang: Person) -> None:
    with acting(officer("440106", "examiner")):
        record(Look("inspection", NOW, note="示例检查第1号"), person=zhang.id)
    with acting(citizen(zhang)):
        assert who_looked(zhang.id)[0].note == "示例检查第1号"


# Withholding


def test_only_a_lawful_inquiry_may_be_withheld_and_its_article_is_in_the_law_book() -> None:
    assert [name for name, purpose in PURPOSES.items() if purpose.withhold] == ["inquiry"]
    assert uncited() == []
    assert check_people() == []


def test_a_rule_that_cites_no_article_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Withholding(from_=date(2021, 11, 1), law="个人信息保护法§99", days=1, days_law="待核", mark="K")
    monkeypatch.setitem(PURPOSES, "inquiry", type(PURPOSES["inquiry"])(zh="x", en="x", withhold=(rule,)))
    assert [message.id for message in check_people()] == ["people.E001"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2021, 10, 31), (None, "")),
        (date(2021, 11, 1), (date(2022, 4, 30), "个人信息保护法§35")),
        (date(2026, 11, 24), (date(2027, 5, 23), "个人信息保护法§35")),
    ],
)
def test_a_line_may_wait_only_since_the_law_lets_it(on: date, expected: tuple[date | None, str]) -> None:
    assert PURPOSES["inquiry"].withheld(on) == expected


def test_a_withheld_line_is_read_by_the_supervisor_at_once_and_by_the_person_from_its_day(zhang: Person) -> None:
    old = datetime.now(CHINA) - timedelta(days=181)
    with acting(officer("440106", "head")):
        record(Look("inquiry", datetime.now(CHINA), note="示例调查"), person=zhang.id)
        record(Look("inquiry", old, note="旧示例调查"), person=zhang.id)
    with acting(citizen(zhang)):
        assert [(line.note, line.withheld_law) for line in who_looked(zhang.id)] == [
            ("旧示例调查", "个人信息保护法§35")
        ]
        assert withheld() == (1, datetime.now(CHINA).date() + timedelta(days=180))
    with acting(citizen(person("李测试", LI))):
        assert withheld() == (0, None)
    with acting(officer("440000", "supervisor")):
        assert len(who_looked(zhang.id)) == 2


def test_the_day_of_a_line_is_counted_in_china(zhang: Person) -> None:
    with acting(officer("440106", "head")):
        line = record(
            Look("inquiry", datetime.fromisoformat("2026-11-23T16:30:00+00:00"), note="示例调查"), person=zhang.id
        )
    assert line.withheld_until == date(2026, 11, 24) + timedelta(days=180)


# Lists


def test_the_book_is_read_in_pages_that_neither_lose_nor_repeat_a_line(zhang: Person) -> None:
    with acting(officer("440106")):
        written = [record(Look("attendance", NOW + timedelta(minutes=n // 3)), person=zhang.id).id for n in range(10)]
    read: list[object] = []
    with acting(citizen(zhang)):
        before = None
        while page := who_looked(zhang.id, before=before, limit=4):
            read += [line.id for line in page]
            before = (page[-1].at, page[-1].id)
    assert sorted(map(str, read)) == sorted(map(str, written))
    assert len(read) == 10


def test_a_supervisor_finds_the_looks_that_no_case_called_for(zhang: Person) -> None:
    with acting(officer("440106", number="a")):
        record(HANDLING, person=zhang.id)
        record(Look("attendance", NOW), person=zhang.id)
    with acting(officer("440402", number="b")):
        record(Look("attendance", NOW), person=zhang.id)
    with acting(citizen(zhang)):
        record(Look("own_request", NOW), person=zhang.id)
    day = NOW.astimezone(CHINA).date()
    with acting(officer("440000", "supervisor")):
        assert {line.actor_id for line in without_a_case(day, day)} == {"a", "b"}
        assert not without_a_case(day + timedelta(days=1), day + timedelta(days=1))
    with acting(officer("440400", "supervisor")):
        assert {line.actor_id for line in without_a_case(day, day)} == {"b"}
