"""A person at the product in a browser: becomes somebody of the demo, answers questions, and lets every page be examined."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

Examine = Callable[[Page], None]
DESK = {"width": 1440, "height": 900}


@dataclass
class Visitor:
    """Walks one page; `examine` fails with every fault of accessibility on it."""

    page: Page
    examine: Examine
    base: str

    def be(self, key: str, role: str = "") -> None:
        """Become a citizen by key or an officer by badge; with several roles, in the one named."""
        self.page.goto(f"{self.base}/demo")
        row = self.page.locator(f"#{key}")
        (row.get_by_role("button", name=role) if role else row.get_by_role("button")).first.click()

    def see(self, path: str = "") -> None:
        """Go to a page – or stay – and examine it."""
        if path:
            self.page.goto(self.base + path)
        self.examine(self.page)
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), self.page.url

    def choose(self, *answers: str) -> None:
        """Tick the answers by their words and go on to the next page."""
        for answer in answers:
            self.page.locator("main").get_by_text(answer, exact=True).first.click()
        self.go_on()

    def go_on(self) -> None:
        """Press the button of the page; where there is nothing to fill in, it is a link that looks like one."""
        self.page.locator("main form button:not([name]), main a.ym-btn").first.click()
        self.see()

    def reads(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def case_path(self) -> str:
        """The address of the case whose page this is, as /cases/<id>/."""
        return "/cases/" + self.page.url.split("/cases/")[1].split("/")[0] + "/"

    def later(self, step: str) -> None:
        """Move the demo's clock: a day, five working days (`week`), a month, or back."""
        self.page.goto(f"{self.base}/demo")
        self.page.locator(f"button[value='{step}']").click()

    def take_first_answers_until(self, address: str) -> None:
        """Answer each page with the first thing that it offers, until an address comes; at most twenty pages."""
        for _ in range(20):
            if address in self.page.url:
                return
            for group in self._groups():
                self.page.locator(f"main input[name='{group}']").first.check(force=True)
            self.go_on()
        raise AssertionError(f"{address} never came; stopped at {self.page.url}")

    def _groups(self) -> list[str]:
        """The names of what is to be chosen on this page and is not chosen yet."""
        choices = self.page.locator("main input[type=radio], main input[type=checkbox]").all()
        names = list(dict.fromkeys(str(one.get_attribute("name")) for one in choices))
        return [name for name in names if not self.page.locator(f"main input[name='{name}']:checked").count()]

    def first_case_of(self, key: str) -> str:
        """Become a citizen and open the first of the own cases; its address."""
        self.be(key)
        self.see("/cases/")
        self.page.locator("main a[href^='/cases/']").first.click()
        self.see()
        return self.case_path()
