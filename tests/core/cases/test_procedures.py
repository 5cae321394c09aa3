from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from yimen.core.cases.procedure import OWN, Procedure
from yimen.core.cases.rulebook import NoProcedure, procedure, procedures, remedies
from yimen.core.cases.vocabulary import STATES, Act
from yimen.core.places.law import UNCHECKED
from yimen.core.places.reading import NotTheLanguage, read_text

TODAY = date(2026, 11, 24)
FILE = Path("yimen/core/cases/procedures/licence.yaml")


def reachable(found: Procedure) -> set[str]:
    """The states that a case of a procedure can come to, from the moves that make it."""
    states: set[str] = set()
    while True:
        more = {
            row.then for row in found.moves if row.then and (not row.in_ or states & set(row.in_))
        } - states  # fmt: skip
        if not more:
            return states
        states |= more


@pytest.mark.parametrize("found", procedures(), ids=lambda found: found.procedure)
def test_every_state_that_a_table_names_can_be_reached(found: Procedure) -> None:
    assert {state for row in found.moves for state in row.in_} <= reachable(found)


def test_the_licence_reaches_all_ten_states() -> None:
    assert reachable(procedure("licence", TODAY)) == set(STATES)
    assert len(STATES) == 10


@pytest.mark.parametrize("found", procedures(), ids=lambda found: found.procedure)
def test_every_move_and_every_time_has_an_article_or_says_that_none_was_found(found: Procedure) -> None:
    for given in [*found.moves, *found.times.values()]:
        assert "§" in given.law or given.law in (UNCHECKED, OWN)
        assert "§" in given.law or given.mark in ("K", "?")


@pytest.mark.parametrize("found", procedures(), ids=lambda found: found.procedure)
def test_no_open_state_is_a_trap(found: Procedure) -> None:
    """Whoever waits can move on: each state that is not the end has a move by a person or the clock to another state."""
    for state in reachable(found) & {
        "draft",
        "submitted",
        "correcting",
        "accepted",
        "suspended",
        "approved",
        "rejected",
    }:
        assert any(state in row.in_ and row.then for row in found.moves), state


def test_silence_hearing_and_extension_exist_only_where_a_law_gives_them() -> None:
    registration = procedure("registration", TODAY)
    assert not registration.rows("accept_by_silence", TODAY)
    assert not registration.rows("suspend", TODAY)
    assert registration.extension is None
    [extend] = registration.rows("extend", TODAY)
    assert (extend.law, extend.guards) == (OWN, ["extension_given"])


def test_every_refusal_tells_how_to_contest_it() -> None:
    for found in procedures():
        for row in found.moves:
            if row.move in ("reject", "not_accept", "revoke") and found.procedure != "penalty":
                assert row.remedy, (found.procedure, row.move)


def test_material_may_be_owed_since_the_regulation_of_2022_and_there_only() -> None:
    licence = procedure("licence", TODAY)
    assert not licence.rows("accept_owed", date(2022, 6, 30))
    [row] = licence.rows("accept_owed", date(2022, 7, 1))
    assert (row.region, row.law) == ("440000", "广东营商条例§32")


def test_there_is_no_licence_before_the_licensing_law() -> None:
    with pytest.raises(NoProcedure, match="licence"):
        procedure("licence", date(2004, 6, 30))


def test_every_kind_of_act_has_remedies_on_every_day_since_2022() -> None:
    for act in get_args(Act):
        for on in (date(2022, 1, 1), date(2023, 12, 31), date(2024, 1, 1), TODAY):
            assert remedies(act, on), (act, on)


def test_since_2024_a_penalty_on_the_spot_goes_to_reconsideration_first() -> None:
    before, after = (remedies("penalty_on_the_spot", on) for on in (date(2023, 12, 31), date(2024, 1, 1)))
    assert not any(remedy.first for remedy in before)
    assert (after[0].way, after[0].first, after[0].law) == ("reconsideration", True, "复议法§23(一)")
    assert after[1].after == "reconsideration"


def test_our_own_failure_to_act_in_time_goes_to_reconsideration_first_too() -> None:
    assert remedies("failure_to_act", TODAY)[0].law == "复议法§23(三)"
    assert not remedies("refusal", TODAY)[0].first


@pytest.mark.parametrize(
    ("good", "bad", "expected"),
    [
        ("guards: [two_names,", "guards: [two_nams,", "two_names"),
        ("notice: [SPE]", "notice: [SPX]", "`SUP`, perhaps"),
        ("clock: T_home", "clock: T_hom", "`T_home`, perhaps"),
        ("follow: [ask_bodies, forward]", "follow: [ask_bodies, forwrd]", "`forward`, perhaps"),
        ("kind: suspension_kind", "kind: suspension_kinds", "`suspension_kind`, perhaps"),
        ("then: suspended", "then: suspendd", "suspended"),
        ("law: 事项版本, mark: K, notice: [STL]", "law: 事项版本, notice: [STL]", "K or ?"),
        ("valid: {from: 2004-07-01}", "valid: {form: 2004-07-01}", "`from`, perhaps"),
    ],
)
def test_a_slip_in_a_procedure_file_is_refused_with_what_was_expected(good: str, bad: str, expected: str) -> None:
    text = FILE.read_text("utf-8")
    assert good in text
    with pytest.raises(NotTheLanguage, match=expected):
        read_text(Procedure, text.replace(good, bad, 1), "licence.yaml")


@pytest.mark.parametrize("act", ["refusal", "not_accept", "revocation", "penalty", "penalty_on_the_spot"])
def test_six_months_for_a_direct_suit_are_marked_until_the_text_we_hold(act: Act) -> None:
    def suits(day: date) -> list[tuple[str, str, str]]:
        return [(one.within, one.law, one.mark) for one in remedies(act, day) if one.way == "litigation"]

    assert suits(date(2015, 4, 30)) == []
    assert suits(date(2015, 5, 1)) == suits(date(2017, 6, 30)) == [("6 months", "诉讼法§46", "K")]
    assert suits(date(2017, 7, 1)) == [("6 months", "诉讼法§46", "S")]


def test_before_2024_failing_to_act_went_to_court_by_its_own_article() -> None:
    assert [(one.way, one.law) for one in remedies("failure_to_act", date(2023, 12, 31))] == [
        ("reconsideration", "复议法§9"),
        ("litigation", "诉讼法§47"),
    ]
