"""A reminder to rate: after three days, once, and not to whoever has rated."""

import pytest

from tests.core.cases.people import DECIDER, as_applicant, examined, move
from tests.core.cases.story import at
from yimen.core.cases.dossier import Dossier
from yimen.core.notices.models import Notice
from yimen.core.notices.reminding import remind_to_rate
from yimen.core.notices.telling import invite_at_completion
from yimen.core.people.actors import CLOCK
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.ratings.rating import rate

pytestmark = pytest.mark.django_db


def invited(someone: Person) -> Dossier:
    """Granted and invited on the ninth."""
    case = move(examined(someone, size=5), "approve", DECIDER, "2026-09-09")
    with acting(CLOCK):
        invite_at_completion(case.id, case.version)
    return case


def reminded(day: str, hour: int = 10) -> int:
    with acting(CLOCK):
        return remind_to_rate(at(day, hour))


def test_whoever_has_not_rated_is_reminded_after_three_days_and_only_once(applicant: Person) -> None:
    case = invited(applicant)
    assert [reminded(f"2026-09-{day:02}") for day in (11, 12, 13, 20)] == [0, 1, 0, 0]
    with acting(as_applicant(applicant)):
        [notice] = Notice.objects.filter(key="remind_rating")
    assert (notice.case_id, notice.kind, notice.data["number"]) == (case.id, "friendly", case.number)


def test_whoever_has_rated_is_left_in_peace(applicant: Person) -> None:
    case, by = invited(applicant), as_applicant(applicant)
    with acting(by):
        rate(case.id, "completion", 5, by=by, at=at("2026-09-10"))
    assert reminded("2026-09-12") == 0


def test_nobody_is_reminded_of_what_is_long_past(applicant: Person) -> None:
    invited(applicant)
    assert reminded("2026-11-24") == 0
