"""The holidays of a year without a notice, as the law in force that year lists them."""

from datetime import date

import pytest

from yimen.core.places.holidays import free_by_law, list_of, statutory
from yimen.core.places.working_days import days_of, released


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def test_the_spring_festival_of_2027_is_made_up_after_its_weekend() -> None:
    free = free_by_law(2027)
    assert set(days("2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09", "2027-02-10")) <= free
    assert not set(days("2027-02-04", "2027-02-11")) & free


def test_two_holidays_on_one_day_are_made_up_once_more() -> None:
    assert statutory(2028).count(date(2028, 10, 3)) == 2  # 中秋 on the third day of 国庆
    assert set(days("2028-10-02", "2028-10-03", "2028-10-04", "2028-10-05")) <= free_by_law(
        2028
    )  # 1 October is a Sunday
    assert date(2028, 10, 6) not in free_by_law(2028)


def test_new_year_on_a_saturday_is_made_up_on_monday() -> None:
    assert set(days("2028-01-01", "2028-01-03")) <= free_by_law(2028)
    assert date(2028, 1, 4) not in free_by_law(2028)


@pytest.mark.parametrize(("year", "count"), [(2005, 10), (2010, 11), (2020, 11), (2025, 13), (2030, 13)])
def test_each_list_has_the_number_of_days_of_its_time(year: int, count: int) -> None:
    assert len(statutory(year)) == count


@pytest.mark.parametrize(("year", "eve"), [(2012, True), (2014, False), (2024, False), (2025, True), (2027, True)])
def test_new_years_eve_is_a_holiday_only_under_some_lists(year: int, eve: bool) -> None:
    first = {2012: "2012-01-23", 2014: "2014-01-31", 2024: "2024-02-10", 2025: "2025-01-29", 2027: "2027-02-06"}[year]
    assert (date.fromordinal(date.fromisoformat(first).toordinal() - 1) in statutory(year)) is eve


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_holiday_of_the_law_is_off_in_the_notice_of_that_year(year: int) -> None:
    assert set(statutory(year)) <= set(days_of(year, released()[year].off))


def test_a_year_before_the_first_list_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"holidays\.yaml has no list of holidays for 1999"):
        list_of(1999)


def test_lunar_days_are_found_up_to_the_end_of_the_century() -> None:
    assert {year for year in range(2027, 2101) if len(statutory(year)) != 13} == set()
