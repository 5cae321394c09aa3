"""许可法§26 §42: several authorities under one clock; §35 §43: a lower level examines, the higher decides; §36: third parties."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.cases.people import DECIDER, EXAMINER, REASONS, SUPERVISOR, WINDOW, as_applicant, draft, move, on_duty
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NoSuchCase, NotNow
from yimen.core.cases.lists import overruns
from yimen.core.cases.models import Case
from yimen.core.cases.store import read_case
from yimen.core.cases.telling import running
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Person
from yimen.core.people.powers import may, relation
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
FIRE = Actor("examiner", "f1", "叶测试", "440106500000", "440106", serves=("fire_rescue", "fire_police"))
HOUSING = Actor("examiner", "b1", "苗测试", "440100610000", "440100", serves=("housing",))
FAR_FIRE = replace(FIRE, id="f9", office="440305500000", reach="440305")
OURS = replace(EXAMINER, serves=("household_police",))
DECIDES = replace(DECIDER, serves=("household_police",))
PROVINCE = Actor("decider", "p1", "柳测试", "440000900000", "440000", serves=("household_police",))
SITE = {"officers": ["王示例", "何示例"], "on": "2026-09-08", "found": "符合要求"}


def begun(someone: Person, service: str, size: int) -> Dossier:
    case = move(draft(someone, service, facts={"size": size}), "submit", as_applicant(someone), "2026-09-07")
    return move(case, "accept", WINDOW, "2026-09-07")


def asked(someone: Person, size: int = 3000) -> Dossier:
    on_duty()
    return begun(someone, "test.joint", size)


def question(case: Dossier, authority: str) -> str:
    return next(str(one.id) for one in case.parties if one.authority == authority)


def answer(case: Dossier, by: Actor, authority: str, day: str = "2026-09-09", opinion: str = "grant") -> Dossier:
    return move(case, "body_answers", by, day, body=question(case, authority), opinion=opinion, why="没有意见")


def refused(case: Dossier, name: str, by: Actor, day: str, **says: object) -> str:
    with pytest.raises(NotNow) as error:
        move(case, name, by, day, **says)
    return error.value.why[0].key


def clock(case: Dossier, kind: str, day: str) -> date | None:
    return next((one.due for one in running(case, date.fromisoformat(day)) if one.kind == kind), None)


def test_at_acceptance_every_body_is_asked_at_once_and_one_clock_runs(applicant: Person) -> None:
    case = asked(applicant)
    assert [event.move for event in case.events][-1] == "ask_bodies"
    assert [(one.authority, one.region, one.due) for one in case.parties] == [
        ("fire_rescue", "440106", date(2026, 9, 14)),
        ("housing", "440100", date(2026, 9, 14)),
    ]
    assert clock(case, "joint", "2026-09-08") == date(2026, 9, 14)


def test_a_body_is_asked_only_where_its_row_says_so(applicant: Person) -> None:
    assert [one.authority for one in asked(applicant, 1000).parties] == ["fire_rescue"]


def test_a_body_sees_the_case_only_once_it_was_asked_and_only_in_its_place(applicant: Person) -> None:
    case = move(draft(applicant, "test.joint", facts={"size": 3000}), "submit", as_applicant(applicant), "2026-09-07")
    with acting(FIRE), pytest.raises(NoSuchCase):
        read_case(case.id)
    move(case, "accept", WINDOW, "2026-09-07")
    for by in (FIRE, HOUSING):
        with acting(by):
            assert read_case(case.id).number == case.number
    with acting(FAR_FIRE), pytest.raises(NoSuchCase):
        read_case(case.id)


def test_a_body_may_give_its_opinion_and_nothing_else(applicant: Person) -> None:
    case = asked(applicant)
    assert refused(case, "examine", FIRE, "2026-09-08", opinion="grant", why="好") == "of_another_authority"
    assert (
        refused(case, "body_answers", OURS, "2026-09-08", body=question(case, "housing"), opinion="grant", why="好")
        == "asked_body"
    )
    assert (
        refused(case, "body_answers", FIRE, "2026-09-08", body=question(case, "housing"), opinion="grant", why="好")
        == "asked_body"
    )
    with acting(FIRE):
        seen = read_case(case.id)
    assert relation(FIRE, seen.case) == "asked"
    assert may(FIRE, "give_opinion", "asked")
    assert not may(FIRE, "see_secret", "asked")
    assert not may(FIRE, "examine", "asked")


def test_the_decision_waits_for_all_of_them(applicant: Person) -> None:
    case = answer(asked(applicant), FIRE, "fire_rescue")
    assert (
        refused(case, "body_answers", FIRE, "2026-09-09", body=question(case, "fire_rescue"), opinion="grant", why="又")
        == "asked_body"
    )
    case = move(case, "examine", OURS, "2026-09-09", opinion="grant", why="齐全")
    case = move(case, "verify_on_site", OURS, "2026-09-09", **SITE)
    assert refused(case, "approve", DECIDES, "2026-09-10") == "bodies_answered"
    assert refused(case, "reject", DECIDES, "2026-09-10", reasons=REASONS) == "bodies_answered"
    case = answer(case, HOUSING, "housing", "2026-09-10", opinion="refuse")
    assert clock(case, "joint", "2026-09-10") is None
    assert move(case, "approve", DECIDES, "2026-09-10").state == "approved"


def test_a_late_body_is_named_in_public(applicant: Person) -> None:
    case = answer(asked(applicant), FIRE, "fire_rescue")
    assert Case.objects.count() == 0, "nobody acts, nothing is seen"
    assert overruns(date(2026, 9, 14)) == []
    [late] = overruns(date(2026, 9, 15))
    assert (late.late, late.party_due) == (["440100:housing"], date(2026, 9, 14))
    answer(case, HOUSING, "housing", "2026-09-15")
    assert overruns(date(2026, 9, 15)) == []


def test_forty_five_days_are_extended_by_fifteen(applicant: Person) -> None:
    case = asked(applicant)
    head = Actor("head", "h1", "孙示例", "440106320000", "440106", serves=("household_police",))
    before = clock(case, "statute", "2026-09-08")
    after = clock(move(case, "extend", head, "2026-09-08", reasons=REASONS), "statute", "2026-09-08")
    assert before == date(2026, 11, 13)
    assert after == date(2026, 12, 4)


def test_who_decides_depends_on_the_size(applicant: Person) -> None:
    case = asked(applicant, 5000)
    assert case.case.deciding_region == "440100"
    assert [one.kind for one in case.parties] == ["joint", "joint"], "a city of the same chain is not another place"
    county = replace(DECIDES, reach="440106")
    for by, body in ((FIRE, "fire_rescue"), (HOUSING, "housing")):
        case = answer(case, by, body)
    case = move(case, "examine", OURS, "2026-09-09", opinion="grant", why="齐全")
    case = move(case, "verify_on_site", OURS, "2026-09-09", **SITE)
    assert refused(case, "approve", county, "2026-09-10") == "competent"
    assert move(case, "approve", DECIDES, "2026-09-10").state == "approved"


def test_the_lower_level_examines_and_the_higher_decides(applicant: Person) -> None:
    case = begun(applicant, "test.levels", 5)
    [party] = case.parties
    assert (party.kind, party.region, party.due) == ("lower", "440100", date(2026, 10, 10))
    assert clock(case, "lower", "2026-09-08") == date(2026, 10, 10)
    assert refused(case, "approve", DECIDES, "2026-09-08") == "competent"
    assert refused(case, "approve", PROVINCE, "2026-09-08") == "passed_up_first"
    assert refused(case, "pass_up", OURS, "2026-09-08", opinion="grant", why="同意") == "examined_first"
    case = move(case, "examine", OURS, "2026-09-08", opinion="grant", why="齐全")
    case = move(case, "pass_up", OURS, "2026-09-09", opinion="grant", why="符合条件，报省厅")
    assert [(one.kind, one.region, one.answered_on) for one in case.parties] == [
        ("lower", "440100", date(2026, 9, 9)),
        ("higher", "440000", None),
    ]
    assert clock(case, "lower", "2026-09-09") is None
    assert clock(case, "higher", "2026-09-09") == date(2026, 10, 13)
    assert refused(case, "approve", DECIDES, "2026-09-10") == "competent"
    granted = move(case, "approve", PROVINCE, "2026-09-10")
    assert (granted.state, granted.parties[-1].answered_on) == ("approved", date(2026, 9, 10))


def test_an_act_of_its_own_gives_each_level_its_time(applicant: Person) -> None:
    case = begun(applicant, "test.levels", 500)
    assert case.parties[0].due == date(2026, 9, 22)
    [late] = overruns(date(2026, 9, 23))
    assert late.late == ["440100:household_police"]
    case = move(case, "examine", OURS, "2026-09-23", opinion="grant", why="齐全")
    case = move(case, "pass_up", OURS, "2026-09-23", opinion="grant", why="符合条件")
    assert case.parties[-1].due == date(2026, 10, 8)


def test_a_third_party_is_told_and_heard_before_the_decision(applicant: Person) -> None:
    case = begun(applicant, "test.levels", 5)
    assert (
        refused(case, "hear_third_party", OURS, "2026-09-08", who="邻居李测试", statement="太吵") == "third_party_told"
    )
    told = {"third_parties": ["邻居李测试", "王示例"], "why": "场地紧挨居民楼", "answer_by": "2026-09-15"}
    assert refused(case, "tell_third_party", OURS, "2026-09-15", **told) == "expected_ahead"
    case = move(case, "tell_third_party", OURS, "2026-09-08", **told)
    case = move(case, "examine", OURS, "2026-09-08", opinion="grant", why="齐全")
    case = move(case, "pass_up", OURS, "2026-09-09", opinion="grant", why="符合条件")
    case = move(case, "hear_third_party", OURS, "2026-09-10", who="邻居 李测试", statement="希望十点前结束")
    assert refused(case, "approve", PROVINCE, "2026-09-15") == "third_parties_heard"
    assert move(case, "approve", PROVINCE, "2026-09-16").state == "approved", "who lets the day pass holds nothing up"


def test_nothing_of_this_touches_a_case_of_one_authority(applicant: Person) -> None:
    case = begun(applicant, "test.licence", 5)
    assert case.parties == []
    assert {one.kind for one in running(case, date(2026, 9, 8))} == {"statute", "promise"}
    assert refused(case, "ask_bodies", OURS, "2026-09-08") == "bodies_to_ask"
    assert refused(case, "pass_up", OURS, "2026-09-08", opinion="grant", why="好") == "decided_here"
    with acting(RULE):
        row = Case.objects.get(pk=case.id)
    assert (row.joint_with, row.party_due) == (None, None)


def test_a_supervisor_of_another_authority_moves_nothing(applicant: Person) -> None:
    case = begun(applicant, "test.licence", 5)
    stranger = replace(SUPERVISOR, serves=("fire_rescue",))
    with pytest.raises(NoSuchCase):
        move(case, "explain", stranger, "2026-09-08", why="x")
