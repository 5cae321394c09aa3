"""The second screen of a counter: paired by a code, read, signed and rated by the person, while the officer goes on by keys."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import CHINESE, PATIENCE
from tests.journeys.visitor import Visitor

NUMBER, NAME = "440106199003019986", "张示例"
SCREEN: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "has_touch": True}


@pytest.fixture
def screen(browser: Browser, base_url: str, accessible: Callable[[Page], None]) -> Iterator[Visitor]:
    """What stands before the person, a browser of its own."""
    context = browser.new_context(**SCREEN, **CHINESE)
    context.set_default_timeout(PATIENCE)
    yield Visitor(context.new_page(), accessible, base_url)
    context.close()


@pytest.fixture
def paired(officer: Visitor, screen: Visitor) -> Iterator[None]:
    """The officer has typed what the screen shows; afterwards the screen is let go, whatever has happened."""
    officer.be("gd1001")
    officer.see("/desk/screen/")
    screen.see(str(officer.page.locator("main a[href^='/screen/']").first.get_attribute("href")))
    screen.press("出配对码")
    officer.fill("屏上的六位数", screen.page.locator(".ym-counter__code").inner_text())
    officer.press(re.compile("^配对"))
    screen.headed("请稍等")
    yield
    officer.see("/desk/screen/")
    officer.press(re.compile("^断开"))
    screen.headed("还没有配对")


def begun(officer: Visitor) -> None:
    officer.see("/desk/intake/")
    officer.begin_passport(NUMBER, NAME)


def signs(screen: Visitor) -> None:
    box = screen.page.locator("canvas").bounding_box()
    assert box
    mouse = screen.page.mouse
    mouse.move(box["x"] + 40, box["y"] + 40)
    mouse.down()
    mouse.move(box["x"] + 200, box["y"] + 100, steps=5)
    mouse.up()


@pytest.mark.usefixtures("paired")
def test_the_person_reads_says_what_is_wrong_signs_and_rates_and_the_officer_sees_it_at_once(
    officer: Visitor, screen: Visitor
) -> None:
    begun(officer)
    officer.press(re.compile("^给对方看"))
    screen.headed("请核对您交来的东西")
    screen.see()
    screen.press("不对，要改")
    screen.page.get_by_label("换发原因").check()
    screen.press("告诉窗口")
    officer.reads("对方说不对：换发原因")
    officer.press(re.compile("^改好了，再给对方看"))
    screen.headed("请核对您交来的东西")
    signs(screen)
    screen.press("对，就这样办")
    officer.reads("手写签名")
    officer.press(re.compile("^登记到场并提交"))
    officer.headed("收下了")
    screen.headed("收下了")
    screen.page.get_by_role("button", name="非常满意", exact=True).click()
    expect(screen.page.locator("body")).to_contain_text("谢谢，记下了")
