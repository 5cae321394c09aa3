"""Officers enrol with a code of their head, or of an administrator who set up their office by Excel, and come in by passkey, in a real
browser with a virtual authenticator; a citizen comes in by the provincial identity."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import CHINESE, DESK, PATIENCE
from tests.journeys.visitor import Visitor
from yimen.core.administration.workbook import workbooks

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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

    enrol(newcomer, "gd1001", code, "柜台电脑")
    come_in(newcomer, "/desk/keys/")
    expect(newcomer.page.get_by_role("heading", name="我的登录")).to_be_visible()


def enrol(newcomer: Visitor, badge: str, code: str, computer: str) -> None:
    """Make a passkey with a code that was handed over, and leave."""
    page = newcomer.page
    newcomer.see("/desk/enrol/")
    page.get_by_label("警号或者工号").fill(badge)
    page.get_by_label("启用码").fill(code)
    page.get_by_role("button", name="下一步").click()
    newcomer.see()
    page.get_by_label("给它起个名字").fill(computer)
    page.get_by_role("button", name="做一个通行密钥").click()
    expect(page.get_by_role("heading", name="备用码")).to_be_visible()
    newcomer.see()
    page.get_by_role("link", name="收好了").click()
    newcomer.see()
    expect(page.get_by_text(computer).first).to_be_visible()
    page.get_by_role("button", name="全部退出").click()


def come_in(newcomer: Visitor, to: str) -> None:
    newcomer.see(f"/desk/sign-in/?next={to}")
    newcomer.page.get_by_role("button", name="用通行密钥登录").click()
    newcomer.page.wait_for_url(f"{newcomer.base}{to}")


def test_an_administrator_sets_up_an_office_by_excel_and_its_new_officer_opens_the_desk(
    officer: Visitor, newcomer: Visitor
) -> None:
    officer.be("gd1911")
    assert officer.page.url.endswith("/desk/house/")
    officer.see("/desk/house/workbook/")
    officer.page.get_by_label("表格文件").set_input_files(
        {"name": "office.xlsx", "mimeType": EXCEL, "buffer": county()}
    )
    officer.fill("为什么", "周一开门")
    officer.press("检查并导入")
    officer.reads("已变更")
    officer.see("/desk/house/staff/n9001/")
    officer.page.get_by_role("button", name="给启用码").click()
    officer.see()
    code = officer.page.get_by_role("alert").locator("code").inner_text()

    enrol(newcomer, "n9001", code, "新厅电脑")
    come_in(newcomer, "/desk/")
    newcomer.see()
    newcomer.reads("示例新厅")
    newcomer.reads("窗口")


def county() -> bytes:
    """An office with a counter, a member and a post, as an administrator writes them down."""
    office = "440106990001"
    sheets = {
        "网点": [
            ["网点代码", "名称", "类别", "主管机关", "开放时间"],
            [office, "示例新厅", "大厅", "exit_entry_police", "周一至周五 9:00–17:00"],
        ],
        "窗口": [["网点代码", "窗口号", "名称"], [office, "1", "一号窗口"]],
        "人员": [["警号", "姓名", "管辖区划"], ["n9001", "新示例", "440106"]],
        "任职": [["警号", "网点代码", "岗位", "从哪天"], ["n9001", office, "窗口", "2026-01-01"]],
    }
    return workbooks().write(sheets, {})


def test_a_citizen_comes_in_by_the_provincial_identity_and_sees_where(citizen: Visitor) -> None:
    citizen.see("/sign-in/?next=/mine/sessions/")
    citizen.page.get_by_role("link", name="用统一身份登录").click()
    citizen.see()
    citizen.page.get_by_role("button", name="是我 张示例").click()
    expect(citizen.page.get_by_role("heading", name="我的登录")).to_be_visible()
    citizen.see()
    citizen.see("/mine/family/")
