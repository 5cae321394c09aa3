from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from tests.core.services.samples import AT, ON
from yimen.core.places.clock import CHINA
from yimen.core.ports.registers import Down, Known, Later
from yimen.core.services.absent import NONE, UNKNOWN
from yimen.core.services.declared import Declared, Field
from yimen.core.services.derived import whole_months
from yimen.core.services.facts import Correction, Facts, Silence
from yimen.core.services.sheet import freeze, thaw
from yimen.core.services.types import NotAValue
from yimen.core.services.words import Words

SINCE = datetime(2018, 4, 1, tzinfo=CHINA)


def fact(kind: Any, **words: Any) -> Declared:
    return Declared(zh=Words(zh="事实"), type=kind, **words)


DECLARED = {
    "permit": fact("record", from_=["register.permit", "chip"]),
    "expires_on": fact("date", of="permit.expires_on"),
    "days_left": fact("number", days_until="expires_on"),
    "chipped": fact("yes_no", of="permit.chipped"),
    "ban": fact("yes_no", from_=["control.ban"]),
    "born_on": fact("date", from_=["people.born_on"]),
    "age": fact("number", age_of="born_on"),
    "fines": fact("records", from_=["fines.all"],
                      fields={"settled": Field(zh=Words(zh="已处理"), type="yes_no"), "day": Field(zh=Words(zh="日期"), type="date")}),
    "unsettled": fact("number", count_of="fines", where={"settled": False}),
    "town": fact("text", ask=Words(zh="哪里？")),
}  # fmt: skip


def facts(**sources: Any) -> Facts:
    named = {name.replace("__", "."): (lambda answer=answer: answer) for name, answer in sources.items()}
    return Facts(DECLARED, named, ON, AT)


def test_the_ladder_takes_the_first_answer_and_none_is_an_answer() -> None:
    assert facts(register__permit=None, chip=Known({}, SINCE))["permit"].value is NONE
    assert facts(register__permit=Down("down"), chip=Known({}, SINCE))["permit"].source == "chip"


def test_a_silent_register_leaves_the_fact_unknown_with_the_reason() -> None:
    down = facts(register__permit=Down("down"))["permit"]
    assert (down.value, down.silence) == (UNKNOWN, Silence("register.permit", "down"))
    later = facts(register__permit=Later("T-1"))["days_left"]
    assert (later.value, later.silence) == (UNKNOWN, Silence("register.permit", "later", "T-1"))


def test_a_fact_has_the_time_of_its_register() -> None:
    assert facts(register__permit=Known({"expires_on": "2023-04-19"}, SINCE))["days_left"].at == SINCE


def test_a_register_that_says_nonsense_counts_as_silent() -> None:
    told = facts(control__ban=Known("maybe", SINCE))["ban"]
    assert told.value is UNKNOWN
    assert told.silence == Silence("control.ban", "unreadable")


def test_each_source_is_asked_once() -> None:
    asked: list[str] = []

    def ask() -> Known:
        asked.append("chip")
        return Known({}, SINCE)

    both = {"a": fact("record", from_=["chip"]), "b": fact("record", from_=["chip"])}
    climbing = Facts(both, {"chip": ask}, ON, AT)
    assert climbing["a"].value == climbing["b"].value == {}
    assert asked == ["chip"]


def test_a_yes_or_no_is_never_none_and_a_list_without_records_is_empty() -> None:
    nobody = facts(control__ban=None, fines__all=None, register__permit=None)
    assert (nobody["ban"].value, nobody["fines"].value, nobody["chipped"].value) == (False, (), False)
    assert nobody["unsettled"].value == 0


def test_what_is_missing_in_a_record_is_none_and_so_is_what_follows_from_it() -> None:
    told = facts(register__permit=Known({}, SINCE))
    assert told["expires_on"].value is NONE
    assert told["days_left"].value is NONE


def test_only_the_records_that_match_are_counted() -> None:
    told = facts(fines__all=Known([{"settled": False, "day": "2018-01-02"}, {"settled": True}, {}], SINCE))
    assert told["unsettled"].value == 1
    assert told.records_of("unsettled") == [{"settled": False, "day": date(2018, 1, 2)}]


def test_an_answer_against_a_register_becomes_a_request_for_correction() -> None:
    told = facts(control__ban=Known(True, SINCE))
    correction = told.answer("ban", False)
    assert isinstance(correction, Correction)
    assert told["ban"].value is True
    assert told.corrections == [correction]
    assert told.answer("ban", True) is None


def test_a_person_may_change_their_own_answer_and_what_followed_is_forgotten() -> None:
    told = facts()
    told.put("born_on", date(2000, 4, 20), "person")
    assert told["age"].value == 17
    told.answer("born_on", "2000-04-19")
    assert told["age"].value == 18


def test_an_answer_that_is_no_value_of_its_type_is_refused() -> None:
    with pytest.raises(NotAValue):
        facts().answer("ban", "vielleicht")


def test_a_door_that_cannot_wait_asks_all_sources_of_a_table_together() -> None:
    together: list[list[str]] = []

    def all_at_once(ask: Any, names: Any) -> list[Any]:
        together.append(list(names))
        return [ask(name) for name in names]

    told = facts(register__permit=Known({"expires_on": "2018-04-20"}, SINCE), control__ban=None)
    told.prefetch(["days_left", "ban", "town"], all_at_once)
    assert together == [["control.ban", "register.permit"]]
    assert told["days_left"].value == 1


def test_a_month_is_complete_on_its_day_or_on_the_day_after() -> None:
    assert [whole_months(date(2020, 1, 31), day) for day in (date(2020, 2, 29), date(2020, 3, 1))] == [0, 1]
    assert [whole_months(date(2004, 2, 29), date(2022, 2, day)) // 12 for day in (27, 28)] == [17, 17]
    assert whole_months(date(2004, 2, 29), date(2022, 3, 1)) // 12 == 18


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)), days=st.integers(0, 20_000))
def test_time_only_moves_forward(day: date, days: int) -> None:
    on = day + timedelta(days=days)
    assert whole_months(day, on) >= 0
    assert whole_months(day, on + timedelta(days=1)) - whole_months(day, on) in (0, 1)


def test_facts_can_be_written_down_and_taken_up_again() -> None:
    told = facts(
        register__permit=Known({"expires_on": "2023-04-19"}, SINCE),
        control__ban=Down("down"),
        fines__all=None,
        people__born_on=None,
    )
    for name in DECLARED:
        told[name]
    again = thaw(DECLARED, freeze(told), ON, AT)
    assert {name: again[name] for name in DECLARED} == dict(told)


def test_what_was_unknown_is_climbed_for_anew_when_there_are_sources() -> None:
    told = facts(control__ban=Down("down"))
    told["ban"]
    again = thaw(DECLARED, freeze(told), ON, AT, sources={"control.ban": lambda: Known(True, SINCE)})
    assert again["ban"].value is True
