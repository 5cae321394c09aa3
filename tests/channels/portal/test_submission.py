from collections.abc import Callable
from uuid import UUID

import pytest

from tests.channels.portal import town as towns
from tests.channels.portal.browsing import Browser, Page
from tests.channels.portal.stories import (
    ENDORSEMENT,
    FIRE,
    HOME,
    PASSPORT,
    TALENT,
    as_it_stands,
    drafted,
    picture,
)
from tests.channels.portal.town import Town

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]


def check(browser: Browser, case: object) -> Page:
    return browser.get(f"/cases/{case}/answers/")


def with_papers(town: Town, zhang: Browser, way: str = "pledge") -> str:
    """A restaurant that has handed in everything."""
    case = drafted(town.zhang, FIRE, organisation=town.shop, venue="restaurant", works=False, way=way)
    for material in ("floor_plan", "fire_rules"):
        zhang.post(f"/cases/{case.id}/materials/{material}/", file=picture(f"{material}.png"))
    return str(case.id)


def test_everything_stands_on_one_page_before_it_is_sent(town: Town, browse: Browse) -> None:
    case = drafted(town.zhang, ENDORSEMENT, destinations=["HKG"], entries={"HKG": "HKG1Y2"})
    page = check(browse(town.zhang), case.id)
    assert page.title == "提交前，请核对"
    for words in (
        "30 元",
        "5 个工作日内告诉您受不受理",
        "我们承诺最晚",
        "法律规定最晚",
        "香港：签注种类",
        "通行证有效期至",
        "您按下提交的时间",
    ):
        assert words in page.text, words


def test_sending_leads_to_a_stamped_receipt_with_a_code(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, TALENT, **HOME), browse(town.zhang)
    page = zhang.submit(check(zhang, case.id), "submission")
    assert page.address == f"/cases/{case.id}/receipt/"
    assert page.title == "收到了"
    assert "YM 4401" in page.text
    assert "ym-qr__code" in page.source
    assert "法律上的收件时间" in page.text


def test_two_taps_the_back_button_and_two_tabs_send_once(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, TALENT, **HOME), browse(town.zhang)
    one_tab, other_tab = check(zhang, case.id), check(zhang, case.id)
    for page in (one_tab, one_tab, other_tab):
        assert zhang.submit(page, "submission").address == f"/cases/{case.id}/receipt/"
    assert [event.move for event in as_it_stands(case).events].count("submit") == 1


def test_the_receipt_of_a_draft_is_the_page_to_check_it(town: Town, browse: Browse) -> None:
    case = drafted(town.zhang, TALENT, **HOME)
    assert browse(town.zhang).get(f"/cases/{case.id}/receipt/").address.endswith("/answers/")


def test_an_open_question_comes_before_the_check(town: Town, browse: Browse) -> None:
    case = drafted(town.zhang, TALENT, family=[])
    assert check(browse(town.zhang), case.id).title == "户口落在哪里？"


def test_who_is_advised_against_it_may_apply_all_the_same(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, PASSPORT, reason="lost"), browse(town.zhang)
    page = check(zhang, case.id)
    assert "建议您先不办" in page.text
    assert "仍要申请" in page.source
    assert zhang.submit(page, "submission").title == "收到了"
    assert as_it_stands(case).terms.then == "refuse"


def test_what_a_secret_decides_sends_to_an_officer_and_says_no_more(town: Town, browse: Browse) -> None:
    towns.know("exit_entry", {"control": {towns.ZHANG: True}})
    case, zhang = drafted(town.zhang, ENDORSEMENT, destinations=["HKG"], entries={"HKG": "HKG3M1"}), browse(town.zhang)
    page = check(zhang, case.id)
    assert "这件事需要民警与您当面办" in page.text
    assert "不准出境" not in page.source
    assert zhang.submit(page, "submission").title == "收到了"


