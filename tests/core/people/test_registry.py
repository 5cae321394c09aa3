"""Who is known here: found by number however it was typed, entered once, never renamed silently."""

from datetime import date
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from tests.core.people.folk import LI, NOW, WANG, ZHANG, citizen, line, officer, person
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.numbers import WrongNumber
from yimen.core.people.registry import (
    AnotherName,
    NotOpened,
    Registered,
    change_phone,
    find_person,
    organisation_for,
    person_for,
    same_person,
)
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
SAID = Registered(id_number=ZHANG, name="张示例", region="440106", phone="13800000000")


def test_a_person_whom_a_register_knows_is_entered_once_and_found_again() -> None:
    with acting(RULE):
        first = person_for(SAID, at=NOW)
        again = person_for(SAID, at=NOW)
        row = Person.objects.get()
    assert first == again == row.id
    assert (row.name, row.id_number, row.born_on, row.region, row.phone) == (
        "张示例",
        ZHANG,
        date(1990, 1, 1),
        "440106",
        "13800000000",
    )


def test_a_person_is_found_by_the_number_however_it_was_typed() -> None:
    with acting(RULE):
        zhang = person_for(SAID, at=NOW)
        for typed in (ZHANG, "440106 19900101 0013", "４４０１０６１９９００１０１００１３", "440106900101001"):
            assert find_person(typed) == zhang
        assert find_person(LI) is None


def test_the_number_and_the_phone_are_not_readable_in_the_table() -> None:
    with acting(RULE), connection.cursor() as cursor:
        person_for(SAID, at=NOW)
        cursor.execute("select people_person::text from people_person")
        text = cursor.fetchone()[0]
    for secret in (ZHANG, "13800000000"):
        assert secret not in text
        assert secret.encode().hex() not in text


def test_nobody_is_entered_under_a_number_that_cannot_be_right() -> None:
    with acting(RULE), pytest.raises(WrongNumber):
        person_for(Registered(id_number=ZHANG[:17] + "0", name="张示例"), at=NOW)


def test_a_foreigner_is_entered_with_a_passport_and_a_day_of_birth() -> None:
    said = Registered(
        id_number=" p1234567 ", name="MARIA SAMPLE", born_on=date(1980, 5, 1), id_kind=Person.IdKind.PASSPORT
    )
    with acting(RULE):
        assert person_for(said, at=NOW) == find_person("P1234567")


@pytest.mark.parametrize(
    ("name", "likeness"),
    [("张 示例", None), ("張示例", None), ("张SHI例", "near"), ("张示□", "near"), ("李测试", "different")],
)
def test_a_known_number_under_another_name_goes_to_an_officer_and_changes_nothing(
    name: str, likeness: str | None
) -> None:
    with acting(RULE):
        zhang = person_for(SAID, at=NOW)
        said = Registered(id_number=ZHANG, name=name)
        if likeness is None:
            assert person_for(said, at=NOW) == zhang
        else:
            with pytest.raises(AnotherName) as other:
                person_for(said, at=NOW)
            assert (other.value.person, other.value.likeness) == (zhang, likeness)
        assert Person.objects.get().name == "张示例"


def test_an_officer_of_another_province_enters_a_person_and_must_open_it_to_compare() -> None:
    window = officer("440106")
    home = Registered(id_number=WANG, name="王样本", region="430102")
    with acting(window):
        wang = person_for(home, at=NOW)
        assert not Person.objects.exists()
        with pytest.raises(NotOpened) as closed:
            person_for(home, at=NOW)
        assert closed.value.person == wang
    with acting(window):
        line(window, Person(id=wang))
        assert person_for(home, at=NOW) == wang
        with pytest.raises(AnotherName):
            person_for(Registered(id_number=WANG, name="李测试"), at=NOW)


def test_a_citizen_neither_finds_nor_enters_anybody() -> None:
    with acting(citizen(person("李测试", LI))):
        assert find_person(LI) is None
        with pytest.raises(DatabaseError, match="row-level security"):
            person_for(SAID, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_doors_that_enter_the_same_person_at_once_end_with_one_row() -> None:
    found: list[UUID] = []
    together = Barrier(2)

    def enter() -> None:
        with acting(RULE):
            together.wait(10)
            found.append(person_for(SAID, at=NOW))
        connection.close()

    doors = [Thread(target=enter) for _ in range(2)]
    for door in doors:
        door.start()
    for door in doors:
        door.join(20)
    with acting(RULE):
        assert found == [Person.objects.get().id] * 2


@pytest.mark.parametrize(
    ("name", "number", "likeness"),
    [
        ("张示例", ZHANG, "equal"),
        ("張示例", ZHANG, "equal"),
        ("张SHI例", ZHANG, "near"),
        ("李测试", ZHANG, "different"),
        ("张示例", LI, "different"),
    ],
)
def test_the_number_decides_and_the_name_confirms_who_somebody_is(name: str, number: str, likeness: str) -> None:
    assert same_person(person("张示例", ZHANG), name, number) == likeness


def test_a_person_changes_the_own_phone_and_nobody_elses() -> None:
    zhang, li = person("张示例", ZHANG), person("李测试", LI)
    with acting(citizen(zhang)):
        assert change_phone(zhang.id, "+86 139 0000 0000") == "13900000000"
        assert Person.objects.get().phone == "13900000000"
        with pytest.raises(Person.DoesNotExist):
            change_phone(li.id, "13900000000")
        with pytest.raises(WrongNumber):
            change_phone(zhang.id, "123")


def test_an_organisation_is_entered_once() -> None:
    with acting(RULE):
        one = organisation_for("91330102ma28nbu477", "示例有限公司", region="440106", at=NOW)
        assert organisation_for("91330102MA28NBU477", "另一个名字", region="", at=NOW) == one


def test_a_person_in_a_log_is_an_id_and_no_name() -> None:
    zhang = person("张示例", ZHANG)
    assert str(zhang) == str(zhang.id)
    assert "张" not in repr(zhang)
    assert not any(secret in repr(SAID) for secret in ("张", ZHANG, "138"))
