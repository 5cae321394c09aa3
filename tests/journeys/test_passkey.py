"""An officer enrols with a code of the head and comes in by passkey, in a real browser with a virtual authenticator; a citizen comes in by
the provincial identity."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import CHINESE, DESK, PATIENCE
from tests.journeys.visitor import Visitor

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def newcomer(browser: Browser, base_url: str, accessible: Callable[[Page], None]) -> Iterator[Visitor]:
    """Somebody at a desk of one's own whose computer holds passkeys; those belong to names, not to numbers of a network."""
    context = browser.new_context(**DESK, **CHINESE)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    talk = context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    talk.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield Visitor(page, accessible, base_url.replace("127.0.0.1", "localhost"))
    context.close()


def test_an_officer_makes_a_passkey_with_a_code_and_comes_in_with_it(officer: Visitor, newcomer: Visitor) -> None:
    officer.be("gd1004", "负责人")
    officer.see("/desk/staff/")
    officer.page.get_by_role("button", name="给启用码 白示例").click()
    officer.see()
    code = officer.page.get_by_role("alert").locator("code").inner_text()

    page = newcomer.page
    newcomer.see("/desk/enrol/")
    page.get_by_label("警号或者工号").fill("gd1001")
    page.get_by_label("启用码").fill(code)
    page.get_by_role("button", name="下一步").click()
    newcomer.see()
    page.get_by_label("给它起个名字").fill("柜台电脑")
    page.get_by_role("button", name="做一个通行密钥").click()
    expect(page.get_by_role("heading", name="备用码")).to_be_visible()
    newcomer.see()
    page.get_by_role("link", name="收好了").click()
    newcomer.see()
    expect(page.get_by_text("柜台电脑").first).to_be_visible()
    page.get_by_role("button", name="全部退出").click()

    newcomer.see("/desk/sign-in/?next=/desk/keys/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_role("heading", name="我的登录")).to_be_visible()
    assert page.url.endswith("/desk/keys/")


def test_a_citizen_comes_in_by_the_provincial_identity_and_sees_where(citizen: Visitor) -> None:
    citizen.see("/sign-in/?next=/mine/sessions/")
    citizen.page.get_by_role("link", name="用统一身份登录").click()
    citizen.see()
    citizen.page.get_by_role("button", name="是我 张示例").click()
    expect(citizen.page.get_by_role("heading", name="我的登录")).to_be_visible()
    citizen.see()
    citizen.see("/mine/family/")
