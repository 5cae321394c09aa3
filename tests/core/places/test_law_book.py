"""The law book of the release: what is in force when, and that its own files hold together."""

from datetime import date

import pytest

from yimen.core.places.law import UnknownArticle
from yimen.core.places.law_book import UnknownName, law_book

BOOK = law_book()
DAY = date(2018, 4, 19)


def test_a_named_set_is_all_its_rows_in_force_on_the_day() -> None:
    assert len(BOOK.members("gba9", DAY)) == 9


def test_this_city_and_this_province_are_the_places_around_the_office() -> None:
    assert BOOK.members("this_city", DAY, "440106") == {"440100"}
    assert BOOK.members("this_province", DAY, "440106") == {"440000"}
    assert BOOK.members("this_city", DAY, "440000") == frozenset()
    assert BOOK.members("this_city", DAY) == frozenset()


@pytest.mark.parametrize(
    ("region", "here", "holds"),
    [
        (None, "440106", True),
        (None, "", True),
        ("440000", "", False),
        ("440000", "440106", True),
        ("440100", "440300", False),
        ("gba9", "440118", True),
        ("gba9", "440200", False),
        ("this_city", "440106", True),
    ],
)
def test_a_row_holds_where_its_region_covers_the_office(region: str | None, here: str, holds: bool) -> None:
    assert BOOK.covers(region, here, DAY) is holds


def test_an_unknown_set_or_authority_is_told_with_the_nearest_one() -> None:
    with pytest.raises(UnknownName, match="`gba9`, perhaps"):
        BOOK.members("gba", DAY)
    with pytest.raises(UnknownName, match="`fire_police`, perhaps"):
        BOOK.authority("fire_polis", DAY)


def test_the_fire_brigade_left_the_police_and_its_successor_is_competent() -> None:
    assert BOOK.authority("fire_police", date(2017, 1, 1)).key == "fire_police"
    assert [one.key for one in BOOK.competence("fire_police", date(2021, 5, 1))] == ["fire_police", "fire_rescue"]
    assert BOOK.authority("fire_police", date(2021, 5, 1)).holds(date(2021, 5, 1))
    assert not BOOK.authority("fire_rescue", date(2017, 1, 1)).holds(date(2017, 1, 1))


def test_articles_are_looked_up_in_the_acts_of_core_and_verticals() -> None:
    assert BOOK.article("许可法§82").article == 82
    assert BOOK.article("消防法§15").article == 15
    with pytest.raises(UnknownArticle, match="highest article is 83"):
        BOOK.article("许可法§99")


def test_turning_days_come_in_order_from_sets_authorities_and_regions() -> None:
    days = BOOK.turning_days()
    assert days == sorted(set(days))
    assert {date(2014, 2, 12), date(2018, 11, 9), date(2024, 3, 6)} <= set(days)


def test_the_law_book_is_opened_once_and_known_by_its_digest() -> None:
    assert law_book() is law_book()
    assert len(BOOK.digest) == 64


def test_every_reason_says_what_to_do_now_in_two_languages() -> None:
    assert [key for key, one in BOOK.reasons.items() if not (one.zh and one.en and one.next.zh and one.next.en)] == []
