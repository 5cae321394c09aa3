from datetime import date

import pytest

from tests.core.cases.people import (
    CLOCK,
    DECIDER,
    EXAMINER,
    HEAD,
    HOME_DECIDER,
    HOME_EXAMINER,
    REASONS,
    WINDOW,
    as_applicant,
    complete,
    draft,
    examined,
    hand_in,
    move,
    submitted,
)
from tests.core.cases.story import at
from yimen.core.cases.certificates import expire, held_by, last_valid_day
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow, SaysMissing
from yimen.core.cases.table import possible
from yimen.core.cases.take import settle
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
PROMISE = "九月二十日前补交申请表"
PLEDGE = {"signed_by": "张示例", "read": True}


def owed(case: Dossier, material: str = "form", due: str = "2026-09-20") -> Dossier:
    return move(case, "accept_owed", WINDOW, "2026-09-08", owed=[{"material": material, "due": due}], promise=PROMISE)


def with_photo(applicant: Person) -> Dossier:
    """Everything but the form is here."""
    case = submitted(applicant)
    hand_in(case, "photo", as_applicant(applicant))
    return case


def pledged(applicant: Person) -> Dossier:
    case = draft(applicant, "test.pledge", facts={"way": "pledge"})
    return move(case, "submit", as_applicant(applicant), "2026-09-07", pledge=PLEDGE, anyway=True)


def instant(applicant: Person) -> Dossier:
    case = draft(applicant, by=WINDOW, channel="hall", facts={"size": 5, "face_match": True})
    return move(case, "submit", WINDOW, "2026-09-07")


def elsewhere(applicant: Person) -> Dossier:
    case = submitted(applicant, "test.registration", home="430102")
    return move(case, "accept", WINDOW, "2026-09-08")


def test_a_material_that_is_no_main_one_may_be_owed_until_a_day(applicant: Person) -> None:
    case = owed(with_photo(applicant))
    assert (case.state, [(one.material, one.due) for one in case.owed]) == ("accepted", [("form", date(2026, 9, 20))])
    assert [paper.kind for paper in case.papers] == ["REC", "ACP", "SUP"]


def test_a_main_material_is_never_owed(applicant: Person) -> None:
    case = submitted(applicant)
    with pytest.raises(NotNow, match="main_material_missing"):
        owed(case)
    with pytest.raises(NotNow, match="may_be_owed"):
        owed(case, "photo")


def test_the_day_for_what_is_owed_lies_ahead(applicant: Person) -> None:
    with pytest.raises(NotNow, match="expected_ahead"):
        owed(with_photo(applicant), due="2026-09-08")


def test_nothing_is_granted_while_something_is_owed(applicant: Person) -> None:
    case = move(owed(with_photo(applicant)), "examine", EXAMINER, "2026-09-09", opinion="grant", why="齐全")
    with pytest.raises(NotNow, match="owed_settled"):
        move(case, "approve", DECIDER, "2026-09-09")
    case = move(case, "settle_owed", as_applicant(applicant), "2026-09-10", owed=str(case.owed[0].id))
    assert (case.owed[0].settled_on, move(case, "approve", DECIDER, "2026-09-10").state) == (
        date(2026, 9, 10),
        "approved",
    )


def test_in_a_province_without_the_regulation_nothing_is_owed(applicant: Person) -> None:
    here = with_photo(applicant)
    there = here.head(region="430102")
    moves = [{one.move for one in possible(case, WINDOW, at("2026-09-08"))} for case in (here, there)]
    assert ["accept_owed" in found for found in moves] == [True, False]


def test_a_pledge_with_all_its_papers_is_granted_in_the_same_breath(applicant: Person) -> None:
    case = draft(applicant, "test.pledge", facts={"way": "pledge"})
    hand_in(case, "plan", as_applicant(applicant))
    case = move(case, "submit", as_applicant(applicant), "2026-09-07", pledge=PLEDGE)
    assert [event.move for event in case.events] == ["begin", "submit", "accept", "approve"]
    assert (case.pledges[0].signed_by, case.pledges[0].check_due) == ("张示例", date(2026, 10, 10))


def test_a_pledge_whose_papers_are_missing_is_looked_at_by_an_officer(applicant: Person) -> None:
    case = pledged(applicant)
    assert case.case.procedure == "pledge"
    assert [event.move for event in case.events] == ["begin", "submit"]  # the plan is asked and not here yet
    with pytest.raises(NotNow, match="main_material_lacking"):
        move(case, "accept", WINDOW, "2026-09-08")
    case = move(complete(case), "accept", WINDOW, "2026-09-08")
    assert [(event.move, event.role) for event in case.events[2:]] == [("accept", "window"), ("approve", "rule")]
    assert (case.state, case.pledges[0].check_due) == ("approved", date(2026, 10, 12))


def test_a_pledge_must_be_signed_where_the_way_of_pledge_was_chosen(applicant: Person) -> None:
    case = draft(applicant, "test.pledge", facts={"way": "pledge"})
    with pytest.raises(SaysMissing) as error:
        move(case, "submit", as_applicant(applicant), "2026-09-07", anyway=True)
    assert [(one.at, one.key) for one in error.value.mistakes] == [("pledge", "missing")]


def test_who_prefers_the_ordinary_way_signs_nothing(applicant: Person) -> None:
    case = draft(applicant, "test.pledge", facts={"way": "ordinary"})
    case = move(case, "submit", as_applicant(applicant), "2026-09-07", anyway=True)
    assert (case.case.procedure, case.pledges) == ("licence", [])


