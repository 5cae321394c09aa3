"""What becomes of a certificate when another is issued: it is prolonged without a gap (许可法§50), or ends when its successor begins."""

from datetime import date

import pytest

from tests.core.cases.people import CLOCK, DECIDER, EXAMINER, HEAD, WINDOW, as_applicant, draft, li, move, submitted
from tests.core.cases.story import at
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Certificate
from yimen.core.cases.take import settle
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def in_hand(someone: Person, service: str, day: str, **facts: object) -> Dossier:
    case = draft(someone, service, day, facts=facts)
    case = move(case, "submit", as_applicant(someone), day)
    return move(case, "accept", WINDOW, day)


def granted(someone: Person, service: str, day: str, **facts: object) -> Dossier:
    case = move(in_hand(someone, service, day, **facts), "examine", EXAMINER, day, opinion="grant", why="齐全")
    return move(case, "approve", DECIDER, day)


def settled(case: Dossier, day: str) -> Dossier | None:
    with acting(CLOCK):
        return settle(case.id, at=at(day))


def states(someone: Person) -> list[tuple[str, str]]:
    with acting(as_applicant(someone)):
        rows = Certificate.objects.filter(holder_id=someone.id).order_by("id")
        return [(row.state, "" if row.replaced_by_id is None else "by another") for row in rows]


def test_a_renewal_asked_for_in_time_and_not_decided_is_granted_on_the_last_day(applicant: Person) -> None:
    case = in_hand(applicant, "test.renewal", "2026-03-02", ends_on="2026-04-30")
    move(case, "extend", HEAD, "2026-03-20", reasons=[{"text": "材料多"}])
    assert settled(case, "2026-04-30") is None
    renewed = settled(case, "2026-05-06")
    assert renewed
    [certificate] = renewed.certificates
    assert (renewed.state, renewed.events[-1].move, renewed.events[-1].dated) == (
        "approved",
        "renew_by_silence",
        date(2026, 4, 30),
    )
    assert (certificate.valid_from, certificate.valid_to) == (date(2026, 5, 1), date(2036, 4, 30))
    assert (renewed.events[-1].law, renewed.events[-1].fault) == ("许可法§50", True)


def test_a_renewal_asked_for_too_late_waits_for_its_decision(applicant: Person) -> None:
    case = in_hand(applicant, "test.renewal", "2026-04-01", ends_on="2026-04-30")
    assert settled(case, "2026-05-06") is None


def test_a_renewal_decided_in_time_follows_the_old_one_without_a_gap(applicant: Person) -> None:
    [certificate] = granted(applicant, "test.renewal", "2026-03-02", ends_on="2026-04-30").certificates
    assert certificate.valid_from == date(2026, 5, 1)


def test_whoever_does_not_know_the_last_day_has_no_silence_to_wait_for(applicant: Person) -> None:
    assert in_hand(applicant, "test.again", "2026-03-02", why_again="丢了").terms.renews_until == ""


def test_a_certificate_ends_when_its_successor_is_issued_in_a_later_case(applicant: Person) -> None:
    granted(applicant, "test.licence", "2026-09-01", size=5)
    other = li()
    granted(other, "test.licence", "2026-09-01", size=5)
    case = granted(applicant, "test.again", "2026-09-07", why_again="丢了")
    assert states(applicant) == [("replaced", "by another"), ("valid", "")]
    assert states(other) == [("valid", "")]
    with acting(as_applicant(applicant)):
        assert Certificate.objects.get(state="replaced").replaced_by_id == case.certificates[0].id


def test_a_service_that_replaces_nothing_leaves_what_there_is(applicant: Person) -> None:
    granted(applicant, "test.licence", "2026-09-01", size=5)
    case = submitted(applicant, day="2026-09-07", size=5)
    case = move(
        move(case, "accept", WINDOW, "2026-09-07"), "examine", EXAMINER, "2026-09-07", opinion="grant", why="齐全"
    )
    move(case, "approve", DECIDER, "2026-09-07")
    assert states(applicant) == [("valid", ""), ("valid", "")]
