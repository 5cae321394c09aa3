"""What the page of the demo says about each person is what the services tell that person."""

from typing import Any

import pytest

from tests.channels.demo.stage import fill
from tests.channels.portal.town import publish
from yimen.channels.demo.cast import cast
from yimen.config.demo.cases import actor
from yimen.config.demo.files import ready_cases
from yimen.config.demo.people import organisation_id
from yimen.core.cases.begin import begin
from yimen.core.cases.sheets import draft
from yimen.core.people.scope import acting

HERE = "440106"
WINDOW = "gd1101"
TRIP = {"destinations": ["HKG", "MAC"]}
HONG_KONG = {"destinations": ["HKG"]}
CARD = {"reason": "expired", "face_match": True}
HOME = {"landing": "own_home", "family": []}
RENEW = {"reason": "expiring"}
NO = dict.fromkeys(("ordinary_business", "by_government", "across_provinces", "several_hosts"), False)
CONCERT = NO | {"people": 6000, "event_on": "2035-05-01", "kind_of_event": "show"}
Verdicts = dict[str, tuple[str, str | None]]
VENUE = {"venue": "restaurant", "way": "pledge", "works": True}


@pytest.fixture
def people(db: None) -> None:
    publish()
    fill()


def advice(key: str, facts: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Asked through the portal, or at the window for what is only taken in there."""
    service = cast().persons[key].go.split("/")[2]
    by = actor(WINDOW if service.startswith("household.id_card") else "", None, key)
    channel = "hall" if by.role == "window" else "portal"
    whose = more or {"applicant": cast().persons[key].id}
    with acting(by):
        case = begin(service, by=by, channel=channel, region=HERE, facts=facts, reason="演示", **whose)
        told: dict[str, Any] = draft(case.id, by=by).advice
    return told


def verdict(told: dict[str, Any]) -> tuple[str, str | None]:
    return told["may_apply"]["then"], told["may_apply"]["why"]


def test_each_is_told_what_the_page_promises(people: None) -> None:
    told: Verdicts = {
        "wang": ("refuse", "permit_expired"),
        "zhao": ("refuse", "no_permit"),
        "qian": ("officer", "see_an_officer"),
    }
    assert {key: verdict(advice(key, HONG_KONG)) for key in told} == told
    told = {
        "chen": ("refuse", "data_mismatch"),
        "yang": ("refuse", "no_photo"),
        "huang": ("refuse", "number_disputed"),
        "liu": ("ok", None),
    }
    assert {key: verdict(advice(key, CARD)) for key in told} == told
    told = {"wu": ("ok", None), "xu": ("refuse", "not_recognised"), "feng": ("refuse", "two_households")}
    assert {key: verdict(advice(key, HOME)) for key in told} == told
    assert verdict(advice("sun", RENEW)) == ("ok", None)


def test_who_has_all_papers_may_choose_every_kind_and_brings_nothing_a_register_has(people: None) -> None:
    told = advice("zhang", TRIP)
    assert verdict(told) == ("ok", None)
    open_ones = {
        item: [one["code"] for one in kinds if one["open"]]
        for item, kinds in told["options"]["endorsement_options"].items()
    }
    assert {item: len(codes) for item, codes in open_ones.items()} == {"HKG": 4, "MAC": 2}
    assert [one["id"] for one in told["materials"] if one["status"] == "asked"] == ["permit_card"]


def test_with_364_days_left_only_the_shortest_kind_is_open_and_says_why(people: None) -> None:
    kinds = advice("li", HONG_KONG)["options"]["endorsement_options"]["HKG"]
    assert [one["code"] for one in kinds if one["open"]] == ["HKG3M1"]
    assert all(one["why"] == "permit_too_short" for one in kinds if not one["open"])


def test_an_unused_endorsement_is_asked_about(people: None) -> None:
    assert "void_unused" in [one["fact"] for one in advice("deng", HONG_KONG)["ask"]]


def test_whoever_lives_on_the_allowance_pays_nothing_and_the_newest_card_of_the_old_has_no_end(people: None) -> None:
    told = advice("zhou", CARD)
    assert (told["fee"]["yuan"], told["valid_for"], told["decided_by"]["region"]) == ("0.00", "none", "430112")


def test_a_family_settles_in_five_working_days(people: None) -> None:
    assert advice("wu", HOME)["time"]["promise"]["time"] == "5 working days"


def test_a_mother_needs_no_proof_that_the_child_is_hers(people: None) -> None:
    told = advice("ma", RENEW, applicant=cast().persons["ma_child"].id)
    assert {one["id"]: one["status"] for one in told["materials"]}["guardianship"] == "fetched"


def test_a_restaurant_is_licensed_on_a_pledge_and_a_gym_waits_for_its_works(people: None) -> None:
    restaurant = advice("he", VENUE, organisation=organisation_id("restaurant"))
    assert (verdict(restaurant), restaurant["lane"], restaurant["procedure"]) == (("ok", None), "instant", "pledge")
    assert verdict(advice("lin", VENUE, organisation=organisation_id("gym"))) == ("refuse", "works_not_accepted")


def test_drivers_are_told_what_the_page_promises(people: None) -> None:
    at_once = advice("dong", {})
    assert (verdict(at_once), at_once["lane"], at_once["valid_for"]) == (("ok", None), "instant", "10 years")
    assert [one for one in at_once["materials"] if one["status"] == "asked"] == []
    listed = advice("pan", {})["may_apply"]
    assert (listed["why"], [one["place"] for one in listed["lists"]["rows"]]) == (
        "unhandled_violations",
        ["示例市示例路口", "样本大桥", "测试大道"],
    )
    old = advice("jiang", {})["may_apply"]
    assert (old["why"], list(old["lists"]["rows"][0])) == ("medical_expired", ["medical_issued_on", "medical_ends_on"])


def test_the_others_of_day_one_are_told_what_the_page_promises(people: None) -> None:
    kinds = advice("gu", HONG_KONG)["options"]["endorsement_options"]["HKG"]
    assert [one["code"] for one in kinds if one["open"]] == ["HKG1Y9R"]
    assert [one["id"] for one in advice("kong", {})["materials"] if one["status"] == "asked"] == [
        "id_card",
        "fingerprints",
    ]
    assert advice("ye", {"still_here": True})["lane"] == "instant"
    assert advice("shi", {"reason": "lost"})["fee"]["yuan"] == "40.00"
    concert = advice("cao", CONCERT, organisation=organisation_id("concert"))
    assert (concert["lane"], concert["decided_by"]["region"]) == ("joint", "440100")
    guards = {"capital": 3000000, "armed": False, "office_owned": False}
    assert advice("shao", guards, organisation=organisation_id("guards"))["decided_by"]["first"]["region"] == "440100"


def test_whoever_is_said_to_have_a_case_under_way_has_one() -> None:
    waiting = {key for key, player in cast().persons.items() if player.group == "waiting"}
    assert waiting <= {ready.who for ready in ready_cases().values()}
