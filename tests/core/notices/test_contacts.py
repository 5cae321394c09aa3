"""A number counts once a code that went there was typed; few tries, few codes, and the old number hears of a change."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import ProgrammingError

from tests.core.cases.people import as_applicant, li, wang
from tests.core.cases.story import at
from tests.core.notices.serving_it import agreed, reachable, sent_texts
from tests.core.people.folk import person
from yimen.core.notices import contacts, rules, sending
from yimen.core.notices.models import Attempt, Confirmation, Consent, Contact
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.numbers import WrongNumber
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
NOW, NEW = at("2026-09-09", 21), "13900000002"
THREE = ("440106199002010015", "440106199002010023", "440106199002010031")
HOUR, HALL = timedelta(hours=1), "203.0.113.7"


def code_for(someone: Person, number: str = NEW) -> str:
    row = contacts.ask_code(someone.id, number, NOW)
    with acting(RULE):
        waiting = Attempt.objects.get(key=f"code:{row.id}")
    assert sending.send(waiting.id, NOW) == "sent", "a code goes out at night too"
    return row.code


def test_the_right_code_makes_the_number_the_persons(applicant: Person) -> None:
    code = code_for(applicant, "+86 139 0000 0002")
    assert code in sent_texts()[0]
    assert contacts.confirm(applicant.id, f" {code} ", NOW) == "confirmed"
    with acting(as_applicant(applicant)):
        assert contacts.contact_of(applicant.id).phone == NEW
    assert contacts.confirm(applicant.id, code, NOW) == "over", "a code is used once"


def test_after_five_wrong_tries_even_the_right_code_is_too_late(applicant: Person) -> None:
    code = code_for(applicant)
    wrong = "000000" if code != "000000" else "111111"
    assert [contacts.confirm(applicant.id, wrong, NOW) for _ in range(5)] == ["wrong"] * 5
    assert contacts.confirm(applicant.id, code, NOW) == "over"
    with acting(RULE):
        assert not Contact.objects.exists()


def test_a_code_ends_after_ten_minutes_and_with_the_next_one(applicant: Person) -> None:
    first = code_for(applicant)
    second = code_for(applicant)
    if first != second:
        assert contacts.confirm(applicant.id, first, NOW) == "wrong"
    assert contacts.confirm(applicant.id, second, at("2026-09-09", 21).replace(minute=10)) == "over"


def test_nobody_is_flooded_with_codes_whoever_types_the_number(applicant: Person) -> None:
    other = li()
    for _ in range(3):
        contacts.ask_code(applicant.id, NEW, NOW)
    with pytest.raises(contacts.TooMany, match="hour"):
        contacts.ask_code(applicant.id, "13900000004", NOW)
    contacts.ask_code(other.id, NEW, NOW)
    with pytest.raises(contacts.TooMany, match="hour"):
        contacts.ask_code(other.id, NEW, NOW)
    contacts.ask_code(other.id, "13900000003", NOW)
    contacts.ask_code(applicant.id, NEW, NOW + HOUR)
    with pytest.raises(contacts.TooMany, match="day"):
        contacts.ask_code(applicant.id, NEW, NOW + HOUR + HOUR)


def test_a_hall_that_shares_an_address_is_not_locked_out_and_a_flood_from_one_is(
    applicant: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour = contacts.sending().hour
    monkeypatch.setattr(contacts, "sending", lambda: replace(rules.sending(), hour=replace(hour, address=2)))
    for n, someone in enumerate((applicant, li(), wang())):
        row = contacts.ask_code(someone.id, f"1390000000{n}", NOW, HALL)
        assert contacts.confirm(someone.id, row.code, NOW) == "confirmed", (
            "what is typed right does not count for the address"
        )
    strangers = [person(f"测试{n}", number) for n, number in enumerate(THREE)]
    for n, someone in enumerate(strangers[:2]):
        contacts.ask_code(someone.id, f"1380000000{n}", NOW, HALL)
    with pytest.raises(contacts.TooMany, match="hour"):
        contacts.ask_code(strangers[2].id, "13800000007", NOW, HALL)
    contacts.ask_code(strangers[2].id, "13800000007", NOW, "198.51.100.9")
    contacts.ask_code(applicant.id, "13800000008", NOW, HALL)


def test_a_number_is_not_changed_again_and_again_within_an_hour(applicant: Person) -> None:
    for n in (2, 3):
        row = contacts.ask_code(applicant.id, f"1390000000{n}", NOW)
        assert contacts.confirm(applicant.id, row.code, NOW) == "confirmed"
    with pytest.raises(contacts.TooMany, match="hour"):
        contacts.ask_code(applicant.id, "13900000005", NOW)
    assert contacts.ask_code(applicant.id, "13900000005", NOW + HOUR).code


def test_a_change_is_told_to_the_old_number_without_a_name(applicant: Person) -> None:
    reachable(applicant)
    assert contacts.confirm(applicant.id, code_for(applicant), NOW) == "confirmed"
    with acting(RULE):
        told = Attempt.objects.get(why="changed")
    assert told.phone == "13800000001"
    assert "0002" in told.text
    assert NEW not in told.text
    assert sending.send(told.id, at("2026-09-10")) == "sent"


def test_what_is_no_number_is_refused(applicant: Person) -> None:
    with pytest.raises(WrongNumber):
        contacts.ask_code(applicant.id, "12", NOW)


def test_contact_and_consent_are_the_persons_own_and_nobody_writes_a_confirmed_number(applicant: Person) -> None:
    reachable(applicant)
    agreed(applicant)
    with acting(as_applicant(li())):
        assert not Contact.objects.exists()
        assert not Consent.objects.exists()
    with acting(as_applicant(applicant)):
        assert Contact.objects.update(phone="13900000009") == 0
        assert not Confirmation.objects.exists()


def test_a_consent_ends_and_stays_in_the_book(applicant: Person) -> None:
    agreed(applicant)
    with acting(as_applicant(applicant)):
        contacts.take_back(applicant.id, at("2026-09-05"))
        assert contacts.consent(applicant.id) is None
        contacts.agree(applicant.id, at("2026-09-06"))
        assert [bool(row.until) for row in Consent.objects.order_by("since")] == [True, False]
    with pytest.raises(ProgrammingError, match="nothing else"), acting(as_applicant(applicant)):
        Consent.objects.update(since=at("2020-01-01"))
