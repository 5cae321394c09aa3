from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from yimen.core.cases.procedure import Row
from yimen.core.cases.rulebook import procedure
from yimen.core.cases.says import SAYS, read_says
from yimen.core.cases.vocabulary import SaidType

LICENCE = procedure("licence", date(2026, 11, 24))
PLAIN = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=6)
PARTS = st.lists(PLAIN, max_size=2) | st.dictionaries(
    st.sampled_from(["about", "text", "due", "3.1"]), PLAIN, max_size=3
)
ANYTHING = PLAIN | PARTS | st.lists(PARTS, max_size=2)


def row(move: str) -> Row:
    return LICENCE.rows(move, date(2026, 11, 24))[0]


@pytest.mark.parametrize(
    ("move", "says", "mistakes"),
    [
        ("correct", {}, [("defects", "missing")]),
        ("correct", {"defects": "照片"}, [("defects[0]", "not_parts")]),
        ("correct", {"defects": [{"about": "photo", "text": 7}]}, [("defects[0].text", "not_text")]),
        ("correct", {"defects": [{"about": "photo", "text": "x", "extra": 1}]}, [("defects[0].extra", "unknown_word")]),
        (
            "suspend",
            {"kind": "rain", "expected": "tomorrow", "why": " "},
            [("kind", "not_a_choice"), ("expected", "not_a_date"), ("why", "missing")],
        ),
        ("pay", {"number": "1", "yuan": 20}, [("yuan", "not_money")]),
        ("pay", {"number": "x" * 5000, "yuan": "20"}, [("number", "too_long")]),
        (
            "amend",
            {"changes": ["size"], "with_person": "yes"},
            [("changes", "not_parts"), ("with_person", "not_yes_no")],
        ),
        ("supply", {"answers": {"3.1": {}}}, [("answers.3.1", "missing")]),
        ("settle_owed", {"owed": "../x"}, [("owed", "not_an_id")]),
        ("reject", {"reasons": ["x"], "remedies": ["complain"]}, [("remedies[0]", "not_a_choice")]),
    ],
)
def test_every_mistake_names_its_place_and_its_kind(
    move: str, says: dict[str, Any], mistakes: list[tuple[str, str]]
) -> None:
    found = read_says(row(move), LICENCE, says)[1]
    assert [(one.at, one.key) for one in found] == mistakes


def test_words_lose_what_no_person_types() -> None:
    clean, mistakes = read_says(
        row("suspend"), LICENCE, {"kind": "testing", "expected": "2026-12-01", "why": " 送检\x00\u202e\r\n两天 "}
    )
    assert (clean["why"], mistakes) == ("送检\n两天", [])


def test_one_reason_may_be_said_as_plain_words() -> None:
    clean, _ = read_says(row("reject"), LICENCE, {"reasons": "不符合条件"})
    assert clean == {"reasons": [{"text": "不符合条件"}]}


WORDS = ["defects", "reasons", "kind", "owed", "facts", "answers", "changes", "yuan", "why"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(move=st.sampled_from(LICENCE.names), says=st.dictionaries(st.sampled_from(WORDS), ANYTHING, max_size=4))
def test_whatever_is_said_is_read_or_refused_and_never_breaks(move: str, says: dict[str, Any]) -> None:
    clean, mistakes = read_says(row(move), LICENCE, says)
    assert mistakes or all(said.name in clean for said in row(move).said if said.required)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(list(SAYS)), value=ANYTHING)
def test_what_was_read_once_is_read_the_same_again(kind: SaidType, value: Any) -> None:
    try:
        clean = SAYS[kind](value)
    except ValueError:
        return
    assert SAYS[kind](clean) == clean
