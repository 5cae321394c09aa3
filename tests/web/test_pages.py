"""Every page with its sample: in all languages, sizes and contrasts, without a script, a style or a word of its own."""

import gzip
import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings

from yimen.web.samples import samples

pytestmark = pytest.mark.urls("tests.web.addresses")
PAGES = sorted(samples())
LANGS = ("zh-Hans", "zh-Hant", "en")
FIRST_LOAD = 100 * 1024
Page = Callable[..., str]


@pytest.fixture
def page(client: Client):
    def get(name: str, lang: str = "zh-Hans") -> str:
        client.cookies["ym_prefs"] = f"{lang}.large.high"
        answer = client.get(f"/style/{name}/" if name else "/style/")
        assert answer.status_code == 200
        return answer.content.decode()

    return get


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["", *PAGES])
def test_every_page_renders_in_every_language(page: Page, name: str, lang: str) -> None:
    assert f'<html lang="{lang}" data-yimen data-text="large" data-contrast="high"' in page(name, lang)


@pytest.mark.parametrize("name", ["", *PAGES])
def test_no_page_carries_a_style_or_a_script_inside(page: Page, name: str) -> None:
    found = page(name)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", found)
    assert all(
        re.fullmatch(r'<script src="[^"]+" defer></script>', script)
        for script in re.findall(r"<script.*?</script>", found)
    )


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_one_heading_one_main_part_and_a_way_past_the_furniture(page: Page, name: str) -> None:
    found = page(name)
    assert len(re.findall(r"<h1\b", found)) == 1
    assert len(re.findall(r"<main\b", found)) == 1
    assert found.index('class="ym-skip" href="#main"') < found.index("<main")


@pytest.mark.parametrize("name", ["", *PAGES])
def test_ids_are_used_once_and_every_reference_has_its_target(page: Page, name: str) -> None:
    found = page(name)
    ids = re.findall(r'\sid="([^"]*)"', found)
    assert len(ids) == len(set(ids))
    wanted = re.findall(r'(?:aria-labelledby|aria-describedby|for|popovertarget)="([^"]*)"', found)
    assert {part for one in wanted for part in one.split()} <= set(ids)


@pytest.mark.parametrize("name", ["question", "family"])
def test_every_line_of_the_error_summary_leads_to_an_input(page: Page, name: str) -> None:
    found = page(name)
    box = found[found.index('class="ym-errors') : found.index("</ul>")]
    assert re.findall(r'href="#([^"]+)"', box)
    assert all(f'id="{target}"' in found for target in re.findall(r'href="#([^"]+)"', box))


def test_the_first_load_on_a_phone_is_at_most_a_hundred_kilobytes(page: Page) -> None:
    found = page("home")
    sheets = re.findall(r'href="/static/(ym/[a-z]+\.(?:css|svg)|ym/marks/[a-z]+\.svg)"', found)
    static = settings.BASE / "yimen/web/static"
    sizes = [len(gzip.compress((static / sheet).read_bytes())) for sheet in sheets]
    assert len(sheets) > 8
    assert sum(sizes) + len(gzip.compress(found.encode())) < FIRST_LOAD


def test_the_samples_are_for_the_demo_only(client: Client) -> None:
    with override_settings(DEMO=False):
        assert [client.get(path).status_code for path in ("/style/", "/style/home/")] == [404, 404]


def test_what_is_typed_into_a_page_stays_text(page: Page) -> None:
    assert "<b>原样</b>" not in page("")
    assert "&lt;b&gt;原样&lt;/b&gt;" in page("")
