"""A number counts once a code that went there was typed; few tries, few codes, and the old number hears of a change."""

import pytest
from django.db import ProgrammingError

from tests.core.cases.people import as_applicant, li
from tests.core.cases.story import at
from tests.core.notices.serving_it import agreed, reachable, sent_texts
from yimen.core.notices import contacts, sending
from yimen.core.notices.models import Attempt, Confirmation, Consent, Contact
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.numbers import WrongNumber
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
NOW, NEW = at("2026-09-09", 23), "13900000002"


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
    assert contacts.confirm(applicant.id, second, at("2026-09-09", 23).replace(minute=10)) == "over"


def test_nobody_is_flooded_with_codes_whoever_types_the_number(applicant: Person) -> None:
    other = li()
    for _ in range(3):
        contacts.ask_code(applicant.id, NEW, NOW)
    for _ in range(2):
        contacts.ask_code(other.id, NEW, NOW)
    with pytest.raises(contacts.TooMany):
        contacts.ask_code(other.id, NEW, NOW)
    contacts.ask_code(other.id, "13900000003", NOW)


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
