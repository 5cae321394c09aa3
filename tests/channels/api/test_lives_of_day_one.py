"""Whole lives of the seven services of day one, with the same golden outcomes by the interface, at a window and on the desk."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.channels.api.ground import (
    DECIDER,
    EXAMINER,
    EXAMINER_TWO,
    HERE,
    SHOP,
    UNSETTLED,
    WANG,
    WINDOW,
    ZHANG,
    Answer,
    Caller,
    Ground,
    Json,
    as_applicant,
    at_the_window,
)
from yimen.core.people.actors import Actor
from yimen.core.places.clock import today

OURS = ("public_order_police",)
window, examiner, second, decider = (Caller(one) for one in (WINDOW, EXAMINER, EXAMINER_TWO, DECIDER))
fire = Caller(Actor("examiner", "f1", "叶测试", "440106500000", HERE, serves=("fire_rescue",)))
traffic = Caller(Actor("examiner", "t1", "程测试", "440100340000", "440100", serves=("traffic_police",)))
police, county, city, province = (
    Caller(replace(one, serves=OURS, reach=reach))
    for one, reach in ((EXAMINER, "440100"), (DECIDER, HERE), (DECIDER, "440100"), (DECIDER, "440000"))
)
NOT_SO = dict.fromkeys(("ordinary_business", "by_government", "across_provinces", "several_hosts"), False)
PAPERS = dict.fromkeys(("safety_head", "event_plan", "safety_plan", "venue_consent"), "on file")


def online(service: str, region: str = HERE, **facts: object) -> Json:
    return {"service": service, "facts": facts, "region": region, "channel": "portal", "submit": True}


def granted(case: Answer, yuan: str = "", by: Caller = decider, way: str = "window") -> Answer:
    """Accepted by now: examined by one, decided by another, paid, handed over."""
    examiner.move(case, "examine", opinion="grant", why="材料齐全").must()
    assert by.move(case, "approve").must()["state"] == "approved"
    return closed(case, yuan, way)


def closed(case: Answer, yuan: str, way: str = "window") -> Answer:
    if yuan:
        window.move(case, "pay", number=f"N{case['id'][-8:]}", yuan=yuan).must()
    return window.move(case, "deliver", way=way).must()


def test_an_individual_endorsement_is_the_same_online_and_at_the_window(ground: Ground, zhang: Caller) -> None:
    said = {"destinations": ["HKG"], "entries": {"HKG": "HKG1Y1"}}
    case = zhang.post("/cases", online("exit_entry.endorsement_individual", **said)).must(201)
    assert (case["lane"], case["fee"]) == ("officer", "15.00")
    window.move(case, "accept").must()
    assert [one["option"] for one in granted(case, "15.00")["certificates"]] == ["HKG1Y1"]
    seen = said | {"face_match": True, "permit_card": {}}
    here = window.post("/cases", at_the_window("exit_entry.endorsement_individual", ZHANG, **seen)).must(201)
    assert (here["state"], here["lane"], here["fee"]) == ("approved", "instant", "15.00")
    assert [one["option"] for one in here["certificates"]] == ["HKG1Y1"]


def test_a_first_permit_is_filled_in_at_home_and_received_when_the_person_comes(ground: Ground) -> None:
    case = Caller(as_applicant(ground.wang)).post("/cases", online("exit_entry.permit_first")).must(201)
    assert "accept" not in window.get(f"/cases/{case['id']}").must().moves
    window.move(case, "attend", shown="居民身份证，现场采集指纹，证件照片（大厅可以现拍）").must()
    window.move(case, "accept").must()
    done = granted(case, "60.00")
    assert [(one["kind"], one["state"]) for one in done["certificates"]] == [("exit_entry_permit", "valid")]


def test_a_lost_identity_card_is_replaced_at_home_for_forty_yuan(ground: Ground) -> None:
    seen = {"reason": "lost", "identity_document": {}, "hardship": False, "face_match": True}
    case = window.post("/cases", at_the_window("household.id_card_in_province", ZHANG, **seen)).must(201)
    assert (case["procedure"], case["fee"], case["deciding_region"]) == ("registration", "40.00", HERE)
    window.move(case, "accept").must()
    assert [one["kind"] for one in granted(case, "40.00")["certificates"]] == ["id_card"]


def test_a_residence_permit_is_endorsed_at_once_and_for_nothing(ground: Ground) -> None:
    wang = Caller(as_applicant(ground.wang))
    case = wang.post("/cases", online("household.residence_endorsement", still_here=True)).must(201)
    assert (case["state"], case["lane"], case["fee"]) == ("approved", "instant", "0.00")
    assert wang.move(case, "deliver", way="electronic").must()["state"] == "closed"
    here = window.post("/cases", at_the_window("household.residence_endorsement", WANG, still_here=True)).must(201)
    assert (here["state"], [one["kind"] for one in here["certificates"]]) == ("approved", ["residence_endorsement"])


def test_a_driving_licence_is_renewed_at_once_and_follows_the_old_one(ground: Ground, zhang: Caller) -> None:
    case = zhang.post("/cases", online("traffic.licence_renewal")).must(201)
    assert (case["state"], case["lane"], case["fee"]) == ("approved", "instant", "10.00")
    [card] = case["certificates"]
    assert card["valid_from"] == (today() + timedelta(days=41)).isoformat()
    closed(case, "10.00", way="post")


def test_three_violations_stop_a_renewal_and_each_is_listed(ground: Ground) -> None:
    li = Caller(as_applicant(ground.li))
    refused = li.post("/cases", online("traffic.licence_renewal")).must(409)
    assert "advised" in {one["key"] for one in refused["errors"]}
    kept = li.post(
        "/cases", online("traffic.licence_renewal") | {"says": {"anyway": True}, "reason": "想要书面答复"}
    ).must(201)
    assert kept["may_apply"]["why"] == "unhandled_violations"
    ends = (today() + timedelta(days=40)).isoformat()
    asked = {"facts": {"licence": {"expires_on": ends}, "violations": UNSETTLED}, "region": HERE, "channel": "portal"}
    advice = li.post("/services/traffic.licence_renewal/advice", asked).must()["may_apply"]
    assert (advice["then"], advice["why"]) == ("refuse", "unhandled_violations")
    assert [one["place"] for one in advice["lists"]["rows"]] == [one["place"] for one in UNSETTLED]


@pytest.mark.parametrize(("people", "decides", "cannot"), [(3000, county, None), (5000, city, county)])
def test_a_large_event_waits_for_all_bodies_and_is_decided_by_its_size(
    zhang: Caller, people: int, decides: Caller, cannot: Caller | None
) -> None:
    when = (today() + timedelta(days=40)).isoformat()
    said = NOT_SO | {"people": people, "event_on": when, "kind_of_event": "show"}
    asked = at_the_window("public_order.large_event", ZHANG, **said, **PAPERS) | {"organisation": SHOP}
    case = window.post("/cases", asked).must(201)
    accepted = window.move(case, "accept").must()
    assert {one["authority"] for one in accepted["parties"]} == {"fire_rescue", "traffic_police"}
    assert "joint" in {one["kind"] for one in accepted["clocks"]}
    police.move(case, "examine", opinion="grant", why="方案完整").must()
    visit = {"officers": ["王示例", "何示例"], "on": today().isoformat(), "found": "场地、通道符合要求"}
    police.move(case, "verify_on_site", **visit).must()
    questions = {one["authority"]: one["id"] for one in accepted["parties"]}
    for caller, body in ((fire, "fire_rescue"), (traffic, "traffic_police")):
        told = decides.move(case, "approve").must(409)
        assert "bodies_answered" in {one["key"] for one in told["errors"]}
        caller.move(case, "body_answers", body=questions[body], opinion="grant", why="没有意见").must()
    if cannot:
        assert "competent" in {one["key"] for one in cannot.move(case, "approve").must(409)["errors"]}
    done = decides.move(case, "approve").must()
    assert (done["state"], [one["valid_to"] for one in done["certificates"]]) == ("approved", [when])
    assert all(one["answered_on"] for one in done["parties"])


def test_a_guard_company_is_examined_by_the_city_and_decided_by_the_province(zhang: Caller) -> None:
    papers = dict.fromkeys(("leaders", "technicians", "lease", "equipment", "rules"), "on file")
    said = {"capital": 2000000, "armed": False, "office_owned": False} | papers
    asked = at_the_window("public_order.guard_company", ZHANG, **said) | {"organisation": SHOP}
    case = window.post("/cases", asked).must(201)
    accepted = window.move(case, "accept").must()
    assert [(one["kind"], one["region"]) for one in accepted["parties"]] == [("lower", "440100")]
    police.move(case, "examine", opinion="grant", why="符合第八条").must()
    assert "passed_up_first" in {one["key"] for one in province.move(case, "approve").must(409)["errors"]}
    police.move(case, "pass_up", opinion="grant", why="符合条件，建议准予").must()
    assert "competent" in {one["key"] for one in city.move(case, "approve").must(409)["errors"]}
    done = province.move(case, "approve").must()
    assert [one["kind"] for one in done["certificates"]] == ["guard_company_licence"]
