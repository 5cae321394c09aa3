"""Every key that the programs and the procedures use has words in both languages, and no words stand unused."""

import re
from pathlib import Path
from typing import get_args

import pytest

from yimen.core.cases import errors
from yimen.core.cases.procedure import SAID, Procedure
from yimen.core.cases.rulebook import procedures
from yimen.core.cases.says import FIELDS
from yimen.core.cases.vocabulary import STATES, ClockKind, Unoffered
from yimen.core.cases.wording import Section, catalogue, told, words

HERE = Path(errors.__file__).parent
CODE = "\n".join(file.read_text("utf-8") for file in sorted(HERE.glob("*.py")))


MOVES = [row for found in procedures() for row in found.moves]
PARTS = {part for parts in FIELDS.values() for part in parts}
SLIPS = {"known_elsewhere", "of_substance", "as_it_was"}  # why an amendment is refused (amending.py, advising.py)
REFUSALS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.Refused)]


def used(pattern: str) -> set[str]:
    return set(re.findall(pattern, CODE))


@pytest.mark.parametrize(
    ("section", "keys"),
    [
        ("moves", {row.move for row in MOVES}),
        ("states", set(STATES)),
        ("clocks", set(get_args(ClockKind))),
        ("said", {said.name for row in MOVES for said in row.said} | PARTS),
        ("ways", {"reconsideration", "litigation"}),
        ("errors", {kind.key for kind in REFUSALS} - {"refused"}),
        ("why", used(r'Why\(\s*"(\w+)"') | {"no_such_move"}),
        ("wrong", used(r'Wrong\("(\w+)"') | SLIPS | {"no_such_fact", "not_a_value"}),
        ("files", used(r'BadDocument\("(\w+)"') | {"infected", "empty_pages"}),  # by a scanner (documents.opened), at a desk (hall.pages)
        ("services", set(get_args(Unoffered))),
    ],
)  # fmt: skip
def test_the_words_of_a_section_are_just_those_that_are_used(section: Section, keys: set[str]) -> None:
    assert catalogue()[section].keys() == keys


def test_all_words_stand_in_both_languages() -> None:
    missing = [(section, key) for section, found in catalogue().items() for key, said in found.items() if not said.en]
    assert missing == []


@pytest.mark.parametrize("found", procedures(), ids=lambda found: found.procedure)
def test_papers_and_choices_of_a_procedure_stand_in_both_languages(found: Procedure) -> None:
    assert all(paper.en for paper in found.papers.values())
    assert all(said.en for choices in found.choices.values() for said in choices.values())
    assert not set(found.choices) & set(SAID)


def test_values_are_put_into_a_sentence() -> None:
    assert told("why", "fee_due", "en", {"yuan": "20.00"}) == "20.00 yuan are due."
    assert "照片、申请表" in told("why", "all_defects_at_once", params={"materials": ["照片", "申请表"]})


def test_a_wrong_value_of_any_type_has_words() -> None:
    assert words("wrong", "not_phone") == words("wrong", "not_a_value")
