"""A person at the product in a browser: becomes somebody of the demo, answers questions, and lets every page be examined."""

import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from re import Pattern

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

Examine = Callable[[Page], None]
PATIENCE = 60.0  # seconds until what travels between two nodes must have arrived, on a busy machine
MAIN = "main form button:not([name]), main a.ym-btn"  # what one presses to go on, on a page with one thing


def picture(name: str) -> FilePayload:
    """A small white picture, as the camera of a phone would give it."""
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "PNG")
    return {"name": f"{name}.png", "mimeType": "image/png", "buffer": out.getvalue()}


@dataclass
class Visitor:
    """Walks one page; `examine` fails with every fault of accessibility on it, `base` is the node where one is."""

    page: Page
    examine: Examine
    base: str

    def be(self, key: str, role: str = "") -> None:
        """Become a citizen by key or an officer by badge; with several roles, in the one named."""
        self.page.goto(f"{self.base}/demo")
        row = self.page.locator(f"#{key}")
        (row.get_by_role("button", name=role) if role else row.get_by_role("button")).first.click()

    def be_number(self, number: str) -> None:
        """Become somebody whom the demo does not offer, by the identity number."""
        self.page.goto(f"{self.base}/demo")
        self.page.get_by_label("或者输入一个演示证号").fill(number)
        self.press("当这个人")

    def follow(self, story: str, step: int) -> None:
        """Press what the demo page offers at a step of a story: be somebody on a page, or go to a switch or to the other province."""
        self.page.goto(f"{self.base}/demo")
        told = self.page.get_by_role("listitem").filter(has=self.page.get_by_role("heading", name=story))
        does = told.get_by_role("listitem").nth(step - 1)
        does.get_by_role("button").or_(does.get_by_role("link")).click()
        self.see()

    def see(self, path: str = "") -> None:
        """Go to a page – or stay – and examine it."""
        if path:
            self.page.goto(self.base + path)
        self.examine(self.page)
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), self.page.url

    def choose(self, *answers: str | Pattern[str]) -> None:
        """Tick the answers by their words and go on to the next page."""
        for answer in answers:
            self.choice(answer).first.check()
        self.go_on()

    def choice(self, words: str | Pattern[str], within: Locator | None = None) -> Locator:
        """What is announced with exactly these words; the key that stands beside them is no part of its name."""
        where = within or self.page.locator("main")
        return where.get_by_role("radio", name=words, exact=True).or_(
            where.get_by_role("checkbox", name=words, exact=True)
        )

    def go_on(self) -> None:
        """Press the button of the page; where there is nothing to fill in, it is a link that looks like one."""
        self.page.locator(MAIN).first.click()
        self.see()

    def press(self, name: str | Pattern[str]) -> None:
        """Press the button – or the link that looks like one – with this name, and examine where one comes."""
        self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)).first.click()
        self.see()

    def keys(self, *pressed: str) -> None:
        """Press keys, once the page listens to them: its scripts run after its words stand there."""
        self.page.wait_for_load_state()
        for key in pressed:
            self.page.keyboard.press(key)

    def fill(self, label: str, words: str) -> None:
        self.page.locator("main").get_by_label(label).fill(words)

    def tick(self, label: str | Pattern[str]) -> None:
        """The choice with exactly these words, as a person taps it."""
        self.choice(label).check()

    def answer(self, question: str, answer: str) -> None:
        """Choose an answer of the question that has these words, where several stand on a page."""
        self.choice(answer, self.page.get_by_role("group", name=question)).check()

    def hand_in(self, material: str) -> None:
        """Open a material of the list, photograph it and come back to the list."""
        self.press(material)
        self.page.locator("main input[type=file]").set_input_files(picture(material))
        self.go_on()

    def upload(self, *names: str) -> None:
        """Hand in a photograph for each of these, as the camera of a phone gives it."""
        for name in names:
            part = self.page.get_by_role("region", name=name)
            part.locator("input[type=file]").set_input_files(picture(name))

    def reads(self, text: str | Pattern[str]) -> None:
        expect(self.page.locator("body")).to_contain_text(text)

    def reads_not(self, text: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(text)

    def headed(self, text: str | Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def acts(self) -> Locator:
        """What may be done with a case, at the desk."""
        return self.page.get_by_role("complementary", name="可以做的")

    def find(self, words: str) -> None:
        """Look for a case at the desk; the only one opens by itself, of several the first is the most urgent."""
        self.page.get_by_role("searchbox").fill(words)
        with self.page.expect_navigation():
            self.page.get_by_role("searchbox").press("Enter")
        if "?q=" in self.page.url:
            self.page.get_by_role("rowheader").get_by_role("link").first.click()
        self.see()

    def act(self, name: str) -> None:
        """Begin an act with the case that is open."""
        self.acts().get_by_role("link", name=re.compile(f"^{name}")).click()
        self.see()

    def waits_for(self, text: str) -> None:
        """Look again until what another office or province does has come here."""
        end = time.monotonic() + PATIENCE
        while text not in self.page.locator("body").inner_text():
            assert time.monotonic() < end, f"waited {PATIENCE:.0f} s on {self.page.url} for “{text}”"
            self.page.wait_for_timeout(300)
            self.page.reload()

    def case_path(self) -> str:
        """The address of the case whose page this is, as /cases/<id>/."""
        return "/cases/" + self.page.url.split("/cases/")[1].split("/")[0] + "/"

    def later(self, *steps: str) -> None:
        """Press on the demo's clock, by the words of its buttons."""
        self.page.goto(f"{self.base}/demo")
        for step in steps:
            self.press(step)

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

    def begin_passport(self, number: str, name: str) -> None:
        """At the intake desk: the person has shown an identity card, and wants a passport in place of a full one."""
        self.fill("公民身份号码", number)
        self.fill("姓名", name)
        self.tick("居民身份证")
        self.press(re.compile("^开始办"))
        self.press(re.compile("^开始 普通护照换发"))
        self.answer("为什么换护照", "签证页快用完")

    def first_case(self) -> str:
        """Open the first of the own cases; its address."""
        self.see("/cases/")
        self.page.locator("main a[href^='/cases/']").first.click()
        self.see()
        return self.case_path()

    def first_case_of(self, key: str) -> str:
        """Become a citizen and open the first of the own cases; its address."""
        self.be(key)
        return self.first_case()
