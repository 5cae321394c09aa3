from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given, strategies as st

from yimen.core.services.declared import Declared, Field
from yimen.core.services.types import FORMS, TYPES, NotAValue, aloud, asking, mask, plain, read_value, show
from yimen.core.services.words import Type, Words

CHOICES = {"a": Words(zh="甲", en="A"), "b": Words(zh="乙", en="B")}
ROW = {
    "relation": Field(zh=Words(zh="关系"), type="choice", choices=CHOICES, ask=Words(zh="？")),
    "day": Field(zh=Words(zh="日期"), type="date"),
}


def declared(kind: Type) -> Declared:
    fields = ROW if kind == "records" else {}
    return Declared(
        zh=Words(zh=kind), type=kind, choices=CHOICES if kind in ("choice", "choices") else None, fields=fields
    )


def read(kind: Type, text: Any) -> Any:
    return read_value(declared(kind), text, CHOICES if kind in ("choice", "choices") else {})


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("yes_no", True, True), ("yes_no", "false", False),
        ("choice", "a", "a"), ("choices", ["b", "a"], frozenset("ab")), ("choices", "a", frozenset("a")),
        ("number", "12", 12), ("number", -3, -3), ("number", "１２", 12),
        ("money", "12.5", Decimal("12.50")), ("money", 12, Decimal("12.00")),
        ("date", "2017-07-01", date(2017, 7, 1)),
        ("text", " 张示例 ", "张示例"), ("place", "样例路 1 号", "样例路 1 号"),
        ("region", "440106", "440106"),
        ("plate", "粤 a·12345", "粤A12345"), ("plate", "粤AD12345", "粤AD12345"), ("plate", "粤Z1234港", "粤Z1234港"),
        ("id_number", "11010519491231002x", "11010519491231002X"),
        ("phone", "13800000000", "13800000000"), ("phone", "020-12345001", "020-12345001"),
        ("record", {"level": "B"}, {"level": "B"}),
        ("records", [{"relation": "a", "day": "2018-01-02"}], ({"relation": "a", "day": date(2018, 1, 2)},)),
        ("file", "on file", "on file"),
    ],
)  # fmt: skip
def test_each_type_reads_its_values(kind: Type, text: Any, value: Any) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("yes_no", "maybe"), ("yes_no", 1), ("choice", "c"), ("choice", ["a"]), ("choices", []), ("choices", ["a", "c"]), ("choices", 3),
        ("number", "twelve"), ("number", True), ("number", 1.5), ("number", "9" * 13), ("money", 0.1), ("money", "1.234"),
        ("date", "2017-02-30"), ("date", "1.7.2017"), ("text", ""), ("text", "  "), ("text", "x" * 501), ("text", "a\x00b"), ("text", 5),
        ("region", "44010"), ("region", "999999"), ("plate", "粤AI2345"), ("plate", "粤A1234"), ("id_number", "110105194912310021"),
        ("id_number", "11010519491331002X"),
        ("phone", "1380000000"), ("record", "none"), ("records", {"relation": "a"}), ("records", [{"day": "2018-01-02"}]),
        ("records", [{"relation": "a", "shoe": 42}]), ("records", ["a"]), ("file", None),
        ("record", {"level": float("nan")}), ("record", {"of": [{"years": float("inf")}]}),
    ],
)  # fmt: skip
def test_each_type_refuses_what_is_no_value_and_says_what_to_enter(kind: Type, text: Any) -> None:
    with pytest.raises(NotAValue) as refused:
        read(kind, text)
    assert refused.value.words.zh
    assert refused.value.words.en


@pytest.mark.parametrize(
    ("kind", "text", "zh", "en"),
    [
        ("yes_no", True, "是", "Yes"), ("choice", "a", "甲", "A"), ("choices", ["b", "a"], "甲、乙", "A, B"),
        ("money", "12.5", "12.50 元", "12.50 yuan"), ("date", "2017-07-01", "2017年7月1日", "2017-07-01"),
        ("records", [{"relation": "a"}], "1 条", "1 entries"), ("record", {}, "有", "on file"), ("number", 3, "3", "3"),
    ],
)  # fmt: skip
def test_each_type_prints_its_values(kind: Type, text: Any, zh: str, en: str) -> None:
    value, choices = read(kind, text), CHOICES if kind in ("choice", "choices") else {}
    assert (show(declared(kind), value, choices), show(declared(kind), value, choices, "en")) == (zh, en)


def test_numbers_of_documents_are_spoken_one_character_at_a_time() -> None:
    assert aloud(declared("phone"), "13800000000", {}) == "1 3 8 0 0 0 0 0 0 0 0"
    assert aloud(declared("date"), date(2017, 7, 1), {}) == "2017年7月1日"


def test_a_stranger_sees_only_the_ends() -> None:
    assert mask(declared("id_number"), "11010519491231002X", {}) == "1****************X"
    assert mask(declared("phone"), "13800000000", {}) == "138******00"
    assert mask(declared("text"), "张示例", {}) == "张**"
    assert mask(declared("date"), date(2017, 7, 1), {}) == "*********"


def test_a_form_knows_how_to_ask() -> None:
    assert asking(declared("choice"), CHOICES) == {
        "type": "choice",
        "input": "radio",
        "choices": {"a": {"zh": "甲", "en": "A"}, "b": {"zh": "乙", "en": "B"}},
    }
    assert asking(declared("records"), {})["fields"]["relation"]["question"] == {"zh": "？", "en": None}
    assert asking(declared("phone"), {})["autocomplete"] == "tel"


def test_every_type_has_verbs_and_words() -> None:
    assert set(get_args(Type)) == TYPES.keys() == FORMS.keys()
    assert all(form.wrong.zh and form.wrong.en for form in FORMS.values())


@given(
    text=st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=30),
        st.lists(st.text(max_size=5), max_size=3),
        st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
    ),
    kind=st.sampled_from(get_args(Type)),
)
def test_anything_is_a_value_or_refused_and_what_was_read_reads_again(text: Any, kind: Type) -> None:
    try:
        value = read(kind, text)
    except NotAValue:
        return
    assert read(kind, plain(value)) == value
