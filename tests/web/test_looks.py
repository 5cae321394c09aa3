"""Every page with its sample in a real browser: nothing sideways on the smallest phone, nothing that axe finds, keys that work."""

import os
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Page, sync_playwright

from yimen.config.environment import CHECKOUT
from yimen.web.samples import samples

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.urls("tests.web.addresses")]
AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
RUN = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
PAGES = ["", *sorted(samples())]
LOOKS = [(320, "zh-Hans.large.normal"), (1440, "en.normal.high")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=sandbox)
        yield chromium
        chromium.close()


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class AtOnce(ThreadingMixIn, WSGIServer):
    """Several files at once, as a browser asks for them."""

    daemon_threads = True


@pytest.fixture(scope="module")
def here() -> Iterator[str]:
    """The pages with their static files; the samples ask no database."""
    server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), AtOnce, Quiet)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def opened(browser: Browser, here: str, width: int, wanted: str) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True, reduced_motion="reduce")
    context.add_cookies([{"name": "ym_prefs", "value": wanted, "url": here}])
    return context.new_page()


@pytest.mark.parametrize(("width", "wanted"), LOOKS)
def test_no_page_moves_sideways_and_axe_finds_nothing(browser: Browser, here: str, width: int, wanted: str) -> None:
    page, faults = opened(browser, here, width, wanted), []
    for name in PAGES:
        page.goto(f"{here}/style/{name}{'/' if name else ''}")
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            faults.append(f"{name}: {found} px wide on {width}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        faults += [
            f"{name}: {fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in page.evaluate(RUN)["violations"]
        ]
    assert faults == []


def test_the_skip_link_comes_first_and_shows_where_the_keyboard_is(browser: Browser, here: str) -> None:
    page = opened(browser, here, 390, "zh-Hans.normal.normal")
    page.goto(f"{here}/style/question/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ym-skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_letters_of_the_desk_do_what_their_buttons_say_but_never_while_somebody_types(
    browser: Browser, here: str
) -> None:
    page = opened(browser, here, 1440, "zh-Hans.normal.normal")
    page.goto(f"{here}/style/desk-case/")
    page.keyboard.press("j")
    assert "示例小院民宿" in page.evaluate("document.activeElement.innerText")
    page.keyboard.press("/")
    page.keyboard.type("c j ?")
    assert page.input_value("#q") == "c j ?"
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    assert page.locator("#keys").evaluate("keys => keys.matches(':popover-open')")
    page.keyboard.press("Escape")
    assert not page.locator("#keys").evaluate("keys => keys.matches(':popover-open')")


def test_a_letter_is_one_sheet_of_paper(browser: Browser, here: str) -> None:
    page = opened(browser, here, 900, "zh-Hans.normal.normal")
    page.goto(f"{here}/style/letter/")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
