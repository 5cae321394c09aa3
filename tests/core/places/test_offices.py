"""Every place has an office that is there for it, also after regions and authorities changed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from yimen.core.places.law_book import law_book
from yimen.core.places.models import Counter, Office
from yimen.core.places.offices import office_for

Counted = Callable[[int], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


def office(code: str, region: str, authority: str = "household_police") -> Office:
    return Office.objects.create(
        code=code, region=region, kind="hall", name_zh=f"示例{code}", authority=authority, node="gd"
    )


def test_the_innermost_office_of_the_authority_is_there_for_a_place() -> None:
    province, city = office("440000000000", "440000"), office("440100000000", "440100")
    office("440106000000", "440106", "exit_entry_police")
    book = law_book()
    assert office_for("440106", "household_police", DAY, book) == city
    assert office_for("440300", "household_police", DAY, book) == province
    assert office_for("430100", "household_police", DAY, book) is None


def test_who_is_registered_in_a_renamed_region_has_the_office_of_its_successor() -> None:
    new = office("440118000000", "440118")
    assert office_for("440183", "household_police", DAY, law_book()) == new


def test_where_an_authority_was_replaced_the_office_of_its_successor_is_there() -> None:
    office("440100000001", "440100", "fire_police")
    rescue = office("440100000002", "440100", "fire_rescue")
    assert office_for("440106", "fire_police", DAY, law_book()) == rescue


def test_the_office_of_a_place_is_found_in_one_query(django_assert_num_queries: Counted) -> None:
    office("440100000000", "440100")
    with django_assert_num_queries(1):
        office_for("440106", "household_police", DAY, law_book())


def test_an_office_has_each_counter_number_once() -> None:
    hall = office("440100000000", "440100")
    Counter.objects.create(office=hall, number=1)
    with pytest.raises(IntegrityError, match="one_counter_per_number"), transaction.atomic():
        Counter.objects.create(office=hall, number=1)
