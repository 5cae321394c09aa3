"""Regions: what lies in what on which day, and that nobody loses a right because a region was renamed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from yimen.core.places.codes import codes, is_place
from yimen.core.places.regions import Named, Regions, UnknownRegion, regions

BEFORE, AFTER = date(2013, 6, 1), date(2018, 4, 19)
TABLE = regions()


@pytest.mark.parametrize(
    ("code", "around"),
    [
        ("440118", ["440118", "440100", "440000"]),
        ("441900", ["441900", "440000"]),  # a city without counties
        ("110105", ["110105", "110000"]),  # a district of a municipality
        ("429004", ["429004", "420000"]),  # a county that no city holds
        ("810000", ["810000"]),
    ],
)
def test_a_region_lies_in_its_city_and_its_province(code: str, around: list[str]) -> None:
    assert TABLE.around(code) == around


def test_nobody_stands_nowhere() -> None:
    assert TABLE.around(None) == []


def test_a_renamed_region_is_alive_until_its_last_day_and_then_goes_on_as_its_successor() -> None:
    old, new = TABLE.region("440183"), TABLE.region("440118")
    assert (old.zh, old.to, old.successor) == ("增城市", date(2014, 2, 11), "440118")
    assert (new.zh, new.level, new.inside, new.from_) == ("增城区", "county", "440100", date(2014, 2, 12))
    assert [TABLE.alive(code, BEFORE) for code in ("440183", "440118")] == [True, False]
    assert [TABLE.current("440183", day) for day in (BEFORE, AFTER)] == ["440183", "440118"]


def test_who_is_registered_under_an_abolished_code_still_lives_in_the_city() -> None:
    assert {"440183", "440118", "440116", "440100"} <= TABLE.inside(frozenset({"440100"}), AFTER)
    assert "440118" not in TABLE.inside(frozenset({"440100"}), BEFORE)
    assert TABLE.covers("440118", "440183", AFTER)
    assert TABLE.covers({"440112", "440300"}, "440116", AFTER)
    assert not TABLE.covers("440300", "440118", AFTER)


def test_a_county_follows_its_city_when_the_whole_city_was_merged_into_another() -> None:
    assert "371202" in TABLE.inside(frozenset({"370100"}), date(2020, 1, 1))
    assert not TABLE.covers("370100", "371202", date(2015, 1, 1))


def test_a_province_holds_its_cities_and_counties_and_nothing_else() -> None:
    inside = TABLE.inside(frozenset({"440000"}), AFTER)
    assert all(code.startswith("44") for code in inside)
    assert len([code for code in inside if TABLE.alive(code, AFTER)]) > 140


@pytest.mark.parametrize(
    ("code", "city"),
    [
        ("440106", "440100"),
        ("441900", "441900"),
        ("110105", "110000"),
        ("429004", "429004"),
        ("440000", None),
        ("310000", "310000"),
    ],
)
def test_every_place_has_the_city_that_people_mean(code: str, city: str | None) -> None:
    assert TABLE.city_of(code) == city


def test_what_lies_directly_below_is_listed_as_of_a_day() -> None:
    assert len(TABLE.below(None, AFTER)) == 34
    assert len(TABLE.below("440000", AFTER)) == 21
    assert [one.zh for one in TABLE.below("440100", AFTER)][-2:] == ["从化区", "增城区"]
    assert "萝岗区" in [one.zh for one in TABLE.below("440100", BEFORE)]


@pytest.mark.parametrize("code", ["", "44", "999999", "440999", "110100", "830000", "４４０１０６"])
def test_what_was_never_a_region_is_refused_by_name(code: str) -> None:
    assert not TABLE.known(code)
    with pytest.raises(UnknownRegion, match="expected six digits of GB/T 2260"):
        TABLE.region(code)


def test_the_two_tables_agree_on_names_and_years() -> None:
    for code, row in TABLE.named.items():
        names = codes()[code]
        assert (row.zh, row.from_.year) == (names.last.zh, names.since or 1), code
        assert row.to.year in (9999, names.last.last, (names.last.last or 0) + 1), code


def test_a_successor_is_there_on_the_day_after_its_predecessor_ended() -> None:
    for code, row in TABLE.named.items():
        if row.successor:
            assert TABLE.region(row.successor).from_ <= row.to + timedelta(days=1), code


def test_every_city_of_two_provinces_has_an_english_name() -> None:
    cities = [*TABLE.below("440000", AFTER), *TABLE.below("430000", AFTER), *TABLE.below(None, AFTER)]
    assert [one.zh for one in cities if not one.en] == []


def test_turning_days_are_the_days_on_which_the_table_changes() -> None:
    assert date(2014, 2, 12) in TABLE.turning_days
    small = Regions(
        {"440000": Named(zh="甲"), "440100": Named(zh="乙", from_=date(2001, 1, 1), to=date(2002, 2, 2))}, {}
    )
    assert small.turning_days == {date(2001, 1, 1), date(2002, 2, 3)}


places = st.sampled_from(sorted(code for code, names in codes().items() if is_place(names)))
days = st.dates(date(1980, 1, 1), date(2030, 1, 1))


@given(places, days)
def test_every_region_lies_in_itself_and_in_its_province(code: str, day: date) -> None:
    around = TABLE.around_on(code, day)
    assert TABLE.covers(code, code, day)
    assert TABLE.covers(around[-1], code, day)
    assert TABLE.region(around[-1]).level == "province"
    assert len(around) == len(set(around)) <= 3


@given(places, st.sampled_from(["440000", "430000", "440100", "110000", "370100"]), st.sampled_from([BEFORE, AFTER]))
def test_the_set_of_what_lies_inside_agrees_with_asking_for_each(code: str, holder: str, day: date) -> None:
    if TABLE.region(code).from_ <= day:
        assert (code in TABLE.inside(frozenset({holder}), day)) is TABLE.covers(holder, code, day)
