import pytest

from tests.channels.api.ground import (
    DECIDER,
    EXAMINER,
    FAR_WINDOW,
    HERE,
    LI,
    PROVINCE,
    WINDOW,
    ZHANG,
    Caller,
    Ground,
    Json,
    as_applicant,
    at_the_window,
    tour,
)
from tests.core.people.folk import proxy
from yimen.core.people.actors import CLOCK
from yimen.core.people.lookups import who_looked
from yimen.core.people.models import Person
from yimen.core.people.scope import acting

PROMISED = {"id", "number", "state", "clocks", "possible", "edition", "events"}


def test_a_case_is_what_was_promised_and_says_how_to_go_on(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    assert case.json.keys() >= PROMISED | {"lane", "may_apply", "promise_due", "statute_due", "ask"}
    assert [event["move"] for event in case["events"]] == ["begin", "submit"]
    assert case.moves == {"withdraw", "confirm_address"}
    assert case.response["Cache-Control"] == "no-store"


def test_a_draft_waits_until_it_is_handed_in(zhang: Caller) -> None:
    draft = zhang.post("/cases", tour() | {"submit": False}).must(201)
    assert (draft["state"], draft["number"], draft["clocks"]) == ("draft", None, [])
    assert zhang.move(draft, "submit").must()["state"] == "submitted"


def test_what_cannot_be_handed_in_yet_is_kept_with_everything_said(zhang: Caller) -> None:
    refused = zhang.post("/cases", tour() | {"facts": {"destinations": ["HKG"]}}).must(409)
    assert (refused["type"], refused["ask"], refused["state"]) == ("/problems/not-now", ["entries"], "draft")
    assert {"submit", "withdraw"} == refused.moves
    assert "您要办哪一种签注？" in [one["detail"] for one in refused["errors"]]
    done = zhang.move(refused["case"], "submit", facts={"entries": {"HKG": "HKG1Y1"}}).must()
    assert done["state"] == "submitted"


def test_a_pledge_that_is_missing_is_asked_for_and_the_draft_kept(zhang: Caller, ground: Ground) -> None:
    said = {"venue": "restaurant", "way": "pledge", "works": False}
    asked = {
        "service": "fire.pre_opening_check",
        "facts": said,
        "region": HERE,
        "submit": True,
        "organisation": str(ground.shop.id),
    }
    refused = zhang.post("/cases", asked).must(422)
    assert [(one["pointer"], one["key"]) for one in refused["errors"]] == [("#/says/pledge", "missing")]
    assert zhang.get(f"/cases/{refused['case']}").must()["state"] == "draft"


def test_against_the_advice_one_may_apply_all_the_same(ground: Ground) -> None:
    wang = Caller(as_applicant(ground.wang))
    refused = wang.post("/cases", tour()).must(409)
    assert "advised" in {one["key"] for one in refused["errors"]}
    assert wang.move(refused["case"], "submit", anyway=True).must()["may_apply"] == {
        "then": "refuse",
        "why": "no_permit",
    }


def test_anyway_may_be_said_at_once(ground: Ground) -> None:
    case = Caller(as_applicant(ground.wang)).post("/cases", tour() | {"anyway": True}).must(201)
    assert (case["state"], case["lane"]) == ("submitted", "officer")


def test_what_only_a_device_can_tell_is_a_claim_when_a_citizen_says_it(zhang: Caller) -> None:
    case = zhang.post("/cases", tour(face_match=True, permit={"expires_on": "2099-01-01"}) | {"channel": "kiosk"}).must(
        201
    )
    assert case["claims"] == ["face_match", "permit"]
    assert (case["lane"], case["state"]) == ("officer", "submitted")
    assert zhang.get(f"/cases/{case['id']}").must()["claims"] == ["face_match", "permit"]


def test_what_the_officer_sees_counts(ground: Ground) -> None:
    case = (
        Caller(WINDOW)
        .post("/cases", at_the_window("exit_entry.endorsement_tour_group", ZHANG, **tour()["facts"], face_match=True))
        .must(201)
    )
    assert (case["claims"], case["lane"]) == ([], "instant")


def test_facts_that_cannot_be_read_are_all_named_and_nothing_begins(zhang: Caller) -> None:
    wrong = zhang.post("/cases", tour(destinations=["XXX"], shoe_size=43)).must(422)
    assert {one["pointer"] for one in wrong["errors"]} == {"#/facts/destinations", "#/facts/shoe_size"}
    assert zhang.get("/cases").must()["items"] == []


@pytest.mark.parametrize(
    ("said", "status", "pointer"),
    [
        ({"service": "exit_entry.flying_carpet"}, 404, "#/service"),
        ({"region": "999999"}, 422, "#/region"),
        ({"region": "430102"}, 422, "#/region"),
        ({"region": PROVINCE}, 422, "#/region"),
        ({"channel": "wechat"}, 422, "#/channel"),
        ({"service": "household.id_card_cross_province", "facts": {}}, 422, "#/channel"),
        ({"organisation": "91440106MA5NONE00X"}, 422, "#/organisation"),
        ({"person": "110101199001010019"}, 422, "#/person"),
    ],
)
def test_a_place_a_door_or_a_name_that_does_not_fit_is_named(
    zhang: Caller, said: Json, status: int, pointer: str
) -> None:
    wrong = zhang.post("/cases", tour() | said).must(status)
    assert [one["pointer"] for one in wrong.json.get("errors", [])] == [pointer]


def test_the_same_service_twice_needs_a_reason(zhang: Caller) -> None:
    first = zhang.post("/cases", tour()).must(201)
    told = zhang.post("/cases", tour()).must(409)
    assert (told["type"], [one["id"] for one in told["open"]]) == ("/problems/already-open", [first["id"]])
    assert (
        zhang.post("/cases", tour() | {"reason": "两次行程"}).must(409)["errors"][0]["key"] == "advised"
    )  # one document


def test_a_proxy_applies_for_whom_it_may_and_for_nobody_else(ground: Ground) -> None:
    li = Caller(as_applicant(ground.li))
    said = tour() | {"person": str(ground.zhang.id)}
    assert li.post("/cases", said).must(422)["errors"][0]["pointer"] == "#/person"
    mandate = proxy(ground.li, ground.zhang)
    case = li.post("/cases", said).must(201)
    assert li.get(f"/cases/{case['id']}").must()["state"] == "submitted"
    with acting(CLOCK):
        mandate.services = ["fire.pre_opening_check"]
        mandate.save()
    assert li.get(f"/cases/{case['id']}").must(404)
    assert li.move(case, "withdraw").must(404)


def test_somebody_elses_case_is_not_there(zhang: Caller, ground: Ground) -> None:
    case = zhang.post("/cases", tour()).must(201)
    for stranger in (as_applicant(ground.li), FAR_WINDOW):
        assert Caller(stranger).get(f"/cases/{case['id']}").must(404)["type"] == "/problems/no-such-case"
        assert Caller(stranger).move(case, "withdraw").must(404)
        assert Caller(stranger).get("/cases").must()["items"] == []


def test_a_draft_begun_at_home_is_no_officers_business(zhang: Caller) -> None:
    draft = zhang.post("/cases", tour() | {"submit": False}).must(201)
    Caller(WINDOW).get(f"/cases/{draft['id']}").must(404)


def test_at_a_window_the_person_is_looked_up_with_a_line_that_it_can_read(ground: Ground) -> None:
    Caller(WINDOW).post("/cases", at_the_window("exit_entry.endorsement_tour_group", ZHANG, **tour()["facts"])).must(
        201
    )
    with acting(as_applicant(ground.zhang)):
        assert "attendance" in {line.purpose for line in who_looked(ground.zhang.id)}


def test_somebody_whom_no_register_knows_cannot_be_taken_in(ground: Ground) -> None:
    asked = at_the_window("exit_entry.endorsement_tour_group", "110101199001010019")
    assert Caller(WINDOW).post("/cases", asked).must(422)["errors"][0]["pointer"] == "#/person"
    assert Caller(WINDOW).post("/cases", asked | {"person": None}).must(422)["errors"][0]["key"] == "no_person"


@pytest.mark.parametrize("who", [EXAMINER, DECIDER])
def test_only_a_window_takes_in(ground: Ground, who: object) -> None:
    asked = at_the_window("exit_entry.endorsement_tour_group", ZHANG, **tour()["facts"])
    assert Caller(who).post("/cases", asked).must(403)["power"] == "take_in_application"  # type: ignore[arg-type]


def test_a_window_takes_in_for_its_own_region_only(ground: Ground) -> None:
    asked = at_the_window("exit_entry.endorsement_tour_group", LI, **tour()["facts"]) | {"region": HERE}
    assert Caller(FAR_WINDOW).post("/cases", asked).must(403)["type"] == "/problems/elsewhere"


def test_nobody_comes_to_a_hall_by_writing_that_one_did(zhang: Caller) -> None:
    assert zhang.post("/cases", tour() | {"channel": "hall"}).must(403)["power"] == "take_in_application"


def test_cases_come_page_by_page_the_newest_first(zhang: Caller, ground: Ground) -> None:
    made = [zhang.post("/cases", tour() | {"submit": False, "reason": str(n)}).must(201)["id"] for n in range(5)]
    first = zhang.get("/cases", limit=2).must()
    second = zhang.get("/cases", limit=2, after=first["next"]).must()
    third = zhang.get("/cases", limit=2, after=second["next"]).must()
    assert [one["id"] for page in (first, second, third) for one in page["items"]] == made[::-1]
    assert third["next"] is None


def test_cases_are_listed_by_state(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    assert [one["id"] for one in zhang.get("/cases", state="submitted").must()["items"]] == [case["id"]]
    assert zhang.get("/cases", state="accepted").must()["items"] == []
    assert zhang.get("/cases", state="lost").must(422)["errors"][0]["parameter"] == "state"


def test_officers_list_what_lies_in_their_reach(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    [one] = Caller(WINDOW).get("/cases").must()["items"]
    assert (one["id"], one["applicant_name"], one["name"]["en"]) == (
        case["id"],
        "张示例",
        "Group-tour endorsement for Hong Kong and Macao",
    )


def test_no_number_of_a_person_is_in_an_answer(zhang: Caller) -> None:
    case = zhang.post("/cases", tour()).must(201)
    with acting(CLOCK):
        assert Person.objects.get(pk=zhang.actor.id).id_number == ZHANG  # type: ignore[union-attr]
    assert ZHANG.encode() not in case.bytes


def test_everything_that_is_wrong_with_an_application_is_said_at_once(zhang: Caller) -> None:
    wrong = tour(shoe_size=43, destinations=["XXX"]) | {"region": "999999", "channel": "door", "reason": "\u0007"}
    told = zhang.post("/cases", wrong).must(422)
    assert {one["pointer"] for one in told["errors"]} == {
        "#/region", "#/channel", "#/reason", "#/facts/shoe_size", "#/facts/destinations",
    }  # fmt: skip


def test_an_unknown_service_and_place_are_said_together(zhang: Caller) -> None:
    told = zhang.post("/cases", tour() | {"service": "exit_entry.flying_carpet", "region": "999999"}).must(404)
    assert {one["pointer"] for one in told["errors"]} == {"#/service", "#/region"}


def test_a_window_that_names_nobody_is_told_what_else_is_wrong(ground: Ground) -> None:
    told = Caller(WINDOW).post("/cases", tour(shoe_size=43) | {"channel": "hall"}).must(422)
    assert {one["pointer"] for one in told["errors"]} == {"#/person", "#/facts/shoe_size"}


def test_a_kept_answer_carries_the_numbers_of_papers(zhang: Caller) -> None:
    case = zhang.post("/cases", tour(), key="k1").must(201)
    done = Caller(WINDOW).move(case, "accept", key="k2").must()
    assert all(paper["number"] for paper in done["papers"])
    assert Caller(WINDOW).move(case, "accept", key="k2").must().bytes == done.bytes
    assert zhang.get(f"/cases/{case['id']}").must()["papers"][-1]["number"] == done["papers"][-1]["number"]
