from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.core.services.samples import AT, BOOK, HERE, ON
from yimen.core.places.law import Dated
from yimen.core.services.absent import NONE, UNKNOWN
from yimen.core.services.declared import Declared
from yimen.core.services.facts import Fact, Facts
from yimen.core.services.tables import Decision, NoRowHolds, Place, Standing, compile_table, steps
from yimen.core.services.words import Row, Words

NAMES = ("a", "b", "c", "d")
DECLARED = {name: Declared(zh=Words(zh=name), type="number", from_=[f"{name}.{name}"]) for name in NAMES} | {
    "home": Declared(zh=Words(zh="户籍地"), type="region")
}


def standing(rows: Sequence[Row]) -> list[Standing]:
    return [Standing.of(row, number) for number, row in enumerate(rows)]


def decide(
    rows: Sequence[Row], *, on: date = ON, here: str = HERE, passed: Sequence[str] = (), **values: Any
) -> Decision:
    facts = Facts(DECLARED, {}, on, AT)
    facts.update({name: Fact(value, "test", AT) for name, value in values.items()})
    return compile_table("t", standing(rows), DECLARED, Place(BOOK, on, here), frozenset(passed))(facts)


def then(*arguments: Any, **values: Any) -> str:
    outcome = decide(*arguments, **values)[0]
    return outcome.row.then if outcome.row else f"ask {outcome.ask}"


def test_the_first_true_row_wins() -> None:
    rows = [Row(when={"a": "> 1"}, then="large"), Row(when={"a": "> 0"}, then="small"), Row(then="none")]
    assert [then(rows, a=a) for a in (2, 1, 0)] == ["large", "small", "none"]


def test_an_unknown_row_stops_the_table_and_names_the_fact_to_ask() -> None:
    rows = [Row(when={"a": 1}, then="x"), Row(when={"b": 1, "c": 1}, then="y"), Row(then="z")]
    assert then(rows, a=0, b=1, c=UNKNOWN) == "ask c"


def test_a_row_with_one_false_cell_is_false_whatever_is_unknown() -> None:
    assert then([Row(when={"a": 1, "b": 1}, then="x"), Row(then="z")], a=UNKNOWN, b=0) == "z"


def test_what_can_only_be_checked_later_is_passed_over() -> None:
    rows = [Row(when={"a": 1}, then="refuse"), Row(then="z")]
    assert then(rows, passed=["a"], a=UNKNOWN) == "z"
    assert then(rows, passed=["a"], a=1) == "refuse"


def test_what_can_only_be_checked_later_shuts_nobody_out() -> None:
    rows = [Row(when={"a": 1}, then="ok"), Row(then="refuse")]
    assert then(rows, passed=["a"], a=UNKNOWN) == "ok"


def test_no_fact_is_looked_up_that_no_tried_row_reads() -> None:
    def never() -> None:
        pytest.fail("looked up")

    facts = Facts(DECLARED, {"b.b": never}, ON, AT)
    facts["a"] = Fact(1, "test", AT)
    rows = standing([Row(when={"a": 1}, then="x"), Row(when={"b": 1}, then="y")])
    outcome = compile_table("t", rows, DECLARED, Place(BOOK, ON, HERE))(facts)[0]
    assert outcome.row is not None
    assert outcome.row.then == "x"


def test_the_path_tells_every_row_verdict_fact_source_and_time() -> None:
    (first, false, read), (_, true, _) = steps(
        decide([Row(when={"a": 1}, then="x", law="样例法§1"), Row(then="z")], a=0)
    )
    assert (false, true, first.standing.row.law) == ("false", "true", "样例法§1")
    assert (read["a"].value, read["a"].source, read["a"].at) == (0, "test", AT)


def test_rows_hold_on_their_days_and_in_their_region() -> None:
    rows = [Row(then="5", from_=date(2017, 12, 12), to=date(2018, 12, 31), region="sample_open"), Row(then="20")]
    days = [date(2017, 12, 11), date(2017, 12, 12), date(2018, 12, 31), date(2019, 1, 1)]
    assert [then(rows, on=day, here="440106") for day in days] == ["20", "5", "5", "20"]
    assert [then(rows, on=day, here="440203") for day in days] == ["20", "20", "5", "20"]  # the set has grown


