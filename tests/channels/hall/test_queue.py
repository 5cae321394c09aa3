"""The queue: what is due first in front, nobody's case of another place, two queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.channels.api.ground import DECIDER, FAR_WINDOW, SUPERVISOR, WINDOW, Ground
from tests.channels.hall.desk import as_applicant, at_the_desk, handed_in, page, words
from yimen.channels.hall.waiting import FILTERS

pytestmark = pytest.mark.django_db


def test_an_officer_sees_the_cases_of_the_own_reach_and_nobody_elses(ground: Ground) -> None:
    handed_in(ground, ground.li)
    assert "李测试" in page(at_the_desk(WINDOW), "/desk/?show=all")
    assert "李测试" not in page(at_the_desk(FAR_WINDOW), "/desk/?show=all")


def test_a_queue_costs_two_queries_however_long_it_is(ground: Ground) -> None:
    handed_in(ground, ground.li)
    client = at_the_desk(WINDOW)
    page(client, "/desk/?show=all")
    with CaptureQueriesContext(
        connection,
    ) as told:
        page(client, "/desk/?show=all")
    asked = [
        one["sql"] for one in told if "cases_" in one["sql"] or "people_" in one["sql"] or "places_office" in one["sql"]
    ]
    assert len(asked) <= 2, asked


def test_every_filter_opens(ground: Ground) -> None:
    handed_in(ground, ground.li)
    for actor in (WINDOW, DECIDER, SUPERVISOR):
        for wanted in FILTERS:
            page(at_the_desk(actor), f"/desk/?show={wanted}")


def test_a_number_or_a_name_leads_to_the_case(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    found = at_the_desk(WINDOW).get("/desk/?q=李测试")
    assert found.status_code == 302
    assert str(case) in found.headers["Location"]


def test_what_is_not_found_or_was_typed_by_hand_harms_nothing(ground: Ground) -> None:
    client = at_the_desk(WINDOW)
    for query in ("?q=%25", "?q=9999", "?after=x", "?after=2026-11-24.1.x", "?show=nothing", "?q=YM 4401"):
        page(client, f"/desk/{query}")


def test_a_citizen_is_not_let_in_and_a_visitor_is_asked_who_one_is(ground: Ground) -> None:
    assert at_the_desk(as_applicant(ground.li)).get("/desk/").status_code == 403
    from_nobody = at_the_desk(as_applicant(ground.li)).__class__().get("/desk/")
    assert from_nobody.status_code == 302
    assert from_nobody.headers["Location"].startswith("/demo")


def test_the_wrong_role_is_told_who_may(ground: Ground) -> None:
    html = page(at_the_desk(DECIDER), "/desk/intake/", 403)
    assert "窗口" in words(html)


def test_a_case_may_be_loaded_ahead_by_its_row_alone_and_is_stored_nowhere(ground: Ground) -> None:
    client = at_the_desk(WINDOW)
    queue = client.get("/desk/")
    assert (queue["Speculation-Rules"], queue["Cache-Control"]) == ('"/desk/ahead.json"', "no-store")
    rules = client.get("/desk/ahead.json")
    assert rules["Content-Type"] == "application/speculationrules+json"
    assert all("selector_matches" in str(one["where"]) for one in rules.json()["prefetch"])
