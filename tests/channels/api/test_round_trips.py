"""What a call costs in questions to the database, beside the transaction, who acts, and the lines in the book of look-ups."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.channels.api.ground import (
    HERE,
    SHOP,
    WINDOW,
    ZHANG,
    Answer,
    Caller,
    Ground,
    as_applicant,
    at_the_window,
    tour,
)

NOW_AND_THEN = 'SELECT MAX("places_calendarnotice"'  # a process looks for a newer notice every ten seconds
PLUMBING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "select set_config",
            'INSERT INTO "people_lookup"', NOW_AND_THEN)  # fmt: skip


def cost(call: Callable[[], Answer], status: int = 200) -> list[str]:
    """The questions of a call that was made before, so that editions are known and a part of the budget is held."""
    with CaptureQueriesContext(connection) as captured:
        call().must(status)
    return [query["sql"].split("(")[0][:60] for query in captured if not query["sql"].startswith(PLUMBING)]


@pytest.fixture
def case(zhang: Caller) -> Answer:
    Caller(WINDOW).get("/cases").must()
    return zhang.post("/cases", tour()).must(201)


def test_a_move_costs_three(case: Answer) -> None:
    asked = cost(lambda: Caller(WINDOW).move(case, "accept"))
    assert len(asked) <= 3, asked
    assert (asked[-2], asked[-1]) == ("select case_open", "select case_write")


def test_a_key_makes_a_move_no_dearer(case: Answer) -> None:
    assert len(cost(lambda: Caller(WINDOW).move(case, "accept", key="k1", expects=case["version"]))) <= 3


def test_the_answer_given_again_costs_less_than_the_first(case: Answer) -> None:
    Caller(WINDOW).move(case, "accept", key="k1").must()
    assert len(cost(lambda: Caller(WINDOW).move(case, "accept", key="k1"))) <= 2


def test_a_case_and_a_page_of_cases_cost_two(case: Answer, zhang: Caller) -> None:
    assert len(cost(lambda: zhang.get(f"/cases/{case['id']}"))) <= 2
    assert len(cost(lambda: Caller(WINDOW).get(f"/cases/{case['id']}"))) <= 2
    assert len(cost(lambda: zhang.get("/cases"))) <= 2
    assert len(cost(lambda: Caller(WINDOW).get("/cases", state="submitted"))) <= 2


def test_what_everybody_may_read_costs_two(anybody: Caller) -> None:
    advice = {"facts": {"destinations": ["HKG"]}, "region": HERE, "channel": "kiosk"}
    calls: list[Callable[[], Answer]] = [
        lambda: anybody.get("/services", q="护照"),
        lambda: anybody.post("/services/exit_entry.endorsement_tour_group/advice", advice),
        lambda: anybody.get("/calendar/due", **{"from": "2026-09-28", "days": 20}),
    ]
    for call in calls:
        call().must()
        assert len(cost(call)) <= 2


def test_a_draft_costs_three_moves_worth_at_most(zhang: Caller) -> None:
    zhang.post("/cases", tour() | {"submit": False}).must(201)
    assert len(cost(lambda: zhang.post("/cases", tour() | {"submit": False, "reason": "两次"}), 201)) <= 3


def test_an_application_at_once_costs_two_moves_the_person_and_what_registers_cost(ground: Ground) -> None:
    li = Caller(as_applicant(ground.li))
    li.post("/cases", tour(entries={"HKG": "HKG3M1"}), key="k0").must(201)
    asked = cost(lambda: Caller(as_applicant(ground.zhang)).post("/cases", tour(), key="k1"), 201)
    of_registers = ("registers_", "exchange_ticket", "places_clockoffset")
    ours = [sql for sql in asked if not any(name in sql for name in of_registers)]
    assert len(ours) <= 8, "\n".join(asked)


def test_an_organisation_taken_in_at_a_window_costs_no_more_than_that_and_who_it_is(ground: Ground) -> None:
    said = {"venue": "hotel", "way": "ordinary", "works": False}
    asked = at_the_window("fire.pre_opening_check", ZHANG, **said) | {"organisation": SHOP}
    found = cost(lambda: Caller(WINDOW).post("/cases", asked), 201)
    assert len([sql for sql in found if "registers" not in sql]) <= 18, found
