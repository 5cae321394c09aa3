import pytest
from pytest_django import Settings

from tests.adapters.scanner.daemon import clamd
from tests.core.cases.people import (
    ELSEWHERE,
    WINDOW,
    as_applicant,
    draft,
    hand_in,
    move,
    png,
    submitted,
)
from tests.core.cases.story import at
from yimen.core.cases.documents import look_at, opened, plain_name, receive, throw_away, unjudged
from yimen.core.cases.errors import BadDocument, NotNow
from yimen.core.cases.models import Case, Document
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def test_a_file_is_received_at_once_and_scanned_later(applicant: Person) -> None:
    case = draft(applicant)
    file = hand_in(case, "photo", as_applicant(applicant))
    assert (file.verdict, file.media_type) == ("pending", "image/png")
    with acting(CLOCK):
        look_at(file.id)
        assert Document.objects.get(id=file.id).verdict == "clean"


def test_a_file_on_which_no_scanner_has_a_verdict_is_asked_about_until_one_has(
    applicant: Person, settings: Settings
) -> None:
    settings.SCANNER, settings.CLAMD = "clamav", "tcp://127.0.0.1:1"
    file = hand_in(draft(applicant), "photo", as_applicant(applicant))
    with acting(CLOCK):
        assert look_at(file.id), "nothing waits for the scanner"
        assert not look_at(file.id)
        assert (unjudged(at("2026-09-07")), unjudged(at("2026-09-08"))) == ([], [file.id])
    with clamd() as (_, settings.CLAMD), acting(CLOCK):
        look_at(file.id)
        assert Document.objects.get(id=file.id).verdict == "clean"
        assert unjudged(at("2026-09-08")) == []


def test_a_file_is_kept_sealed_and_opened_for_whoever_sees_the_case(applicant: Person) -> None:
    case = submitted(applicant)
    file = hand_in(case, "photo", as_applicant(applicant))
    with acting(WINDOW):
        assert png() not in bytes(Document.objects.get(id=file.id).content)
        assert opened(file.id, WINDOW).data == png()
    with acting(ELSEWHERE), pytest.raises(Document.DoesNotExist):
        opened(file.id, ELSEWHERE)


def test_an_infected_file_was_received_but_no_officer_opens_it_and_it_proves_nothing(applicant: Person) -> None:
    case = submitted(applicant)
    file = hand_in(case, "photo", as_applicant(applicant))
    with acting(WINDOW):
        Document.objects.filter(id=file.id).update(verdict="infected")
        with pytest.raises(BadDocument, match="infected"):
            opened(file.id, WINDOW)
    with pytest.raises(NotNow) as error:
        move(case, "correct", WINDOW, "2026-09-08", defects=[{"about": "form", "text": "缺"}])
    assert error.value.why[0].params == {"materials": ["照片"]}


def test_a_file_that_is_too_large_is_refused_before_anything_looks_at_it(applicant: Person) -> None:
    case = draft(applicant)
    with acting(as_applicant(applicant)), pytest.raises(BadDocument, match="too_large"):
        receive(case.id, "photo", "x.png", b"\x89PNG" + b"\x00" * 10 * 1024 * 1024, by=as_applicant(applicant))


def test_a_file_can_be_thrown_away_while_the_case_is_a_draft(applicant: Person) -> None:
    file = hand_in(draft(applicant), "photo", as_applicant(applicant))
    with acting(as_applicant(applicant)):
        assert [throw_away(file.id), throw_away(file.id)] == [True, False]


def test_nothing_is_handed_in_to_a_case_that_has_ended(applicant: Person) -> None:
    case = move(submitted(applicant), "withdraw", as_applicant(applicant), "2026-09-08")
    with acting(as_applicant(applicant)), pytest.raises(NotNow):
        receive(case.id, "photo", "x.png", png(), by=as_applicant(applicant), at=at("2026-09-08"))


def test_nobody_hands_in_to_a_case_of_somebody_else(applicant: Person) -> None:
    case = submitted(applicant)
    with acting(ELSEWHERE), pytest.raises(Case.DoesNotExist):
        receive(case.id, "photo", "x.png", png(), by=ELSEWHERE)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("照片.JPG", "照片.png"),
        ("../../etc/passwd", "passwd.png"),
        ("C:\\temp\\a.pdf", "a.png"),
        ("\u202egnp.exe", "gnp.png"),
        ("", "file.png"),
        ("<x>.png", "x.png"),
        ("a" * 300 + ".png", "a" * 120 + ".png"),
    ],
)
def test_a_name_cannot_lead_anywhere(given: str, kept: str) -> None:
    assert plain_name(given, "image/png") == kept
