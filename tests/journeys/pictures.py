"""Takes the pictures of docs/pictures from the running product: `python -m tests.journeys.pictures`.

Each is a page as somebody meets it in a story of the demo, in few colours, so that none is larger than LARGEST.
"""

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.conftest import CHINESE, DESK, PHONE
from tests.journeys.visitor import Visitor
from tests.product import empty_folder, free_port, product
from yimen.config.environment import CHECKOUT

FOLDER = CHECKOUT / "docs" / "pictures"
LARGEST = 200 * 1024  # bytes
COLOURS = (128, 64, 32)
CHROMIUM = "/usr/bin/chromium"
TOUR = "往来港澳通行证团队旅游签注"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with empty_folder() as home, product(home, free_port(), peer=True) as running, sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*sandbox, "--disable-dev-shm-usage"])
        phone(walker(browser, running.url, PHONE))
        desk(walker(browser, running.url, {**DESK, "device_scale_factor": 1}))
        browser.close()


def walker(browser: Browser, base: str, device: dict[str, object]) -> Visitor:
    context = browser.new_context(**device, **CHINESE)  # type: ignore[arg-type]
    return Visitor(context.new_page(), seen, base)


def seen(_page: Page) -> None:
    """Journeys examine each page; here nobody does."""


def phone(citizen: Visitor) -> None:
    """The way of 张示例: from the home page to the case with its clock."""
    citizen.see("/")
    take(citizen.page, "home")
    citizen.follow("两分钟，申请去香港", 1)
    citizen.press("现在办理")
    citizen.take_first_answers_until("/questions/")
    citizen.choose("香港")
    citizen.choose("一年一次")
    take(citizen.page, "answers")
    citizen.press("确认并提交")
    citizen.press("看办到哪了")
    take(citizen.page, "case")


def desk(officer: Visitor) -> None:
    """What officers see: the queue, facts beside rules, and all that is missing told at once."""
    officer.be("gd1001")
    officer.see("/desk/")
    take(officer.page, "queue")
    officer.find("张示例")
    take(officer.page, "desk")
    officer.act("一次性告知补正")
    take(officer.page, "correction")


def take(page: Page, name: str) -> None:
    """One screen, without what is below it."""
    Path(FOLDER / f"{name}.png").write_bytes(small(page.screenshot()))


def small(png: bytes) -> bytes:
    """In as many colours as fit. Raises ValueError where none is small enough."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in COLOURS:
        out = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            return out.getvalue()
    raise ValueError(f"larger than {LARGEST} bytes in {COLOURS[-1]} colours")


if __name__ == "__main__":
    main()
