"""Whole lives of the five services, told through the interface in their lawful ways."""

from dataclasses import replace

import pytest

from tests.channels.api.ground import (
    CARD_SEEN,
    DECIDER,
    EXAMINER,
    EXAMINER_TWO,
    HERE,
    SHOP,
    WANG,
    WINDOW,
    ZHANG,
    Caller,
    Ground,
    Json,
    at_the_window,
    tour,
)
from yimen.core.people.lookups import who_looked
from yimen.core.people.scope import acting
from yimen.core.places.clock import today
from yimen.core.places.notices import working_days
from yimen.core.places.times import Time
from yimen.core.places.working_days import due

window, examiner, second, decider = (Caller(one) for one in (WINDOW, EXAMINER, EXAMINER_TWO, DECIDER))
FAMILY = [
    {"name": "李小例", "relation": "spouse", "id_number": "440106199203040026"},
    {"name": "张小例", "relation": "child", "id_number": "440106201506010019"},
]
PLEDGE = {"signed_by": "张示例", "read": True}


def names(case: Json) -> list[str]:
    return [event["move"] for event in case["events"]]


def test_a_tour_endorsement_is_granted_at_once_where_the_face_matched(ground: Ground) -> None:
    said = tour()["facts"] | {"face_match": True, "permit_card": {}}
    case = window.post("/cases", at_the_window("exit_entry.endorsement_tour_group", ZHANG, **said)).must(201)
    assert (case["state"], case["lane"], case["may_apply"]["then"]) == ("approved", "instant", "ok")
    assert names(case.json) == ["begin", "submit", "accept", "approve", "ask_fee"]
    assert case["events"][-1]["role"] == "rule"
    assert [one["option"] for one in case["certificates"]] == ["HKG1Y1"]
    assert [one["kind"] for one in case["papers"]] == ["REC", "ACP", "SAL", "CHG"]
    window.move(case, "pay", number="1234", yuan="15.00").must()
    assert window.move(case, "deliver", way="window").must()["state"] == "closed"


def test_whoever_was_granted_something_by_a_rule_may_ask_for_a_person(ground: Ground, zhang: Caller) -> None:
    said = tour()["facts"] | {"face_match": True, "permit_card": {}}
    case = window.post("/cases", at_the_window("exit_entry.endorsement_tour_group", ZHANG, **said)).must(201)
    asked = zhang.move(case, "request_review", why="请人看一下").must()
    assert "review" in {clock["kind"] for clock in asked["clocks"]}
    answered = examiner.move(case, "answer_review", outcome="upheld", reasons=["材料齐全"]).must()
    assert answered["reviews"][0]["outcome"] == "upheld"
    assert "litigation" in {one["way"] for one in answered["remedies"]}


