from typing import Any

import pytest

from tests.channels.api.ground import Caller

FORM = {"code", "name", "vertical", "kind", "online", "doors", "covers"}
TOUR = "/services/exit_entry.endorsement_tour_group/advice"
ASKED = {"facts": {"destinations": ["HKG"]}, "on": "2018-04-19", "region": "440106", "channel": "kiosk"}


def test_anybody_finds_a_service_by_what_people_type(anybody: Caller) -> None:
    found = anybody.get("/services", q="换护照").must()
    assert found["items"][0]["code"] == "exit_entry.passport_renewal"
    assert found["items"][0].keys() == FORM


def test_the_list_goes_on_where_a_page_ends(anybody: Caller) -> None:
    first = anybody.get("/services", limit=2).must()
    second = anybody.get("/services", limit=2, after=first["next"]).must()
    assert not {one["code"] for one in first["items"]} & {one["code"] for one in second["items"]}


def test_another_lists_next_is_refused_by_name(anybody: Caller) -> None:
    wrong = anybody.get("/services", after="rubbish").must(422)
    assert [(one["parameter"], one["key"]) for one in wrong["errors"]] == [("after", "not_a_cursor")]


def test_advice_about_nobody_leaves_registers_to_be_checked(anybody: Caller) -> None:
    told = anybody.post(TOUR, ASKED).must()
    assert told["provisional"] is True
    assert "permit" in {one["fact"] for one in told["to_check"]}
    assert [one["fact"] for one in told["ask"] if one["how"] == "question"] == ["entries"]


def test_what_is_said_hypothetically_decides_hypothetically(anybody: Caller) -> None:
    gone = ASKED | {"facts": {"destinations": ["HKG"], "permit": "none"}}
    told = anybody.post(TOUR, gone).must()
    assert (told["may_apply"]["then"], told["may_apply"]["why"]) == ("refuse", "no_permit")
    assert told["may_apply"]["instead"] == "exit_entry.permit_first"


def test_the_unknown_is_said_as_a_word(anybody: Caller) -> None:
    told = anybody.post(TOUR, ASKED | {"facts": {"destinations": "unknown"}}).must()
    assert told["ask"][0]["fact"] == "destinations"


def test_the_fee_is_that_of_the_day(anybody: Caller) -> None:
    said = {
        "destinations": ["HKG", "MAC"],
        "entries": {"HKG": "HKG1Y1", "MAC": "MAC3M1"},
        "permit": {"expires_on": "2023-04-19"},
    }
    assert anybody.post(TOUR, ASKED | {"facts": said}).must()["fee"]["yuan"] == "30.00"
    assert anybody.post(TOUR, ASKED | {"facts": said, "on": "2017-06-30"}).must()["fee"]["yuan"] == "40.00"


def test_no_secret_fact_is_named_in_advice(anybody: Caller) -> None:
    told = anybody.post(TOUR, ASKED).must().bytes.decode()
    assert "exit_ban" not in told
    assert "state_staff" not in told


def test_everything_that_is_wrong_is_said_at_once_with_its_place(anybody: Caller) -> None:
    said = {
        "facts": {"destinations": ["XXX"], "born_on": "yesterday", "shoe_size": 43},
        "region": "999999",
        "channel": "door",
    }
    wrong = Caller(language="en").post(TOUR, said).must(422)
    assert {one["pointer"] for one in wrong["errors"]} == {
        "#/facts/destinations", "#/facts/born_on", "#/facts/shoe_size", "#/region", "#/channel",
    }  # fmt: skip
    assert all(one["detail"].isascii() for one in wrong["errors"])


def test_a_service_that_nobody_published_is_not_there(anybody: Caller) -> None:
    assert anybody.post("/services/exit_entry.flying_carpet/advice", ASKED).must(404)["type"] == "/problems/no-service"


def test_what_else_is_wrong_is_told_with_the_service_that_is_not_there(anybody: Caller) -> None:
    said = ASKED | {"region": "999999", "channel": "door"}
    told = anybody.post("/services/exit_entry.flying_carpet/advice", said).must(404)
    assert [one["pointer"] for one in told["errors"]] == ["#/service", "#/region", "#/channel"]


def test_a_day_without_a_calendar_is_told_with_the_rest(anybody: Caller) -> None:
    said = ASKED | {"on": "2199-01-01", "region": "999999", "facts": {"shoe_size": 43}}
    told = anybody.post(TOUR, said).must(422)
    assert {one["pointer"] for one in told["errors"]} == {"#/on", "#/region", "#/facts/shoe_size"}


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"region": 440106}, "#/region"),
        ({"region": "44"}, "#/region"),
        ({"on": "2018-13-01"}, "#/on"),
        ({"on": 20180419}, "#/on"),
        ({"on": "2018-04-19T00:00:00"}, "#/on"),
        ({"facts": ["a"]}, "#/facts"),
        ({"more": 1}, "#/more"),
    ],
)
def test_a_member_of_another_type_is_named(anybody: Caller, said: Any, pointer: str) -> None:
    wrong = anybody.post(TOUR, ASKED | said).must(422)
    assert [one["pointer"] for one in wrong["errors"]] == [pointer]
