"""Nothing is granted against the rules without a written reason, nothing for ever, and nothing free because it was not worked out."""

from typing import Any

import pytest

from tests.core.cases.people import (
    DECIDER,
    EXAMINER,
    WINDOW,
    as_applicant,
    draft,
    examined,
    move,
)
from tests.core.cases.story import at
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow, SaysMissing
from yimen.core.cases.papers import read
from yimen.core.cases.table import possible
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
DEPARTS = {"text": "身体原因，依法从宽", "law": "许可法§38"}


def judged(someone: Person, **facts: Any) -> Dossier:
    """Handed in all the same, accepted and examined."""
    case = draft(
        someone,
        "test.options",
        facts={name: value for name, value in ({"hurry": False} | facts).items() if value is not None},
    )
    case = move(case, "submit", as_applicant(someone), "2026-09-07", anyway=True)
    case = move(case, "accept", WINDOW, "2026-09-07")
    return move(case, "examine", EXAMINER, "2026-09-08", opinion="grant", why="看过")


def refused(case: Dossier, name: str = "approve", **says: Any) -> list[str]:
    by = WINDOW if name == "deliver" else DECIDER
    with pytest.raises(NotNow) as error:
        move(case, name, by, "2026-09-09", **says)
    return [why.key for why in error.value.why]


def test_what_the_rules_refuse_is_granted_only_with_a_written_reason_and_its_article(applicant: Person) -> None:
    case = judged(applicant, days_left=-1, length="SHORT")
    assert refused(case) == ["rules_agree"]
    case = move(case, "approve", DECIDER, "2026-09-09", departs=DEPARTS)
    assert (case.state, (case.events[-1].said or {})["departs"]) == ("approved", DEPARTS)
    with acting(DECIDER):
        letter = read(case.papers[-1].id)
        assert letter
        assert letter.data["said"]["departs"] == DEPARTS


def test_a_question_that_is_still_open_stands_in_the_way_of_a_grant_as_a_no_does(applicant: Person) -> None:
    case = judged(applicant, days_left=100, length="SHORT", hurry=None)
    assert (case.terms.then, case.terms.ask) == ("ok", ["hurry"])
    assert refused(case) == ["rules_open"]
    assert move(case, "approve", DECIDER, "2026-09-09", departs=DEPARTS).state == "approved"


@pytest.mark.parametrize("law", ["", "许可法§999", "某法§1", "待核"])
def test_a_departure_from_the_rules_names_an_article_that_exists(applicant: Person, law: str) -> None:
    case = judged(applicant, days_left=-1, length="SHORT")
    with pytest.raises(SaysMissing) as error:
        move(case, "approve", DECIDER, "2026-09-09", departs=DEPARTS | {"law": law})
    assert [mistake.at for mistake in error.value.mistakes] == ["departs.law"]


def test_an_option_that_is_not_open_to_a_person_is_not_granted_whatever_is_written(applicant: Person) -> None:
    case = judged(applicant, days_left=100, length="LONG")
    assert [one.open for one in case.terms.certificates] == [False]
    assert "options_open" in refused(case, departs=DEPARTS)


def test_no_certificate_without_an_end_is_granted_because_its_end_is_not_known(applicant: Person) -> None:
    case = judged(applicant, days_left=100, length="SAME")
    assert refused(case) == ["validity_known"]


def test_a_fee_that_was_not_worked_out_is_not_free(applicant: Person) -> None:
    case = judged(applicant, days_left=100, length="SHORT")
    assert (case.terms.then, case.terms.fee) == ("ok", None)
    case = move(case, "approve", DECIDER, "2026-09-09")
    assert refused(case, "deliver", way="window") == ["fee_open"]
    case = move(case, "pay", WINDOW, "2026-09-10", number="PJ-1", yuan="20.00")
    assert move(case, "deliver", WINDOW, "2026-09-10", way="window").state == "closed"


def test_what_is_handed_over_at_a_window_is_never_said_by_the_applicant_alone(applicant: Person) -> None:
    case = move(examined(applicant, size=5), "approve", DECIDER, "2026-09-09")
    mine = {one.move: one for one in possible(case, as_applicant(applicant), at("2026-09-10"))}["deliver"]
    assert [(field.name, set(field.choices)) for field in mine.says] == [("way", {"post", "electronic"})]
    with pytest.raises(SaysMissing, match="not_a_choice"):
        move(case, "deliver", as_applicant(applicant), "2026-09-10", way="window")
    with pytest.raises(NotNow, match="way_offered"):
        move(case, "deliver", as_applicant(applicant), "2026-09-10", way="electronic")
    assert move(case, "deliver", as_applicant(applicant), "2026-09-10", way="post").state == "closed"