def test_a_tour_endorsement_asked_for_at_home_goes_through_the_hands_of_officers(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    assert (case["state"], case["lane"]) == ("submitted", "officer")
    assert case["number"].startswith("YM4401")
    assert case["clocks"][0]["kind"] == "notice"
    assert zhang.get(f"/cases/{case['id']}").must()["possible"] == case["possible"]
    window.move(case, "accept").must()
    examiner.move(case, "examine", opinion="grant", why="材料齐全").must()
    assert decider.move(case, "approve").must()["state"] == "approved"
    window.move(case, "pay", number="1234", yuan="15.00").must()
    assert zhang.move(case, "deliver", way="post").must()["state"] == "closed"


def test_a_passport_is_checked_online_and_received_when_the_person_comes(zhang: Caller) -> None:
    asked = {
        "service": "exit_entry.passport_renewal",
        "facts": {"reason": "expiring"},
        "region": HERE,
        "channel": "portal",
        "submit": True,
    }
    case = zhang.post("/cases", asked).must(201)
    assert (case["state"], [clock["kind"] for clock in case["clocks"]]) == ("submitted", [])
    assert "accept" not in window.get(f"/cases/{case['id']}").must().moves
    came = window.move(case, "attend", shown="居民身份证").must()
    assert "statute" in {clock["kind"] for clock in came["clocks"]}
    window.move(case, "accept").must()
    examiner.move(case, "examine", opinion="grant", why="材料齐全").must()
    assert [one["kind"] for one in decider.move(case, "approve").must()["certificates"]] == ["passport"]
    window.move(case, "pay", number="9", yuan="120.00").must()
    assert window.move(case, "deliver", way="window", taken_by="本人").must()["state"] == "closed"


def test_a_fire_check_by_pledge_is_granted_at_once_checked_later_and_revoked(ground: Ground) -> None:
    said = {"venue": "restaurant", "way": "pledge", "works": False, "floor_plan": "on file", "fire_rules": "on file"}
    asked = at_the_window("fire.pre_opening_check", ZHANG, **said) | {"organisation": SHOP, "says": {"pledge": PLEDGE}}
    case = window.post("/cases", asked).must(201)
    assert (case["state"], case["procedure"], case["lane"]) == ("approved", "pledge", "instant")
    assert case["pledges"][0]["check_due"]
    checked = examiner.move(
        case,
        "after_check",
        officers=["王示例", "何示例"],
        on=case["received_on"],
        result="not_as_pledged",
        found="疏散通道被占用",
    ).must()
    assert checked["pledges"][0]["result"] == "not_as_pledged"
    gone = decider.move(
        case, "revoke", ground="not_eligible", reasons=[{"text": "不具备条件", "law": "许可法§69"}]
    ).must()
    assert [one["state"] for one in gone["certificates"]] == ["revoked"]


def test_a_fire_check_may_go_the_ordinary_way_with_two_examiners(zhang: Caller) -> None:
    said = {"venue": "hotel", "way": "ordinary", "works": False}
    asked = {
        "service": "fire.pre_opening_check",
        "facts": said,
        "region": HERE,
        "channel": "portal",
        "submit": True,
        "organisation": SHOP,
    }
    case = zhang.post("/cases", asked).must(201)
    assert (case["state"], case["procedure"], case["lane"]) == ("submitted", "licence", "two_officers")
    told = window.move(case, "accept").must(409)
    assert [(one["key"], "平面布置图" in one["detail"]) for one in told["errors"]] == [("main_material_lacking", True)]
    window.move(case, "attend", shown="营业执照、场所平面布置图、消防设施平面图").must()
    accepted = window.move(case, "accept").must()
    assert [one["due"] for one in accepted["clocks"] if one["kind"] == "statute"] == [ten_working_days()]
    examiner.move(case, "examine", opinion="grant", why="现场合格").must()
    assert decider.move(case, "approve").must(409)["errors"][0]["key"] == "four_eyes"
    second.move(case, "examine", opinion="grant", why="现场合格").must()
    assert decider.move(case, "approve").must(409)["errors"][0]["key"] == "site_visited"
    visit: Json = {"officers": ["王示例", "何示例"], "on": today().isoformat(), "found": "疏散通道畅通，消防设施完好"}
    examiner.move(case, "verify_on_site", **visit).must()
    assert decider.move(case, "approve").must()["state"] == "approved"


def ten_working_days() -> str:
    """消防法§15: the place is looked at, and decided on, within ten working days of acceptance."""
    return due(today(), Time(10, "working"), working_days()).day.isoformat()


def test_a_talent_settles_with_the_family_in_one_case(zhang: Caller) -> None:
    asked = {
        "service": "household.talent_settlement", "facts": {"landing": "talent_centre", "family": FAMILY},
        "region": HERE, "channel": "portal", "submit": True,
    }  # fmt: skip
    case = zhang.post("/cases", asked).must(201)
    assert {one["id"]: one["status"] for one in case["materials"]}["marriage"] == "asked"
    window.move(case, "attend", shown="居民身份证；结婚证、出生医学证明或户口簿亲子页").must()
    window.move(case, "accept").must()
    examiner.move(case, "examine", opinion="grant", why="已核").must()
    assert decider.move(case, "approve").must()["procedure"] == "registration"
    assert decider.move(case, "reject", reasons=["迟了"]).must(409)["state"] == "approved"


def test_an_identity_card_of_another_province_is_accepted_here_and_decided_at_home(ground: Ground) -> None:
    case = window.post("/cases", at_the_window("household.id_card_cross_province", WANG, **CARD_SEEN)).must(201)
    assert (case["state"], case["deciding_region"]) == ("submitted", "430102")
    sent = window.move(case, "accept").must()
    assert names(sent.json)[-2:] == ["accept", "forward"]
    assert [one["region"] for one in sent["parties"]] == ["430102"]
    assert "home" in {clock["kind"] for clock in sent["clocks"]}
    assert decider.move(case, "approve").must(409)["errors"][0]["key"] == "competent"


@pytest.mark.parametrize("way", ["whole", "single"])
def test_a_correction_notice_is_answered_or_taken_back(zhang: Caller, way: str) -> None:
    case = zhang.post("/cases", tour()).must(201)
    defects = [
        {"about": "photo", "text": "照片太暗", "how": "请重新照相"},
        {"about": "destinations", "text": "请写明行程"},
    ]
    asked = window.move(case, "correct", defects=defects).must()
    assert [one["code"] for one in asked["defects"]] == ["3.1", "3.2"]
    if way == "single":
        window.move(case, "withdraw_defect", defect="3.2", why="不需要").must()
        assert zhang.move(case, "supply", answers={"3.1": {"text": "已重照"}}).must()["state"] == "submitted"
    else:
        assert window.move(case, "withdraw_notice", why="发错了").must()["state"] == "submitted"


def test_a_draft_tells_the_pledge_and_only_its_own_text_is_signed(zhang: Caller, ground: Ground) -> None:
    said = {"venue": "restaurant", "way": "pledge", "works": False}
    body = {
        "service": "fire.pre_opening_check",
        "facts": said,
        "region": HERE,
        "channel": "portal",
        "organisation": SHOP,
    }
    draft = zhang.post("/cases", body).must(201)
    assert "疏散通道" in draft["pledge"]["text"]
    for bad in ({"read": False}, {"read": True, "text": "我什么也不承诺"}, {"read": True, "signed_by": "张三"}):
        assert zhang.move(draft, "submit", pledge=bad).status in (409, 422)
    done = zhang.move(draft, "submit", pledge={"read": True, "digest": draft["pledge"]["digest"]}).must()
    assert done["pledges"][0]["text"] == draft["pledge"]["text"]
    assert done["pledges"][0]["signed_by"] == "张示例"


def test_a_private_person_does_not_apply_for_what_organisations_apply_for(zhang: Caller) -> None:
    said = {"venue": "restaurant", "way": "pledge", "works": False}
    asked = {"service": "fire.pre_opening_check", "facts": said, "region": HERE, "channel": "portal"}
    assert zhang.post("/cases", asked).must(422)["errors"][0]["key"] == "for_organisations"


def test_officers_who_read_by_the_interface_leave_a_line_that_the_person_reads(zhang: Caller, ground: Ground) -> None:
    case = zhang.post("/cases", tour()).must(201)
    window.get(f"/cases/{case['id']}").must()
    window.move(case, "accept").must()
    examiner.get(f"/cases/{case['id']}").must()
    with acting(zhang.actor):  # type: ignore[arg-type]
        assert sorted(line.actor_id for line in who_looked(ground.zhang.id) if line.role != "applicant") == ["e1", "w1"]


def test_another_authority_of_the_same_place_is_told_that_there_is_no_such_case(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    household = Caller(replace(EXAMINER, serves=("household_police",)))
    assert household.get(f"/cases/{case['id']}").status == 404
    assert household.move(case, "examine", opinion="refuse", why="不符").status == 404
    assert household.get("/cases").must()["items"] == []