def test_a_region_cell_holds_every_place_inside_by_the_region_table_of_the_day() -> None:
    rows = [Row(when={"home": "440100"}, then="in"), Row(then="out")]
    assert then(rows, home="440118") == "in"
    assert then(rows, on=date(2013, 1, 1), home="440118") == "out"  # that district did not exist yet
    assert then(rows, home="440183") == "in"  # an abolished code still counts as what it became
    assert then([Row(when={"home": "in this_province"}, then="in"), Row(then="out")], home="440200") == "in"


def test_a_table_without_an_answer_raises() -> None:
    with pytest.raises(NoRowHolds, match="t: no row holds in 440106 on 2018-04-19"):
        decide([Row(when={"a": 1}, then="x")], a=0)


# --- properties ---------------------------------------------------------------------------------------------

small = st.integers(0, 3)
cells = st.one_of(
    small,
    st.lists(small, min_size=1, max_size=3),
    st.builds("{} {}".format, st.sampled_from(["<", "<=", ">", ">="]), small),
    st.just("none"),
    st.builds("not {}".format, small),
    st.just("not none"),
)
conditions = st.dictionaries(st.sampled_from(NAMES), cells, max_size=3)
spans = st.sampled_from(
    [
        Dated(),
        Dated(from_=date(2018, 1, 1)),
        Dated(to=date(2017, 12, 31)),
        Dated(from_=date(2018, 4, 19), to=date(2018, 4, 19)),
    ]
)
rows = st.lists(
    st.builds(
        lambda when, then, span: Row(when=when, then=then, from_=span.from_, to=span.to),
        conditions,
        st.sampled_from(["ok", "x", "y"]),
        spans,
    ),
    max_size=6,
)
values = st.fixed_dictionaries({name: st.one_of(small, st.just(NONE), st.just(UNKNOWN)) for name in NAMES})
passing = st.sets(st.sampled_from(NAMES))


def plainly(cell: Any, value: Any) -> bool | None:
    """A cell read without any of our code; None for unknown."""
    if value is UNKNOWN:
        return None
    if isinstance(cell, str) and cell.startswith("not "):
        inner = cell[4:]
        return not plainly(int(inner) if inner.isdecimal() else inner, value)
    if cell == "none" or value is NONE:
        return value is NONE and cell == "none"
    if isinstance(cell, str):
        word, number = cell.split()
        orders: dict[str, bool] = {
            "<": value < int(number),
            "<=": value <= int(number),
            ">": value > int(number),
            ">=": value >= int(number),
        }
        return orders[word]
    return value in (cell if isinstance(cell, list) else [cell])


def interpreted(table: list[Row], known: dict[str, Any], passed: set[str]) -> str:
    for row in (row for row in table if row.from_ <= ON <= row.to):
        verdicts = {name: plainly(cell, known[name]) for name, cell in row.when.items()}
        if False in verdicts.values():
            continue
        unknown = [name for name, verdict in verdicts.items() if verdict is None]
        if any(name in passed for name in unknown) and row.then != "ok":
            continue
        stopping = [name for name in unknown if name not in passed]
        return f"ask {stopping[0]}" if stopping else row.then
    return "no row"


@settings(max_examples=400)
@given(table=rows, known=values, passed=passing)
def test_a_compiled_table_says_what_reading_it_row_by_row_says(
    table: list[Row], known: dict[str, Any], passed: set[str]
) -> None:
    try:
        found = then(table, passed=sorted(passed), **known)
    except NoRowHolds:
        found = "no row"
    assert found == interpreted(table, known, passed)


@settings(max_examples=300)
@given(table=rows, known=values, learnt=values)
def test_learning_a_fact_never_changes_what_was_already_decided(
    table: list[Row], known: dict[str, Any], learnt: dict[str, Any]
) -> None:
    table = [*table, Row(then="last")]
    before = then(table, **known)
    later = {name: learnt[name] if value is UNKNOWN else value for name, value in known.items()}
    if not before.startswith("ask"):
        assert then(table, **later) == before


@settings(max_examples=200)
@given(table=rows, known=values)
def test_the_path_ends_with_the_row_that_decided_and_everything_before_it_is_false(
    table: list[Row], known: dict[str, Any]
) -> None:
    decision = decide([*table, Row(then="last")], **known)
    verdicts = [verdict for _, verdict, _ in steps(decision)]
    assert set(verdicts[:-1]) <= {"false"}
    assert verdicts[-1] == ("unknown" if decision[0].ask else "true")
