"""Journeys run in a real browser against the running product: two provinces, demo data, a worker each."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.visitor import Visitor
from tests.product import Product, empty_folder, free_port, product
from yimen.config.environment import CHECKOUT

AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
RUN = """document.getAnimations().forEach(one => one.finish());
axe.run({resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
.then(found => found.violations)"""
# What axe judges of a page: which elements stand in which, what they are called, and whether anything is written there – not what.
SHAPE = """() => [innerWidth, document.title !== "", ...[document.documentElement, ...document.querySelectorAll("*")].map(one => [
    one.tagName, one.children.length, [...one.childNodes].some(node => node.nodeType == 3 && node.data.trim()),
    ...[...one.attributes].filter(its => !/^(href|src|action|value|content|nonce|datetime|d|data-.*)$/.test(its.name))
        .map(its => its.name + its.value.replace(/[0-9a-f-]{8,}|\\d+/g, "#")),
].join())].join("|")"""
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PATIENCE = 15_000  # milliseconds until what is to be pressed must be there
CHINESE: dict[str, Any] = {
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
    "reduced_motion": "reduce",
}  # no colour half-way


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "moves_the_clock: of everybody, so it comes after all others")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever moves the clock of everybody comes last."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("journey")
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    """A second case of somebody of whom a story tells comes after the story, and who moves the clock of everybody last."""
    if item.get_closest_marker("moves_the_clock"):
        return 2
    return int(item.path.name == "test_counter_screen.py")


@pytest.fixture(scope="session")
def yimen() -> Iterator[Product]:
    """Both nodes, started once for all journeys."""
    with empty_folder() as home, product(home, free_port(), peer=True) as running:
        yield running


@pytest.fixture(scope="session")
def base_url(yimen: Product) -> str:
    return yimen.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's chromium; without a sandbox only as root, who may not have one."""
    arguments = [
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": [*arguments, *sandbox]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A phone that speaks Chinese."""
    return {**browser_context_args, **PHONE, **CHINESE}


@pytest.fixture(scope="session")
def accessible() -> Callable[[Page], None]:
    """Fails with every fault that axe finds on the page as it stands. A page of one shape is examined once."""
    source, seen = AXE.read_text(encoding="utf-8"), set[int]()

    def look(page: Page) -> None:
        page.wait_for_load_state()
        shape = hash(page.evaluate(SHAPE))
        if shape in seen:
            return
        seen.add(shape)
        page.evaluate(source)
        faults = page.evaluate(RUN)
        told = [f"{fault['id']}: {fault['help']}: {node['html'][:160]}" for fault in faults for node in fault["nodes"]]
        assert not told, "\n".join([page.url, *told])

    return look


@pytest.fixture
def citizen(page: Page, base_url: str, accessible: Callable[[Page], None]) -> Visitor:
    """Somebody with a phone who has not said yet who they are."""
    page.set_default_timeout(PATIENCE)
    return Visitor(page, accessible, base_url)


@pytest.fixture
def officer(browser: Browser, base_url: str, accessible: Callable[[Page], None]) -> Iterator[Visitor]:
    """Somebody at a desk who has not said yet who they are."""
    context = browser.new_context(**DESK, **CHINESE)
    context.set_default_timeout(PATIENCE)
    yield Visitor(context.new_page(), accessible, base_url)
    context.close()


@pytest.fixture
def without_script(browser: Browser, base_url: str) -> Iterator[Visitor]:
    """Somebody whose phone runs no scripts – and so not axe either, which sees the same pages in the other journeys."""
    context = browser.new_context(**PHONE, **CHINESE, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    yield Visitor(context.new_page(), lambda _: None, base_url)
    context.close()
