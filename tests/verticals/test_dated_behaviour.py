"""What changes on a day or at a place, and what an example in a file has no word for."""

from datetime import date

import pytest

from tests.verticals.conftest import Advise
from yimen.core.places.law_book import LawBook

TOUR = "exit_entry.endorsement_tour_group"
PASSPORT = "exit_entry.passport_renewal"
CARD = "household.id_card_cross_province"
TALENT = "household.talent_settlement"
FIRE = "fire.pre_opening_check"
LICENCE = "traffic.licence_renewal"
EVENT = "public_order.large_event"
GUARDS = "public_order.guard_company"
CHILD = {"name": "张小例", "relation": "child", "id_number": "43010220120601001X"}
SPOUSE = {"name": "李测试", "relation": "spouse", "id_number": "430102198801020023"}


@pytest.mark.parametrize(
    ("on", "authority"),
    [("2018-11-08", "fire_police"), ("2018-11-09", "fire_rescue"), ("2021-04-29", "fire_rescue")],
)
def test_the_fire_brigade_hands_the_check_over_to_the_fire_and_rescue_service(
    advice: Advise, on: str, authority: str
) -> None:
    told = advice(FIRE, on, way="unknown")
    assert told["authority"]["key"] == authority
    assert told["authority"]["competent"]


def test_works_are_reviewed_by_the_housing_department_since_april_2019(advice: Advise) -> None:
    assert advice("fire.works_review", "2019-04-22")["authority"]["key"] == "works_police"
    assert advice("fire.works_review", "2019-04-23")["authority"]["key"] == "housing"


def test_a_pledge_is_no_way_before_the_law_knew_it(advice: Advise) -> None:
    before = advice(FIRE, "2021-04-28", way="pledge")
    assert (before["procedure"], before["lane"]) == ("licence", "two_officers")


def test_a_pledged_check_names_the_general_limit_and_promises_at_once(advice: Advise) -> None:
    time = advice(FIRE, "2024-06-03")["time"]
    assert (time["statute"]["time"], time["statute"]["law"]) == ("20 working days", "许可法§42")
    assert time["promise"]["due"] == "2024-06-03"


def test_the_fire_check_costs_nothing_by_law(advice: Advise) -> None:
    assert [item["law"] for item in advice(FIRE, "2024-06-03")["fee"]["items"]] == ["消防法§56"]


def test_only_a_place_that_is_hard_to_reach_gives_thirty_days_more(advice: Advise) -> None:
    near = advice(CARD)["extension"]
    far = advice(CARD, person={"region": "540000", "born_on": "1988-05-06"})["extension"]
    assert near is None
    assert far == {"time": "30 calendar days", "law": "身份证法§12", "mark": "K"}


@pytest.mark.parametrize("code", [TOUR, FIRE])
def test_ten_days_more_are_not_borrowed_where_another_law_sets_the_time(advice: Advise, code: str) -> None:
    assert advice(code)["extension"] is None


def test_a_passport_may_take_thirty_days_in_all(advice: Advise) -> None:
    told = advice(PASSPORT)
    assert told["extension"] == {"time": "15 calendar days", "law": "护照法§6", "mark": "S"}


def test_the_time_of_a_card_runs_from_the_form_to_the_handing_over(advice: Advise) -> None:
    statute = advice(CARD)["time"]["statute"]
    assert (statute["starts"], statute["stops"]) == ("submit", "deliver")


def test_the_home_authority_has_five_days(advice: Advise) -> None:
    assert advice(CARD)["decided_by"] == {
        "region": "430102",
        "within": "5 calendar days",
        "law": "身份证法§8",
        "mark": "K",
    }


@pytest.mark.parametrize(
    ("born_on", "years"),
    [("2002-04-20", "5 years"), ("2002-04-19", "10 years"), ("1992-04-20", "10 years"), ("1992-04-19", "20 years"),
     ("1972-04-20", "20 years"), ("1972-04-19", "none")],
)  # fmt: skip
def test_a_card_is_valid_by_the_age_of_its_holder(advice: Advise, born_on: str, years: str) -> None:
    told = advice(CARD, person={"region": "430102", "born_on": born_on}, guardianship={})
    assert told["valid_for"] == years


def test_a_passport_is_valid_five_years_below_sixteen(advice: Advise) -> None:
    child = advice(PASSPORT, person={"region": "440106", "born_on": "2005-06-02"}, guardianship={})
    grown = advice(PASSPORT, person={"region": "440106", "born_on": "2005-06-01"}, guardianship={})
    assert (child["valid_for"], grown["valid_for"]) == ("5 years", "10 years")


def test_each_endorsement_has_its_own_validity(advice: Advise) -> None:
    told = advice(TOUR, destinations=["HKG", "MAC"], entries={"HKG": "HKG1Y1", "MAC": "MAC3M1"})
    assert told["valid_for"] == {"HKG": "1 year", "MAC": "3 months"}


def test_two_secrets_look_the_same_and_tell_nothing(advice: Advise) -> None:
    banned, filed = (advice(TOUR, **{secret: True})["may_apply"] for secret in ("exit_ban", "state_staff"))
    assert banned == filed
    assert set(banned) == {"then", "why", "say", "next"}


@pytest.mark.parametrize(("code", "secret"), [(TOUR, "exit_ban"), (PASSPORT, "state_staff"), (TALENT, "crime_check")])
def test_a_secret_leaves_no_trace_in_the_answer(advice: Advise, code: str, secret: str) -> None:
    assert secret not in str(advice(code, **{secret: True}))


