from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import (
    ENDORSEMENT,
    HOME,
    PASSPORT,
    accepted,
    approved,
    correcting,
    drafted,
    examined,
    move,
    rejected,
    submitted,
)
from tests.channels.portal.town import DECIDER, EXAMINER, WINDOW, Town, as_applicant
from yimen.core.places.clock import today

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]


def test_the_four_facts_and_the_drawn_clock_stand_on_the_page(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).get(f"/cases/{accepted(town.zhang, 2).id}/")
    for words in (
        "现在在谁手里",
        "公安机关户政部门 审查岗",
        "警号 ****12",
        "从什么时候",
        "下一步",
        "什么会让它停下",
        "没有能让它停下的规定",
    ):
        assert words in page.text, words
    assert 'role="img" aria-label="从头到尾' in page.source
    assert "您现在不用做任何事" in page.text


def test_no_name_of_an_officer_is_shown(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).get(f"/cases/{examined(town.zhang).id}/")
    assert "王示例" not in page.source
    assert "****06" in page.text


def test_steps_say_what_happened_what_is_going_on_and_what_comes(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).get(f"/cases/{examined(town.zhang).id}/")
    words = ("您提交了申请", "已受理", "审查过", "复核、签发决定", "作出决定", "送达")
    places = [page.text.index(word) for word in words]
    assert places == sorted(places)


def test_a_licence_says_what_silence_means_and_a_registration_does_not(town: Town, browse: Browse) -> None:
    licence = move(
        drafted(town.zhang, ENDORSEMENT, destinations=["HKG"], entries={"HKG": "HKG3M1"}),
        "submit",
        as_applicant(town.zhang),
    )
    assert "按法律就算受理" in browse(town.zhang).get(f"/cases/{licence.id}/").text
    assert "按法律就算受理" not in browse(town.zhang).get(f"/cases/{submitted(town.zhang).id}/").text


def test_what_was_not_handed_in_and_is_needed_stands_beside_the_receipt(town: Town, browse: Browse) -> None:
    case = move(
        drafted(town.zhang, ENDORSEMENT, destinations=["HKG"], entries={"HKG": "HKG3M1"}),
        "submit",
        as_applicant(town.zhang),
    )
    page = browse(town.zhang).get(f"/cases/{case.id}/")
    assert "还没交的，到时候要用 电子往来港澳通行证" in page.text


def test_who_must_come_once_is_told_where(town: Town, browse: Browse) -> None:
    case = move(drafted(town.zhang, PASSPORT, reason="expiring"), "submit", as_applicant(town.zhang))
    page = browse(town.zhang).get(f"/cases/{case.id}/")
    assert "轮到您 · 来窗口一次" in page.text
    assert any(link.startswith(f"/services/{PASSPORT}/?region=440106") for link in page.links)


def test_a_pause_says_why_and_until_when(town: Town, browse: Browse) -> None:
    case = move(
        drafted(town.zhang, ENDORSEMENT, destinations=["HKG"], entries={"HKG": "HKG3M1"}),
        "submit",
        as_applicant(town.zhang),
    )
    move(case, "accept", WINDOW)
    move(
        case, "suspend", EXAMINER, kind="testing", expected=(today() + timedelta(days=5)).isoformat(), why="核对芯片。"
    )
    page = browse(town.zhang).get(f"/cases/{case.id}/")
    assert "现在暂停，不计时间" in page.text
    assert "检测，预计到" in page.text
    assert "核对芯片。" in page.text


def test_a_promise_that_passed_is_our_fault_and_said_so(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).get(f"/cases/{accepted(town.zhang, 30).id}/")
    assert "是我们的责任" in page.text


def test_a_grant_shows_its_certificate_and_how_it_comes(town: Town, browse: Browse) -> None:
    page = browse(town.zhang).get(f"/cases/{approved(town.zhang).id}/")
    assert "准予迁入证明" in page.text
    assert "等邮寄到家，或者带身份证到窗口领" in page.text


def test_a_refusal_leads_to_its_decision(town: Town, browse: Browse) -> None:
    case, zhang = rejected(town.zhang), browse(town.zhang)
    page = zhang.get(f"/cases/{case.id}/")
    assert "看决定书" in page.text
    decision = next(paper for paper in case.papers if paper.kind == "NST")
    assert f"/papers/{decision.id}/" in page.links


def test_a_draft_and_a_correction_lead_on_by_one_button(town: Town, browse: Browse) -> None:
    zhang = browse(town.zhang)
    draft, asked = drafted(town.zhang, **HOME), correcting(town.zhang)
    assert f"/cases/{draft.id}/have/" in zhang.get(f"/cases/{draft.id}/").links
    assert f"/cases/{asked.id}/correction/" in zhang.get(f"/cases/{asked.id}/").links


def test_a_case_is_found_by_its_number_however_it_is_typed(town: Town, browse: Browse) -> None:
    case, zhang = submitted(town.zhang), browse(town.zhang)
    digits = (case.number or "").removeprefix("YM")
    for typed in (case.number, digits, f"ym-{digits[:4]}-{digits[4:]}"):
        assert zhang.get(f"/cases/{typed}/").address == f"/cases/{case.id}/"
    assert zhang.get("/cases/YM0000000000000000/").status == 404
    assert browse(town.li).get(f"/cases/{case.number}/").status == 404


def test_an_officer_of_the_place_sees_what_the_applicant_sees(town: Town, browse: Browse) -> None:
    case = submitted(town.zhang)
    page = browse(WINDOW).get(f"/cases/{case.id}/")
    assert page.status == 200
    assert f"/cases/{case.id}/withdrawal/" not in page.links


def test_my_case_asks_at_most_twice(town: Town, browse: Browse, queries: Callable[[Browser, str], list[str]]) -> None:
    zhang = browse(town.zhang)
    for case in (drafted(town.zhang, **HOME), correcting(town.zhang), approved(town.zhang)):
        assert len(queries(zhang, f"/cases/{case.id}/")) <= 2
    assert len(queries(zhang, f"/cases/{approved(town.zhang).id}/receipt/")) <= 1


def test_what_was_revoked_is_on_its_way_to_nobody_and_can_be_contested(town: Town, browse: Browse) -> None:
    reasons = [{"text": "学历证书是伪造的。", "law": "许可法§69"}]
    case = move(approved(town.zhang), "revoke", DECIDER, ground="deceit", reasons=reasons)
    page = browse(town.zhang).get(f"/cases/{case.id}/")
    assert "批准已经撤销，证不能再用" in page.text
    assert "看决定书" in page.text
    for words in ("正在给您送", "发到您手上", "批准了"):
        assert words not in page.text, words
