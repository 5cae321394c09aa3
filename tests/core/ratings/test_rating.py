from datetime import date

import pytest

from tests.core.cases.people import (
    DECIDER,
    ELSEWHERE,
    HEAD,
    WINDOW,
    as_applicant,
    examined,
    li,
    move,
    submitted,
)
from tests.core.cases.story import at
from yimen.core.cases.dossier import Dossier
from yimen.core.people.actors import Actor
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.ratings.models import Rating, WorkOrder
from yimen.core.ratings.orders import waiting
from yimen.core.ratings.rating import NotRated, rate

pytestmark = pytest.mark.django_db


def rated(case: Dossier, by: Actor, stars: int = 5, stage: str = "receipt") -> Rating:
    with acting(by):
        return rate(case.id, stage, stars, "等太久", by=by, at=at("2026-09-08"))  # type: ignore[arg-type]


def why(case: Dossier, by: Actor, stars: int = 5, stage: str = "receipt") -> str:
    with pytest.raises(NotRated) as error:
        rated(case, by, stars, stage)
    return error.value.key


def test_a_stage_is_rated_once(applicant: Person) -> None:
    case, by = submitted(applicant), as_applicant(applicant)
    assert rated(case, by).stars == 5
    assert why(case, by, 1) == "rated_before"


def test_completion_is_rated_after_the_decision(applicant: Person) -> None:
    case, by = examined(applicant), as_applicant(applicant)
    assert why(case, by, stage="completion") == "too_early"
    move(case, "approve", DECIDER, "2026-09-08")
    assert rated(case, by, stage="completion").stage == "completion"


@pytest.mark.parametrize("stars", [0, 6, -1, "5", 4.5, None])
def test_there_are_five_levels(applicant: Person, stars: int) -> None:
    assert why(submitted(applicant), as_applicant(applicant), stars) == "not_a_level"


def test_nobody_rates_for_somebody_else(applicant: Person) -> None:
    case = submitted(applicant)
    for stranger in (as_applicant(li()), WINDOW, ELSEWHERE):
        assert why(case, stranger) == "no_such_case"


def test_a_bad_rating_is_called_back_in_a_day_and_mended_in_fifteen_working_days(applicant: Person) -> None:
    bad = rated(submitted(applicant), as_applicant(applicant), 2)
    with acting(HEAD):
        [order] = waiting()
    assert (order.rating_id, order.call_by, order.due) == (bad.id, date(2026, 9, 9), date(2026, 9, 29))
    assert (order.kind, order.said) == ("rating", "等太久")


def test_a_good_rating_opens_nothing(applicant: Person) -> None:
    rated(submitted(applicant), as_applicant(applicant), 3)
    with acting(HEAD):
        assert waiting() == []


def test_other_places_see_neither_rating_nor_work_order(applicant: Person) -> None:
    rated(submitted(applicant), as_applicant(applicant), 1)
    with acting(ELSEWHERE):
        assert (Rating.objects.count(), WorkOrder.objects.count()) == (0, 0)
