from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import approved, correcting, move, rejected
from tests.channels.portal.town import DECIDER, WINDOW, Town

pytestmark = pytest.mark.django_db


def test_anybody_sees_that_a_paper_is_genuine_and_nothing_of_whose_it_is(town: Town, visitor: Browser) -> None:
    paper = next(one for one in rejected(town.zhang).papers if one.kind == "NST")
    page = visitor.get(f"/verify/{paper.token}/")
    assert page.title == "这张文书是真的"
    assert "不予办理决定书" in page.text
    assert str(paper.number) in page.text
    for private in ("张示例", "示例", "440106199001010013", str(town.zhang.id)):
        assert private not in page.main


def test_a_paper_that_was_taken_back_no_longer_stands(town: Town, visitor: Browser) -> None:
    case = move(correcting(town.zhang), "withdraw_notice", WINDOW, why="查到了。")
    paper = next(one for one in case.papers if one.kind == "SGZ")
    assert "撤回了" in visitor.get(f"/verify/{paper.token}/").text


def test_a_paper_whose_grant_was_revoked_is_genuine_and_of_no_use(town: Town, visitor: Browser) -> None:
    case = approved(town.zhang)
    paper = next(one for one in case.papers if any(given.n == one.n for given in case.certificates))
    assert "有效" in visitor.get(f"/verify/{paper.token}/").main
    reasons = [{"text": "学历证书是伪造的。", "law": "许可法§69"}]
    move(case, "revoke", DECIDER, ground="deceit", reasons=reasons)
    page = visitor.get(f"/verify/{paper.token}/")
    assert page.title == "这张文书是真的"
    assert "已撤销" in page.main
    assert "有效" not in page.main


@pytest.mark.parametrize("code", ["rubbish", "x" * 300, "%00", "..%2f", "' or 1=1"])
def test_a_code_that_we_never_gave_is_said_so(visitor: Browser, code: str) -> None:
    page = visitor.get(f"/verify/{code}/")
    assert page.status in (400, 404)
    assert "data-yimen" in page.source


def test_a_code_can_be_typed(town: Town, visitor: Browser) -> None:
    token = correcting(town.zhang).papers[0].token
    assert visitor.get("/verify/").status == 200
    assert visitor.get("/verify/", code=f" {token} ").title == "这张文书是真的"


def test_verifying_asks_once(town: Town, visitor: Browser, queries: Callable[[Browser, str], list[str]]) -> None:
    token = correcting(town.zhang).papers[0].token
    assert len(queries(visitor, f"/verify/{token}/")) == 1
