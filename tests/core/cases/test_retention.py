"""What is kept of a case is counted from the day on which it is closed, served and past every remedy, and not a day before."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from yimen.core.cases.dossier import Event
from yimen.core.cases.retention import Contested, Life, Rule, not_before, outcome, retention, rules
from yimen.core.places.notices import working_days

pytestmark = pytest.mark.django_db
RULES = [
    Rule(outcome="granted", keep="30 years", law="待核", mark="K"),
    Rule(outcome="refused", keep="10 years", law="待核", mark="K", to=date(2027, 12, 31)),
    Rule(outcome="refused", keep="20 years", law="待核", mark="K", from_=date(2028, 1, 1)),
    Rule(outcome="withdrawn", keep="3 years", law="待核", mark="K"),
]
CLOSED = date(2026, 9, 10)
REMEDIES = (Contested("60 calendar days", date(2026, 9, 12)), Contested("6 months", date(2026, 9, 12)))


def events(*states: str, on: date = CLOSED) -> list[Event]:
    """One step for each state, all dated the same day."""
    fixed: dict[str, Any] = {
        "id": UUID(int=1), "case_id": UUID(int=2), "node": "gd", "move": "x", "role": "window", "actor_id": "w", "actor_name": "测试",
        "office": "", "channel": "", "at": datetime(2026, 9, 10, tzinfo=ZoneInfo("Asia/Shanghai")), "dated": on, "law": "x", "mark": "S",
        "edition": "", "said": None, "content_digest": "", "prev_digest": "", "digest": "",
    }  # fmt: skip
    return [Event(n=n, state_after=state, **fixed) for n, state in enumerate(states, 1)]  # type: ignore[arg-type]


def kept(
    states: Sequence[str],
    remedies: Sequence[Contested] = (),
    served: Sequence[date | None] = (CLOSED,),
    found: Sequence[Rule] = RULES,
    **more: Any,
) -> date | None:
    kept = retention(Life(events(*states), remedies, served, **more), found, working_days())
    return kept.day if kept else None


@pytest.mark.parametrize("state", ["draft", "submitted", "correcting", "accepted", "suspended", "approved", "rejected"])
def test_an_open_case_has_no_last_day(state: str) -> None:
    assert kept(["draft", state]) is None


def test_a_case_that_is_opened_again_loses_its_day() -> None:
    assert kept(["approved", "closed"]) == date(2056, 9, 10)
    assert kept(["approved", "closed", "accepted"]) is None


def test_what_was_never_served_is_kept() -> None:
    assert kept(["rejected", "closed"], served=[CLOSED, None]) is None
    assert kept(["rejected", "closed"], [Contested("6 months", None)]) is None


def test_it_counts_from_the_end_of_the_longest_remedy() -> None:
    assert kept(["rejected", "closed"], REMEDIES) == date(2037, 3, 12)


def test_the_rule_of_the_day_on_which_it_begins_holds() -> None:
    late = (Contested("6 months", date(2027, 12, 20)),)
    assert kept(["rejected", "closed"], late) == date(2048, 6, 20)


def test_what_it_granted_must_have_ended_and_nobody_may_wait_for_an_answer() -> None:
    assert kept(["approved", "closed"], lasting=[date(2036, 1, 1)]) == date(2066, 1, 1)
    assert kept(["approved", "closed"], lasting=[None]) is None
    assert kept(["approved", "closed"], disputed=True) is None


def test_the_bound_for_searching_leaves_out_none_that_ends() -> None:
    assert not_before("closed", date(2037, 3, 12), RULES) >= CLOSED
    assert not_before("withdrawn", date(2029, 9, 10), RULES) >= CLOSED
    assert not_before("withdrawn", date(2029, 1, 10), RULES) < CLOSED


def test_without_a_rule_it_is_kept() -> None:
    assert kept(["approved", "closed"], found=[]) is None


@pytest.mark.parametrize(
    ("states", "ended"),
    [
        (["approved", "closed"], "granted"),
        (["rejected", "closed"], "refused"),
        (["rejected", "accepted", "approved", "closed"], "granted"),
        (["submitted", "not_accepted"], "not_accepted"),
        (["submitted", "withdrawn"], "withdrawn"),
    ],
)
def test_how_it_ended_is_what_was_decided_last(states: list[str], ended: str) -> None:
    assert outcome(events(*states)) == ended


def test_every_way_to_end_has_a_rule_today_and_none_claims_an_article_it_has_not() -> None:
    assert {one.outcome for one in rules()} == {"granted", "refused", "not_accepted", "withdrawn"}
    assert all((one.law, one.mark) == ("待核", "K") for one in rules())