def test_anyone_may_ask_for_a_human_review_of_what_a_rule_decided(applicant: Person) -> None:
    case = move(instant(applicant), "request_review", as_applicant(applicant), "2026-09-08", why="有效期不对")
    assert (case.reviews[0].due, case.state) == (date(2026, 9, 29), "approved")
    with pytest.raises(NotNow, match="no_open_review"):
        move(case, "request_review", as_applicant(applicant), "2026-09-09")
    case = move(case, "answer_review", EXAMINER, "2026-09-10", outcome="upheld", reasons=REASONS)
    assert (case.reviews[0].answered_on, [paper.kind for paper in case.papers][-1]) == (date(2026, 9, 10), "RVW")


def test_what_an_officer_decided_is_contested_by_remedies_and_not_by_review(applicant: Person) -> None:
    case = move(examined(applicant), "approve", DECIDER, "2026-09-09")
    with pytest.raises(NotNow, match="decided_by_rule"):
        move(case, "request_review", as_applicant(applicant), "2026-09-10")


def test_a_case_decided_at_home_is_sent_home_with_its_acceptance_and_timed(applicant: Person) -> None:
    case = elsewhere(applicant)
    assert [(event.move, event.role) for event in case.events[2:]] == [("accept", "window"), ("forward", "rule")]
    [party] = case.parties
    assert (party.kind, party.region, party.due, case.events[-1].law) == (
        "home",
        "430102",
        date(2026, 9, 13),
        "身份证法§8",
    )


def test_only_the_home_authority_decides(applicant: Person) -> None:
    case = move(elsewhere(applicant), "examine", EXAMINER, "2026-09-08", opinion="grant", why="齐全")
    with pytest.raises(NotNow, match="competent"):
        move(case, "approve", DECIDER, "2026-09-08")
    case = move(case, "examine", HOME_EXAMINER, "2026-09-09", opinion="grant", why="一致")
    case = move(case, "approve", HOME_DECIDER, "2026-09-09")
    assert (case.state, case.parties[0].answered_on, case.events[-1].actor_id) == (
        "approved",
        date(2026, 9, 9),
        "hn/d1",
    )
    assert case.events[-1].node == "gd"


def test_a_home_authority_that_is_late_is_escalated_once(applicant: Person) -> None:
    case = elsewhere(applicant)
    assert case.case.next_due == at("2026-09-14", hour=0)
    with acting(CLOCK):
        late = settle(case.id, at=at("2026-09-14", hour=1))
        assert settle(case.id, at=at("2026-09-20", hour=1)) is None
    assert late
    assert (late.events[-1].move, late.case.next_due) == ("escalate", None)


def test_the_time_of_an_identity_card_runs_from_the_form_to_the_card(applicant: Person) -> None:
    case = elsewhere(applicant)
    assert case.case.statute_due == date(2026, 11, 6)
    longer = move(case, "extend", HEAD, "2026-11-02", reasons=REASONS)
    assert (longer.case.statute_due, longer.events[-1].law) == (date(2026, 12, 6), "身份证法§12")


def test_where_the_edition_gives_no_extension_a_registration_has_none(applicant: Person) -> None:
    case = move(submitted(applicant, "test.registration", home="440106"), "accept", WINDOW, "2026-09-08")
    with pytest.raises(NotNow, match="extension_given"):
        move(case, "extend", HEAD, "2026-09-09", reasons=REASONS)


@pytest.mark.parametrize(
    ("valid_for", "last"),
    [
        ("10 years", date(2036, 11, 23)),
        ("6 months", date(2027, 5, 23)),
        ("30 calendar days", date(2026, 12, 23)),
        ("2030-01-01", date(2030, 1, 1)),
        ("none", None),
        ("", None),
    ],
)
def test_the_last_day_of_a_certificate(valid_for: str, last: date | None) -> None:
    assert last_valid_day(date(2026, 11, 24), valid_for) == last


def test_a_certificate_runs_out_by_itself(applicant: Person) -> None:
    case = move(examined(applicant), "approve", DECIDER, "2026-09-09")
    with acting(as_applicant(applicant)):
        assert [one.case_id for one in held_by(applicant.id, date(2036, 9, 8))] == [case.id]
        assert not held_by(applicant.id, date(2036, 9, 9))
    with acting(CLOCK):
        assert (expire(date(2036, 9, 9)), expire(date(2036, 9, 9))) == (1, 0)


def test_a_certificate_can_be_suspended_and_reinstated(applicant: Person) -> None:
    case = move(examined(applicant), "approve", DECIDER, "2026-09-09")
    named = {"certificate": str(case.certificates[0].id), "why": "核实中"}
    case = move(case, "suspend_certificate", DECIDER, "2026-09-10", **named)
    assert case.certificates[0].state == "suspended"
    assert move(case, "reinstate_certificate", DECIDER, "2026-09-11", **named).certificates[0].state == "valid"


def test_a_bill_pays_once(applicant: Person) -> None:
    case = move(submitted(applicant), "pay", WINDOW, "2026-09-08", number="GD-7", yuan="20.00")
    assert [(fee.number, fee.yuan) for fee in case.fees] == [("GD-7", "20.00")]
    with pytest.raises(NotNow, match="no_fee_due"):
        move(case, "pay", WINDOW, "2026-09-08", number="GD-8", yuan="20.00")
