from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from yimen.core.services.absent import NONE
from yimen.core.services.cells import NotACell, parse
from yimen.core.services.declared import Declared
from yimen.core.services.words import Type, Words


class Sets:
    def members(self, name: str) -> frozenset[str]:
        return {"odd": frozenset("135"), "north": frozenset({"110000"})}[name]

    def inside(self, codes: frozenset[str]) -> frozenset[str]:
        return codes | {code[:3] + "105" for code in codes}


def declared(kind: Type) -> Declared:
    choices = {code: Words(zh=code) for code in "12345"} if kind in ("choice", "choices") else None
    return Declared(zh=Words(zh=kind), type=kind, choices=choices)


def holds(cell: Any, value: Any, kind: Type = "number") -> bool:
    """The verdict of a cell, which its compiled form must share."""
    test = parse(cell, declared(kind), Sets())
    verdict = test.holds(value)
    assert verdict is bool(eval(test.source("v", "k"), {"v": value, "k": test.compared, "NONE": NONE}))
    return verdict


def test_each_word_of_the_vocabulary() -> None:
    assert holds(3, 3)
    assert not holds(3, 4)
    assert holds([3, 4], 4)
    assert holds("< 90", 89)
    assert not holds("< 90", 90)
    assert holds("<= 90", 90)
    assert holds("> 90", 91)
    assert holds(">= 90", 90)
    assert holds("60..70", 60)
    assert holds("60..70", 70)
    assert not holds("60..70", 71)
    assert holds("-3..3", 0)
    assert holds("not 60..70", 71)
    assert holds("not none", 1)
    assert holds("none", NONE)
    assert holds("not 3", 4)
    assert holds("in odd", "3", "choice")
    assert holds(["1", "2"], "2", "choice")
    assert holds("not in odd", "2", "choice")
    assert holds(True, True, "yes_no")
    assert not holds(True, False, "yes_no")


def test_several_choices_hold_if_one_of_them_matches() -> None:
    assert holds(["2", "1"], frozenset("23"), "choices")
    assert not holds("1", frozenset("23"), "choices")
    assert holds("in odd", frozenset("23"), "choices")
    assert holds("not in odd", frozenset("24"), "choices")


def test_days_and_money_are_compared_as_such() -> None:
    assert holds("< 2017-07-01", date(2017, 6, 30), "date")
    assert holds("2017-01-01..2017-12-31", date(2017, 7, 1), "date")
    assert holds(">= 12.50", Decimal("12.50"), "money")
    assert holds("12.5", Decimal("12.50"), "money")


def test_a_region_matches_every_place_inside_it() -> None:
    assert holds("110000", "110105", "region")
    assert holds("in north", "110105", "region")
    assert holds("not 110000", "440106", "region")


@pytest.mark.parametrize("cell", [3, "< 90", ">= 90", "60..70", [3, 4]])
def test_a_missing_record_is_neither_small_nor_large_nor_in_a_set(cell: Any) -> None:
    assert not holds(cell, NONE)
    assert holds("not none", 3)
    assert not holds("not none", NONE)
    if isinstance(cell, str):
        assert holds(f"not {cell}", NONE)


@pytest.mark.parametrize(
    "cell", ["< ninety", "in even", {"a": 1}, "not not 3", "70..60", [3, "none"], "", None, True, "<90"]
)
def test_nothing_else_is_a_cell_of_a_number(cell: Any) -> None:
    with pytest.raises(NotACell):
        parse(cell, declared("number"), Sets())


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("< b", "choice"), ("9", "choice"), (["1", "9"], "choices"), ("yes", "yes_no"), ("x", "record"), (True, "file"),
     ("2017-02-30", "date"), ("a..b", "text"), ("2017-07-01..2017-06-30", "date")],
)  # fmt: skip
def test_a_cell_fits_the_type_of_its_fact(cell: Any, kind: Type) -> None:
    if cell == "a..b":
        assert holds(cell, "a..b", kind)  # of a text it is just this text
        return
    with pytest.raises(NotACell):
        parse(cell, declared(kind), Sets())


numbers = st.integers(-1000, 1000)
simple = st.one_of(
    numbers,
    st.lists(numbers, min_size=1, max_size=4),
    st.builds("{} {}".format, st.sampled_from(["<", "<=", ">", ">="]), numbers),
    st.tuples(numbers, numbers).map(lambda pair: "{}..{}".format(*sorted(pair))),
    st.just("none"),
)


@given(cell=simple, value=st.one_of(numbers, st.just(NONE)))
def test_not_always_negates(cell: Any, value: Any) -> None:
    text = cell if isinstance(cell, str) else str(cell)
    if not isinstance(cell, list):
        assert holds(f"not {text}", value) is not holds(cell, value)


@given(
    text=st.text(max_size=20),
    kind=st.sampled_from(["number", "date", "choice", "choices", "region", "money", "record", "yes_no", "text"]),
)
def test_any_text_is_a_cell_or_refused_and_never_code(text: str, kind: Type) -> None:
    try:
        test = parse(text, declared(kind), Sets())
    except NotACell:
        return
    assert set(test.source("v", "k")) <= set("vk noteisNONEdjbai.()[]01<>=!{}")
