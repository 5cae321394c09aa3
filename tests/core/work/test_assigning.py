"""Examiners are drawn from a seed that stands: anybody can draw again; leave, recusal and a decision made pass an officer over."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from hypothesis import given, strategies as st

from tests.channels.api.ground import DECIDER, EXAMINER, EXAMINER_TWO, HEAD, WINDOW, Ground, lay
from tests.channels.hall.desk import PASSPORT, handed_in, moved, standing
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.scope import acting
from yimen.core.places.clock import today
from yimen.core.work.assigning import assign, drawn_again, first, order
from yimen.core.work.leaves import NoLeave, away, on_leave, take_back
from yimen.core.work.models import Assignment, Leave, Seed

THREE = {one.id: one for one in (EXAMINER, EXAMINER_TWO)}
DAY = timedelta(days=1)


@pytest.fixture
def ground(db: None) -> Ground:
    return lay()


def accepted(ground: Ground) -> UUID:
    case = handed_in(ground, ground.zhang, PASSPORT, reason="expiring")
    moved(case, "attend", WINDOW, shown="居民身份证、原护照")
    moved(case, "accept", WINDOW)
    return case


def drawn(case: UUID) -> Assignment:
    with acting(RULE):
        found = assign(case, standing(case).version)
    assert found
    return found


def test_the_draw_can_be_made_again_from_its_row(ground: Ground) -> None:
    one = drawn(accepted(ground))
    assert one.officer in THREE
    assert one.roster == sorted(THREE)
    assert drawn_again(one) == one.officer


def test_whoever_recuses_is_drawn_for_anew_and_the_former_row_stays(ground: Ground) -> None:
    case = accepted(ground)
    before = drawn(case)
    moved(case, "recuse", THREE[before.officer], ground="relative", why="申请人是我的堂兄")
    after = drawn(case)
    assert after.officer != before.officer
    assert after.passed == {before.officer: "recused"}
    assert drawn_again(after) == after.officer
    with acting(RULE):
        assert Assignment.objects.filter(case_id=case).count() == 2


def test_an_officer_on_leave_gets_nothing_and_the_delegate_works_in_that_name(ground: Ground) -> None:
    with acting(EXAMINER):
        away(EXAMINER.id, today(), today() + DAY, by=EXAMINER, delegate=EXAMINER_TWO.id)
    one = drawn(accepted(ground))
    assert one.officer == EXAMINER_TWO.id
    assert one.passed == {EXAMINER.id: "leave"}
    assert drawn_again(one) == EXAMINER_TWO.id


def test_a_leave_that_was_taken_back_or_is_over_keeps_nobody_out(ground: Ground) -> None:
    with acting(EXAMINER):
        leave = away(EXAMINER.id, today(), today() + DAY, by=EXAMINER)
        assert on_leave([EXAMINER.id], today()) == {EXAMINER.id: ""}
        assert on_leave([EXAMINER.id], today() + 2 * DAY) == {}
        assert take_back(leave.id, by=EXAMINER)
        assert on_leave([EXAMINER.id], today()) == {}


@pytest.mark.parametrize(
    ("officer", "days", "delegate", "by", "why"),
    [
        (EXAMINER.id, (2, 1), "", EXAMINER, "backwards"),
        (EXAMINER.id, (-3, -1), "", EXAMINER, "over"),
        (EXAMINER.id, (0, 1), "", EXAMINER_TWO, "unknown_officer"),
        ("nobody", (0, 1), "", HEAD, "unknown_officer"),
        (EXAMINER.id, (0, 1), EXAMINER.id, EXAMINER, "unknown_delegate"),
        (EXAMINER.id, (0, 1), "w9", EXAMINER, "unknown_delegate"),
    ],
)
@pytest.mark.usefixtures("ground")
def test_a_leave_that_makes_no_sense_is_refused(
    officer: str, days: tuple[int, int], delegate: str, by: Actor, why: str
) -> None:
    since, until = (today() + n * DAY for n in days)
    with acting(by), pytest.raises(NoLeave) as refused:
        away(officer, since, until, by=by, delegate=delegate)
    assert refused.value.key == why


def test_only_the_officer_or_the_head_writes_a_leave_also_past_the_door(ground: Ground) -> None:
    row = {
        "officer": EXAMINER.id,
        "office": EXAMINER.office,
        "since": today(),
        "until": today(),
        "at": "2026-11-25T00:00:00Z",
    }
    for by, writes in ((EXAMINER, True), (HEAD, True), (EXAMINER_TWO, False), (DECIDER, False)):
        with acting(by):
            if writes:
                Leave.objects.create(by=by.id, **row)
                continue
            with pytest.raises(ProgrammingError), transaction.atomic():
                Leave.objects.create(by=by.id, **row)


def test_nobody_draws_by_hand_and_no_seed_is_changed(ground: Ground) -> None:
    one = drawn(accepted(ground))
    with acting(EXAMINER):
        assert Assignment.objects.filter(id=one.id).update(officer="x") == 0
        assert Seed.objects.update(seed="x") == 0
        assert Seed.objects.count() == 1


@given(st.lists(st.text("0123456789", min_size=1, max_size=4), unique=True, max_size=8), st.uuids())
def test_every_draw_is_a_permutation_and_the_same_again(found: list[str], case: UUID) -> None:
    assert sorted(order("seed", case, sorted(found))) == sorted(found)
    assert order("seed", case, sorted(found)) == order("seed", case, sorted(found))


def test_the_draw_is_fair_within_chance() -> None:
    found = ["a", "b", "c", "d"]
    counts = [order("seed", UUID(int=n), found)[0] for n in range(4000)]
    assert all(850 < counts.count(one) < 1150 for one in found)


def test_without_anybody_left_nobody_is_drawn() -> None:
    assert first(["a"], {"a": "recused"}, {}) == ("", "")
    assert first(["a", "b"], {"a": "leave", "b": "recused"}, {"a": "b"}) == ("", "")
