import hashlib
from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser, Page
from tests.channels.portal.stories import ENDORSEMENT, accepted, approved, correcting, drafted, move, rejected
from tests.channels.portal.test_review import granted_by_rule
from tests.channels.portal.town import WINDOW, Town, as_applicant
from yimen.core.cases.dossier import Dossier

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]


def letter(browser: Browser, case: Dossier, kind: str) -> Page:
    return browser.get(f"/papers/{next(paper for paper in case.papers if paper.kind == kind).id}/")


def test_a_receipt_says_what_was_taken_and_what_silence_means(town: Town, browse: Browse) -> None:
    case = move(
        drafted(town.zhang, ENDORSEMENT, destinations=["HKG"], entries={"HKG": "HKG3M1"}),
        "submit",
        as_applicant(town.zhang),
    )
    page = letter(browse(town.zhang), case, "REC")
    assert page.title == "收件凭证"
    for words in (
        "张示例：",
        "由登记库核验、不要你提交的：证件照片",
        "逾期没有告知的，自收到之日起就是受理",
        "《行政许可法》第三十二条（四）",
        "核验码",
    ):
        assert words in page.text, words


def test_a_notice_of_acceptance_has_both_days_with_their_law(town: Town, browse: Browse) -> None:
    page = letter(browse(town.zhang), accepted(town.zhang), "ACP")
    assert "承诺期限：" in page.text
    assert "期限从第二天开始计算" in page.text


def test_a_correction_notice_tells_everything_and_that_it_is_everything(town: Town, browse: Browse) -> None:
    page = letter(browse(town.zhang), correcting(town.zhang), "SGZ")
    for words in ("（一）学历证书看不清", "（二）落户地址请再确认一次", "需要补正的全部内容就是以上各项", "前补来"):
        assert words in page.text, words


def test_a_refusal_has_reasons_the_path_and_every_remedy(town: Town, browse: Browse) -> None:
    page = letter(browse(town.zhang), rejected(town.zhang), "NST")
    for words in (
        "落户地址的房屋不是本人所有",
        "《户口登记条例》第六条",
        "我们怎么判断的",
        "人力资源社会保障库",
        "60 日内",
        "行政复议",
        "6 个月内",
        "行政诉讼",
        "由人作出",
    ):
        assert words in page.text, words


def test_a_grant_names_the_certificate_with_its_days(town: Town, browse: Browse) -> None:
    page = letter(browse(town.zhang), approved(town.zhang), "SAL")
    assert "准予迁入证明" in page.text
    assert "有效期" in page.text


def test_a_grant_by_rule_says_so_and_how_to_get_a_person(town: Town, browse: Browse) -> None:
    page = letter(browse(town.zhang), granted_by_rule(town), "SAL")
    for words in ("按公布的规则自动作出", "人工复核", "你已签署承诺"):
        assert words in page.text, words


def test_what_was_signed_stands_in_the_receipt_with_its_digest(town: Town, browse: Browse) -> None:
    case = granted_by_rule(town)
    page = letter(browse(town.zhang), case, "REC")
    assert hashlib.sha256(case.pledges[0].text.encode()).hexdigest() in page.text.replace(" ", "")
    assert "登录本平台后签署" in page.text


def test_a_notice_taken_back_says_so(town: Town, browse: Browse) -> None:
    case = move(correcting(town.zhang), "withdraw_notice", WINDOW, why="登记里查到了。")
    assert "不再有效" in letter(browse(town.zhang), case, "SGZ").text


def test_a_paper_of_somebody_else_does_not_exist(town: Town, browse: Browse) -> None:
    case = accepted(town.zhang)
    assert letter(browse(town.li), case, "ACP").status == 404
    assert browse(town.li).get("/papers/01a20f29-dafc-72aa-a7fa-bdba8ef7f070/").status == 404


def test_no_secret_stands_in_the_path_of_a_decision(town: Town, browse: Browse) -> None:
    page = letter(browse(town.zhang), rejected(town.zhang), "NST")
    assert "落户核查" not in page.source
    assert "当面办" not in page.source


def test_a_paper_asks_at_most_twice(town: Town, browse: Browse, queries: Callable[[Browser, str], list[str]]) -> None:
    case = rejected(town.zhang)
    paper = next(one for one in case.papers if one.kind == "NST")
    assert len(queries(browse(town.zhang), f"/papers/{paper.id}/")) <= 2