def test_the_pack_is_named_where_it_shortens_the_promise(advice: Advise) -> None:
    inside = advice(TALENT)["time"]["promise"]
    assert (inside["pack"], inside["law"]) == ("gba_2017_12", "大湾区十八条")
    assert advice(TALENT, region="440203")["time"]["promise"]["pack"] is None


def test_a_registration_without_a_limit_of_its_own_borrows_none(advice: Advise) -> None:
    statute = advice(TALENT)["time"]["statute"]
    assert (statute["time"], statute["due"], statute["law"]) == ("none", None, None)


def test_a_family_of_three_brings_no_paper_that_a_register_has(advice: Advise) -> None:
    told = {one["id"]: one["status"] for one in advice(TALENT, family=[SPOUSE, CHILD])["materials"]}
    assert (told["marriage"], told["parentage"], told["social_security"]) == ("fetched", "fetched", "not_needed")


def test_only_the_child_whose_birth_no_register_knows_asks_for_a_paper(advice: Advise) -> None:
    told = advice(TALENT, family=[SPOUSE, CHILD], parentage="none")["materials"]
    assert [one["id"] for one in told if one["status"] == "asked"] == ["parentage"]


def test_one_grown_child_decides_for_the_whole_family(advice: Advise) -> None:
    grown = {"name": "张大例", "relation": "child", "id_number": "430102199901010054"}
    told = advice(TALENT, family=[SPOUSE, CHILD, grown])["may_apply"]
    assert (told["then"], told["why"], told["item"]) == ("refuse", "child_grown_up", "3")


def test_open_cities_only_grow(book: LawBook) -> None:
    days = [date(2003, 7, 27), date(2003, 7, 28), date(2007, 1, 1), date(2024, 3, 6), date(2024, 5, 27)]
    assert [len(book.members("open_cities", day)) for day in days] == [0, 4, 49, 51, 59]


def test_nine_cities_are_nine(book: LawBook) -> None:
    assert len(book.members("gba9", date(2018, 1, 1))) == 9


def test_a_silent_register_closes_no_option(advice: Advise) -> None:
    answer = advice(TOUR, permit="unknown", destinations=["HKG"])
    listed = answer["options"]["endorsement_options"]["HKG"]
    assert [one["code"] for one in listed if one["open"]] == ["HKG3M1", "HKG3M2", "HKG1Y1", "HKG1Y2"]
    assert answer["may_apply"]["then"] != "ok"


THREE = [
    {"date": "2024-03-01", "place": "示例路口", "text": "违反禁止标线", "handled": False},
    {"date": "2024-03-20", "place": "样本大桥", "text": "超速", "handled": False},
    {"date": "2023-01-02", "place": "演示街", "text": "违停", "handled": True},
    {"date": "2024-04-02", "place": "测试大道", "text": "未系安全带", "handled": False},
]


def test_three_unsettled_violations_are_listed_one_by_one(advice: Advise) -> None:
    told = advice(LICENCE, violations=THREE)["may_apply"]
    assert (told["then"], told["why"]) == ("refuse", "unhandled_violations")
    assert told["lists"]["rows"] == [
        {"date": one["date"], "place": one["place"], "text": one["text"]} for one in THREE if not one["handled"]
    ]
    assert told["lists"]["fields"]["place"]["zh"] == "地点"


def test_a_medical_certificate_of_183_days_is_refused_with_the_day_on_which_it_ended(advice: Advise) -> None:
    told = advice(LICENCE, medical={"issued_on": "2023-12-03"})["may_apply"]
    assert (told["why"], told["lists"]["rows"]) == (
        "medical_expired",
        [{"medical_issued_on": "2023-12-03", "medical_ends_on": "2024-06-02"}],
    )
    assert told["lists"]["facts"], "facts of the service, shown with their names"
    assert advice(LICENCE, medical={"issued_on": "2023-12-04"})["may_apply"]["then"] == "ok"


@pytest.mark.parametrize(
    ("years", "clean", "expected"), [(6, True, "10 years"), (10, True, "none"), (6, False, "6 years")]
)
def test_how_long_the_next_licence_is_valid(advice: Advise, years: int, clean: bool, expected: str) -> None:
    told = advice(LICENCE, licence={"expires_on": "2024-07-15", "years": years}, clean_cycles=clean)
    assert told["valid_for"] == expected


@pytest.mark.parametrize(("people", "region"), [(1000, "440106"), (4999, "440106"), (5000, "440100")])
def test_the_size_of_an_event_says_who_decides(advice: Advise, people: int, region: str) -> None:
    told = advice(EVENT, people=people)
    assert told["decided_by"]["region"] == region
    assert [(one["authority"], one["region"]) for one in told["bodies"]["asked"]] == [
        ("fire_rescue", "440106"),
        ("traffic_police", "440100"),
    ]
    assert told["bodies"]["within"]["time"] == "3 calendar days"


def test_a_guard_company_is_examined_by_the_city_and_decided_by_the_province(advice: Advise) -> None:
    assert advice(GUARDS)["decided_by"] == {
        "region": "440000", "within": "15 calendar days", "law": "保安条例§9", "mark": "S",
        "first": {"region": "440100", "within": "15 calendar days", "starts": "submit"},
    }  # fmt: skip


def test_any_number_of_journeys_came_back_for_one_city_and_its_residents(book: LawBook) -> None:
    days = [date(2015, 4, 12), date(2015, 4, 13), date(2024, 11, 30), date(2024, 12, 1)]
    assert [len(book.members("multi_hk_households", day)) for day in days] == [1, 0, 0, 1]
    assert [len(book.members("multi_hk_residents", day)) for day in days] == [0, 0, 0, 1]
