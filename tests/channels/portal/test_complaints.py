"""Somebody for whom nothing works says so, and a person of flesh and blood answers."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import rejected, submitted
from tests.channels.portal.town import HEAD, WINDOW, Town
from yimen.core.people.actors import RULE
from yimen.core.people.models import Staff
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]
SUPERVISOR = replace(HEAD, role="supervisor", id="012303", name="孙示例")
WORDS = "系统总说照片不合格，跑了三趟。"


def hire() -> None:
    with acting(RULE):
        Staff.objects.create(
            id=SUPERVISOR.id, name=SUPERVISOR.name, office=SUPERVISOR.office, reach="440100", roles=["supervisor"]
        )


def test_a_complaint_about_a_case_is_owned_called_answered_and_closed_by_the_person(town: Town, browse: Browse) -> None:
    hire()
    case, zhang, desk = submitted(town.zhang), browse(town.zhang), browse(SUPERVISOR)
    form = zhang.get(next(one for one in zhang.get(f"/cases/{case.id}/").links if one.startswith("/complaints/")))
    assert form.chosen("about") == [str(case.id)]
    page = zhang.submit(form, "complaints", kind="stuck", about=str(case.id), words=WORDS)
    assert "孙示例" in page.text
    assert "现在好了吗" not in page.text
    at_desk = f"/desk{page.address}"
    assert at_desk in desk.get("/desk/complaints/").links
    assert WORDS in desk.get(at_desk).text
    desk.post(at_desk, do="call", **{"words-call": "打通了，约下午来拍照。"})
    desk.post(at_desk, do="answer", **{"words-answer": "照片当场重拍，已经受理。"})
    again = zhang.get(page.address)
    assert "照片当场重拍" in again.text
    assert "现在好了吗" in again.text
    told = zhang.get("/mine/notices/")
    assert ("您反映的问题有答复了" in told.text, page.address in told.links) == (True, True)
    zhang.submit(again, "complaints", right="no", words="还没收到")
    assert "还没收到" in desk.get(at_desk).text
    assert desk.send(at_desk, {"do": "close", "words-close": ""}).status == 422
    desk.post(at_desk, do="answer", **{"words-answer": "已经发出，明天送到。"})
    assert "已办完" in zhang.submit(zhang.get(page.address), "complaints", right="yes").text
    assert zhang.get("/mine/notices/").text.count("您反映的问题有答复了") == 2, "answered twice, told twice"
    assert browse(WINDOW).bare("/desk/complaints/").status == 403


def test_without_sign_in_and_about_nothing_at_all_the_answer_is_read_with_a_code(
    town: Town, visitor: Browser, browse: Browse
) -> None:
    page = visitor.post("/complaints/new/", kind="complaint", about="nothing", words=WORDS)
    found = re.search(r"(?:[2-9A-Z]{4} ){2}[2-9A-Z]{4}", page.text)
    assert found
    [order] = [one for one in browse(SUPERVISOR).get("/desk/complaints/").links if re.search(r"complaints/\w", one)]
    browse(SUPERVISOR).post(order, do="answer", **{"words-answer": "已经和窗口说清楚。"})
    shown = visitor.post("/complaints/look/", code=found[0].lower())
    assert "已经和窗口说清楚" in shown.text
    assert visitor.bare("/complaints/look/").status == 200
    assert visitor.send("/complaints/look/", {"code": "2345 2345 2345"}).status == 422
    closed = visitor.submit(shown, "look", code=found[0], right="yes")
    assert "已办完" in closed.text
    assert visitor.bare(order.removeprefix("/desk")).status == 403


def test_an_order_of_somebody_else_is_nowhere(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).post("/complaints/new/", kind="stuck", about="nothing", words=WORDS)
    assert browse(town.li).bare(page.address).status == 404
    assert page.address not in browse(town.li).get("/complaints/").links
    assert page.address in browse(town.zhang).get("/complaints/").links


def test_one_address_cannot_drown_the_others_and_nothing_typed_is_lost(town: Town, visitor: Browser) -> None:
    wrong = visitor.send("/complaints/new/", {"kind": "stuck", "words": WORDS})
    assert wrong.status == 422
    assert WORDS in wrong.text
    sent = [
        visitor.send("/complaints/new/", {"kind": "stuck", "about": "nothing", "words": WORDS}).status
        for _ in range(21)
    ]
    assert sent[0] == 200
    assert sent[-1] == 429


def test_every_end_of_a_case_leads_to_a_review_a_remedy_or_a_complaint(town: Town, browse: Browse) -> None:
    links = browse(town.zhang).get(f"/cases/{rejected(town.zhang).id}/").links
    assert any(one.startswith("/complaints/new/?case=") for one in links)
    assert any(one.startswith("/papers/") for one in links)
