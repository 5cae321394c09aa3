from datetime import date

import pytest

from tests.channels.portal.browsing import Browser
from yimen.core.papers.payload import payload

pytestmark = pytest.mark.django_db


def test_the_words_of_a_code_are_checked_without_looking_anything_up(visitor: Browser) -> None:
    code = payload("SAL", "440106000001-SAL-2026-000001", date(2026, 11, 25), {"a": 1}, "张**")
    page = visitor.send("/verify/offline/", {"code": f"http://127.0.0.1/verify/x/#{code}"})
    assert page.status == 200
    for words in ("签名是真的", "440106000001-SAL-2026-000001", "2026年11月25日", "张**"):
        assert words in page.text, words


def test_a_code_that_was_changed_is_said_so(visitor: Browser) -> None:
    code = payload("SAL", "440106000001-SAL-2026-000001", date(2026, 11, 25), {"a": 1}, "张**")
    page = visitor.send("/verify/offline/", {"code": code[:-5] + "AAAAA"})
    assert page.status == 422
    assert "签名对不上" in page.text or "不是我们文书上的二维码" in page.text
    assert visitor.send("/verify/offline/", {"code": ""}).status == 422