def test_a_register_that_changed_its_mind_is_told_and_nothing_is_lost(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, TALENT, **HOME), browse(town.zhang)
    page = check(zhang, case.id)
    towns.know("population", {"duplicates": {towns.ZHANG: True}})
    again = zhang.submit(page, "submission")
    assert again.status == 409
    assert "您在两个地方登记了户口" in again.text
    assert "人才公共户" in again.text
    assert zhang.submit(again, "submission").title == "收到了"


def test_a_silent_register_keeps_nobody_from_sending(town: Town, browse: Browse) -> None:
    towns.breaks("education")
    case, zhang = drafted(town.zhang, TALENT, **HOME), browse(town.zhang)
    page = check(zhang, case.id)
    assert "还没交，可以以后补" in page.text
    assert zhang.submit(page, "submission").title == "收到了"


def test_the_pledge_says_what_the_law_asks_how_it_is_checked_and_what_follows(town: Town, browse: Browse) -> None:
    zhang = browse(town.zhang)
    page = check(zhang, with_papers(town, zhang))
    for words in (
        "《消防法》第十五条",
        "疏散通道、安全出口、消防车通道畅通，不占用、堵塞、封闭（《消防法》第十六条（四））",
        "承诺书全文",
        "两名以上工作人员上门核查",
        "撤销许可（《消防法》第五十八条）",
        "我不承诺，走一般程序",
        "先上门检查，合格后许可",
    ):
        assert words in page.text, words
    assert page.chosen("pledge") == []


def test_neither_way_chosen_is_said_at_the_card(town: Town, browse: Browse) -> None:
    zhang = browse(town.zhang)
    page = zhang.submit(check(zhang, with_papers(town, zhang)), "submission")
    assert page.status == 422
    assert "请选一种" in page.text
    assert "#f-pledge" in page.links


def test_who_pledges_with_all_papers_is_granted_at_once(town: Town, browse: Browse) -> None:
    zhang = browse(town.zhang)
    case = with_papers(town, zhang)
    page = zhang.submit(check(zhang, case), "submission", pledge="yes")
    assert page.title == "批准了"
    assert "公众聚集场所消防安全检查意见书" in page.text
    mine = zhang.get(f"/cases/{case}/")
    assert "按规则自动办" in mine.text
    assert f"/cases/{case}/review/" in mine.links


def test_who_chooses_the_pledge_on_the_way_is_granted_at_once(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, FIRE, organisation=town.shop), browse(town.zhang)
    for fact, answer in (("venue", "shop"), ("works", "no"), ("way", "pledge")):
        zhang.post(f"/cases/{case.id}/questions/{fact}/", **{fact: answer})
    for material in ("floor_plan", "fire_rules"):
        zhang.post(f"/cases/{case.id}/materials/{material}/", file=picture())
    assert zhang.submit(check(zhang, case.id), "submission", pledge="yes").title == "批准了"


def test_who_does_not_pledge_goes_the_ordinary_way_with_everything_kept(town: Town, browse: Browse) -> None:
    zhang = browse(town.zhang)
    case = with_papers(town, zhang)
    page = zhang.submit(check(zhang, case), "submission", pledge="no")
    assert page.address.endswith("/answers/")
    assert "先上门检查" in page.text
    assert "floor_plan.png" in page.text
    assert zhang.submit(page, "submission").title == "收到了"
    assert as_it_stands(UUID(case)).state == "submitted"


def test_a_form_without_our_token_is_turned_away_kindly(town: Town, browse: Browse) -> None:
    case, zhang = drafted(town.zhang, TALENT, **HOME), browse(town.zhang)
    zhang.client.handler.enforce_csrf_checks = True
    page = zhang.send(f"/cases/{case.id}/submission/", {})
    assert page.status == 403
    assert "放得太久" in page.text


def test_looking_at_the_address_of_sending_sends_nothing(town: Town, browse: Browse) -> None:
    case = drafted(town.zhang, TALENT, **HOME)
    assert browse(town.zhang).get(f"/cases/{case.id}/submission/").status == 405
    assert as_it_stands(case).state == "draft"
