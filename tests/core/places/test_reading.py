"""The strict reader: every mistake is told at once, with its line and the accepted form, and nothing else is ever raised."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Self

import pytest
from hypothesis import example, given, settings, strategies as st

from yimen.core.places.reading import Expected, NotTheLanguage, line_of, read, read_text
from yimen.core.places.yaml12 import MAX_CHARACTERS


@dataclass(frozen=True, kw_only=True)
class Words:
    zh: str
    en: str | None = None

    @classmethod
    def from_plain(cls, plain: Any) -> Self:
        if not isinstance(plain, str):
            raise Expected("Chinese text or {zh, en}")
        return cls(zh=plain)


@dataclass(frozen=True, kw_only=True)
class Row:
    then: str
    from_: date = date.min
    to: date = date.max
    mark: Literal["S", "M", "K", "?"] = "S"
    when: dict[str, Any] = field(default_factory=dict)
    once: bool = False
    fee: Decimal | None = None
    say: str | dict[str, str] | None = None
    name: Words | None = None

    def complaints(self) -> Iterator[Expected]:
        if self.from_ > self.to:
            yield Expected("a day not before `from`", at="to", found=str(self.to))


def mistakes(text: str, kind: Any = list[Row]) -> list[str]:
    with pytest.raises(NotTheLanguage) as caught:
        read_text(kind, text, "rows.yaml")
    return [str(error) for error in caught.value.errors]


def test_a_row_is_read_into_its_typed_words() -> None:
    [row] = read_text(
        list[Row], "- {then: ok, from: 2017-07-01, once: true, fee: 15.50, say: {zh: 好, en: Yes}, name: 甲}"
    )
    assert row == Row(
        then="ok",
        from_=date(2017, 7, 1),
        once=True,
        fee=Decimal("15.50"),
        say={"zh": "好", "en": "Yes"},
        name=Words(zh="甲"),
    )


@pytest.mark.parametrize(
    "word", ["on", "off", "yes", "no", "y", "n", "Yes", "NO", "True", "FALSE", "none", "1e3", "0x1F", "010", "1_000"]
)
def test_only_true_and_false_are_truth_values_and_such_words_stay_words(word: str) -> None:
    assert read_text(dict[str, Any], f"{{a: {word}, {word}: b}}") == {"a": word, word: "b"}


def test_a_cell_may_be_any_plain_value_all_the_way_down() -> None:
    cell: Any = read_text(Any, "{a: 3, b: [true, -1, 0.5, 2023-04-19], c: {d: '7'}}")
    assert cell == {"a": 3, "b": [True, -1, Decimal("0.5"), "2023-04-19"], "c": {"d": "7"}}


def test_json_is_read_the_same_way_and_null_is_allowed_where_none_is() -> None:
    assert read_text(Row, '{"then": "ok", "say": null, "when": {"age": ">= 18"}}') == Row(
        then="ok", when={"age": ">= 18"}
    )


def test_all_mistakes_of_a_file_are_told_together_with_line_and_path() -> None:
    text = "- {then: 15, frm: 2017-01-01}\n- {from: 2017-02-30}\n- {then: a, mark: k, when: {b: }}\n- {then: a, then: b}\n- 3\n"
    assert mistakes(text) == [
        "rows.yaml:1: [0].then: expected a text (in quotes if it is a number); found 15",
        "rows.yaml:1: [0].frm: expected `from`, perhaps; found 'frm'",
        "rows.yaml:2: [1].from: expected a date like 2017-07-01; found '2017-02-30'",
        "rows.yaml:2: [1]: expected also then; found nothing",
        "rows.yaml:3: [2].mark: expected S | M | K | ?; found 'k'",
        "rows.yaml:3: [2].when.b: expected a value, or the word none; found nothing",
        "rows.yaml:4: [3].then: expected each word once; found 'then' again",
        "rows.yaml:5: [4]: expected the words then, from, to, mark, when, once, fee, say, name; found 3",
    ]


def test_a_class_complains_about_itself_at_the_word_it_means() -> None:
    text = "-\n  then: ok\n  from: 2020-01-02\n  to: 2020-01-01\n"
    assert mistakes(text) == ["rows.yaml:4: [0].to: expected a day not before `from`; found 2020-01-01"]


def test_a_short_form_that_its_class_refuses_becomes_a_mistake_with_its_place() -> None:
    assert mistakes("- {then: ok, name: [x]}") == [
        "rows.yaml:1: [0].name: expected Chinese text or {zh, en}; found ['x']"
    ]


def test_a_wrong_alternative_of_a_union_names_all_accepted_forms() -> None:
    [said] = mistakes("- {then: ok, say: [a]}")
    assert "expected a text (in quotes if it is a number) or words with values; found ['a']" in said


def test_keys_of_a_map_may_be_whole_numbers_or_dates() -> None:
    assert read_text(dict[int, str], "{2027: a}") == {2027: "a"}
    assert read_text(dict[date, int], "{2027-01-01: 1}") == {date(2027, 1, 1): 1}
    assert mistakes("{soon: a}", dict[int, str]) == ["rows.yaml:1: soon: expected a whole number; found 'soon'"]


def test_tuples_and_sets_are_written_as_lists() -> None:
    assert read_text(tuple[int, ...], "[1, 2]") == (1, 2)
    assert read_text(frozenset[str], "[a, b, a]") == {"a", "b"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: &x 1\nb: *x", "anchor"),
        ("a: !!python/object:os.system 1", "tag"),
        ("a:\n\t- b", "a tab"),
        ("a: \0", "U+0000"),
        ('a: "\\0"', "U+0000"),
        ("a: [1", "YAML 1.2"),
        ("a: 1\n---\nb: 2", "one document"),
        ("", "a document"),
        ("[" * 5000, "levels"),
        ("? [a]\n: b", "a word before the colon"),
        ("{<<: {b: 1}, b: *a}", "alias"),
        ("a: \ud800", "U+D800"),
        ("%YAML 9.9\n---\na: 1", "YAML 1.2"),
        ("a: " + "9" * 5000, "999"),
        ("x" * (MAX_CHARACTERS + 1), "characters"),
    ],
)
def test_whatever_hides_or_explodes_is_not_the_language(text: str, what: str) -> None:
    with pytest.raises(NotTheLanguage, match=what.replace("+", r"\+")):
        read_text(dict[str, int], text)


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert len(mistakes(bomb, dict[str, Any])) > 30


def test_a_long_list_of_mistakes_is_cut_when_printed_but_kept_whole() -> None:
    with pytest.raises(NotTheLanguage, match="and 60 more") as caught:
        read_text(list[int], "\n".join(["- x"] * 100))
    assert len(caught.value.errors) == 100


def test_a_missing_or_unreadable_file_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(NotTheLanguage, match=r"absent\.yaml:1: the file: expected a readable UTF-8 file"):
        read(dict[str, str], tmp_path / "absent.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"a: \xff")
    with pytest.raises(NotTheLanguage, match="UTF-8"):
        read(dict[str, str], tmp_path / "latin.yaml")


def test_the_line_of_a_path_can_be_found_again_for_later_mistakes() -> None:
    text = "rows:\n  - then: a\n  - then: b\n    law: 许可法§1\n"
    assert [line_of(text, path) for path in ("rows", "rows[1].law", "rows[1].absent", "rows[7]")] == [2, 4, 3, 2]


letters = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=8)
values = st.recursive(
    st.booleans() | st.integers(1 - 10**18, 10**18 - 1) | letters,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(letters, inner, max_size=3),
    max_leaves=12,
)


@given(values)
def test_every_plain_value_written_as_json_comes_back_the_same(value: Any) -> None:
    assert read_text(Any, json.dumps(value, ensure_ascii=False)) == value


KINDS = [
    Any,
    list[Row],
    dict[str, Row],
    Row,
    dict[int, date],
    str | dict[str, str],
    bool | int | None,
    frozenset[Decimal],
]
# fmt: off
PIECES = [
    "{", "}", "[", "]", ":", "-", ",", "then", "from", "when", "true", "no", "3", "'", "\"", "&a",
    "*a", "!x", "|", ">", "---", "%", "#", "?", "\\", "1.5", "2020-01-01", "null", "~", "字", "<<", "@", "`", "\\U00110000",
    "\n", "  ", " ", "\t", "\0", "\u2028", "\ud800", ": ", "- ",
]
# fmt: on


@settings(max_examples=300)
@given(
    st.sampled_from(KINDS),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(st.characters(), max_size=40),
)
@example(Any, '"\\UFFFFFFFF"')
@example(dict[str, Any], "? ? ?")
@example(list[Row], "- then: x\n  from: 0000-00-00")
def test_any_text_at_all_is_either_read_or_not_the_language(kind: Any, text: str) -> None:
    refused = refusal(kind, text)
    assert refused is None or refused.errors
    assert all(error.line >= 1 and error.expected and error.found for error in (refused.errors if refused else ()))


def refusal(kind: Any, text: str) -> NotTheLanguage | None:
    try:
        read_text(kind, text)
    except NotTheLanguage as refused:
        return refused
    return None


def test_a_key_with_dots_in_it_is_one_step() -> None:
    text = "changes:\n  household.talent_settlement:\n    time:\n      promise:\n        - {then: 5 working days}\n  household: {time: x}\n"
    assert line_of(text, "changes.household.talent_settlement.time.promise[0]") == 5
    assert line_of(text, "changes.household.time") == 6
    assert line_of(text, "changes.household.talent_settlement.nothing") == 3
