"""The reader, for real: models from its wheel, pictures drawn here, and what our rules make of the writing."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.adapters.ocr.specimens import driving_licence, household_page, identity_card, number
from yimen.adapters.ocr.rapid import Rapid
from yimen.core.cases.recognising import recognise
from yimen.core.ports.registers import Down

WITHIN = 60.0
TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def reader() -> Iterator[Rapid]:
    made = Rapid()
    if made.check():
        pytest.skip(made.check())
    yield made
    made.end()


@pytest.mark.parametrize(
    ("picture", "paper", "told"),
    [
        (identity_card(), "identity_card", {"name": "张示例", "born_on": "1990-01-01", "id_number": number()}),
        (driving_licence(), "driving_licence",
         {"id_number": number(), "name": "张示例", "class": "C1", "valid_to": "2032-05-06"}),
        (household_page(), "household_page",
         {"name": "李测试", "relation": "子", "born_on": "2015-03-04", "id_number": number("44010620150304003")}),
    ],
    ids=["identity card", "licence", "household book"],
)  # fmt: skip
def test_a_paper_is_known_and_its_fields_are_read_where_they_stand(
    reader: Rapid, picture: bytes, paper: str, told: dict[str, str]
) -> None:
    answer = reader.read(picture, WITHIN)
    assert isinstance(answer, tuple)
    code, found = recognise(answer, TODAY)
    assert (code, {one.name: one.text for one in found}) == (paper, told)
    assert all(0 <= one.left < one.right <= 1 and 0 <= one.top < one.bottom <= 1 and one.sure > 0.6 for one in found)


def test_what_is_no_picture_is_told_and_the_next_picture_is_read_again(reader: Rapid) -> None:
    assert reader.read(b"no picture", WITHIN) == Down("failed")
    assert reader.read(identity_card(), 0.0) == Down("slow")
    assert isinstance(reader.read(identity_card(), WITHIN), tuple)
