"""An officer with a conflict withdraws, with a ground and a reason in the chain, and does nothing more with the case in any role."""

from dataclasses import replace

import pytest

from tests.core.cases.people import DECIDER, EXAMINER, EXAMINER_TWO, WINDOW, as_applicant, draft, move
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow, SaysMissing
from yimen.core.people.actors import Actor
from yimen.core.people.models import Person

pytestmark = pytest.mark.django_db
WHY = {"ground": "relative", "why": "申请人是我的堂兄"}
FINDS = {"opinion": "grant", "why": "符合条件"}


def accepted(applicant: Person) -> Dossier:
    case = move(draft(applicant, facts={"size": 10}), "submit", as_applicant(applicant), "2026-09-07")
    return case if case.state == "accepted" else move(case, "accept", WINDOW, "2026-09-07")


@pytest.mark.parametrize("by", [EXAMINER, replace(DECIDER, id=EXAMINER.id)])
def test_whoever_has_withdrawn_does_nothing_more_in_whatever_role_and_others_go_on(
    applicant: Person, by: Actor
) -> None:
    case = move(accepted(applicant), "recuse", EXAMINER, "2026-09-08", **WHY)
    with pytest.raises(NotNow) as refused:
        move(case, "examine" if by is EXAMINER else "reject", by, "2026-09-08", **(FINDS if by is EXAMINER else {}))
    assert "recused" in {why.key for why in refused.value.why}
    assert move(case, "examine", EXAMINER_TWO, "2026-09-08", **FINDS).last("examine")


def test_a_conflict_is_said_with_ground_and_reason_and_stands_in_the_chain(applicant: Person) -> None:
    with pytest.raises(SaysMissing):
        move(accepted(applicant), "recuse", EXAMINER, "2026-09-08", ground="relative")


def test_the_applicant_is_not_told_of_the_officers_family(applicant: Person) -> None:
    case = move(accepted(applicant), "recuse", EXAMINER, "2026-09-08", **WHY)
    told = case.last("recuse")
    assert told
    assert told.said == WHY
    assert told.actor_id == EXAMINER.id
