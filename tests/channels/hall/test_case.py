"""A case at the desk: facts beside rules, the law's consequence, acts with keys, holds, and what stays secret."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.channels.api.ground import DECIDER, EXAMINER, EXAMINER_TWO, FAR_WINDOW, LI, WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, handed_in, moved, page, standing, words
from tests.core.people.folk import NOW
from yimen.core.people.actors import RULE
from yimen.core.people.models import LookUp
from yimen.core.people.scope import acting
from yimen.core.ports.rehearsals import Entry
from yimen.core.ports.wires import wire

pytestmark = pytest.mark.django_db


def test_doing_nothing_has_a_consequence_and_it_stands_first(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    html = words(page(at_the_desk(WINDOW), f"/desk/cases/{case}/"))
    assert "不告知补正，就视为受理" in html
    assert html.index("视为受理") < html.index("逐条核对")


def test_rules_stand_beside_facts_with_source_and_article(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    html = page(at_the_desk(WINDOW), f"/desk/cases/{case}/")
    assert "ym-rule" in html
    assert "出入境证件库" in html
    assert "第" in html


def test_acts_show_their_keys_and_other_roles_are_named(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    assert 'data-key="c"' in page(at_the_desk(WINDOW), f"/desk/cases/{case}/")
    assert "现在轮到：窗口" in words(page(at_the_desk(EXAMINER), f"/desk/cases/{case}/"))


def test_looking_at_the_page_writes_one_line_an_hour_and_shows_a_masked_number(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    client = at_the_desk(WINDOW)
    first, second = page(client, f"/desk/cases/{case}/"), page(client, f"/desk/cases/{case}/")
    for html in (first, second):
        assert LI not in html
        assert "4404**********1236" in html
    with acting(RULE):
        assert LookUp.objects.filter(case_id=case, actor_id=WINDOW.id).count() == 1


def test_a_page_of_a_case_costs_four_queries(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    client = at_the_desk(WINDOW)
    page(client, f"/desk/cases/{case}/")
    with CaptureQueriesContext(connection) as told:
        page(client, f"/desk/cases/{case}/")
    asked = [
        one["sql"] for one in told if any(word in one["sql"] for word in ("case", "people_", "services_", "places_"))
    ]
    assert len(asked) <= 4, asked


def test_somebody_elses_case_is_not_there(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    page(at_the_desk(FAR_WINDOW), f"/desk/cases/{case}/", 404)


def test_a_hold_is_seen_by_all_and_can_be_let_go(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    moved(case, "accept", WINDOW)
    mine, other = at_the_desk(EXAMINER), at_the_desk(EXAMINER_TWO)
    assert mine.post(f"/desk/cases/{case}/hold/").status_code == 302
    assert "王示例 正在办" in words(page(other, f"/desk/cases/{case}/"))
    assert other.post(f"/desk/cases/{case}/hold/").status_code == 409
    assert other.post(f"/desk/cases/{case}/examine/", {"opinion": "grant", "why": "好"}).status_code == 409
    mine.post(f"/desk/cases/{case}/hold/", {"do": "release"})
    assert standing(case).hold is None


def test_a_secret_fact_is_seen_only_with_the_power_for_it(ground: Ground) -> None:
    with acting(RULE):
        wire("registers", "exit_entry").fill([Entry("control", LI, True, NOW)])
    case = handed_in(ground, ground.li)
    window, examiner = (page(at_the_desk(one), f"/desk/cases/{case}/") for one in (WINDOW, EXAMINER))
    assert "不公开" not in window
    assert "控制" not in words(window)
    assert "不公开" in examiner


def test_a_window_does_not_decide_and_is_told_who_does(ground: Ground) -> None:
    case = handed_in(ground, ground.li)
    html = page(at_the_desk(WINDOW), f"/desk/cases/{case}/approve/", 403)
    assert "决定" in words(html)
    page(at_the_desk(DECIDER), f"/desk/cases/{case}/approve/", 409)
