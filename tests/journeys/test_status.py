from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_anybody_reads_on_a_phone_that_everything_works(
    page: Page, base_url: str, accessible: Callable[[Page], None]
) -> None:
    page.goto("/status")
    expect(page.get_by_text("一切正常，可以放心办。")).to_be_visible()
    accessible(page)
