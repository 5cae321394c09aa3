"""A standard case costs the three officers of its procedure at most twelve keys, no mouse, and at most two requests a page."""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

NUMBER, NAME = "44010619850512997X", "李测试"
MOST_KEYS, MOST_REQUESTS = (
    12,
    2,
)  # an act is sent, and the page after it fetched; pages come with nothing that is not kept already


@dataclass
class Hands:
    """Fingers on a keyboard: counts what is pressed, and what the server is asked until the next page stands."""

    officer: Visitor
    keys: int = 0
    most_asked: int = 0

    def press(self, *keys: str) -> None:
        """The last key brings another page."""
        for key in keys[:-1]:
            self.officer.page.keyboard.press(key)
        asked: list[str] = []
        noted = asked.append
        self.officer.page.on("request", lambda one: noted(one.url) if one.resource_type == "document" else None)
        with self.officer.page.expect_navigation(wait_until="domcontentloaded"):
            self.officer.page.keyboard.press(keys[-1])
        self.keys += len(keys)
        self.most_asked = max(self.most_asked, len(asked))

    def open(self, name: str) -> None:
        """The row of the queue on which one stands; Enter opens it."""
        self.officer.page.goto(f"{self.officer.base}/desk/")
        self.officer.page.get_by_role("row").filter(has_text=name).first.get_by_role("link").focus()
        self.press("Enter")


def taken_in(officer: Visitor) -> None:
    officer.be("gd1001")
    officer.page.goto(f"{officer.base}/desk/intake/")
    officer.begin_passport(NUMBER, NAME)
    officer.page.get_by_role("button", name="先存，看还差什么").click()
    officer.tick("原护照")
    officer.press(re.compile("^登记到场并提交"))
    officer.headed("收下了")


def test_a_standard_case_takes_twelve_keys_no_mouse_and_two_requests_a_page(officer: Visitor) -> None:
    taken_in(officer)
    hands = Hands(officer)
    for badge, steps in (
        ("gd1001", (("a",), ("Control+Enter",))),
        ("gd1002", (("e",), ("1", "3", "Control+Enter"))),
        ("gd1003", (("p",), ("Control+Enter",), ("Control+Enter",))),
    ):
        officer.be(badge)
        hands.open(NAME)
        for step in steps:
            hands.press(*step)
    expect(officer.page.locator("body")).to_contain_text("已准予")
    assert hands.keys <= MOST_KEYS
    assert hands.most_asked <= MOST_REQUESTS
