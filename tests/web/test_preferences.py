import pytest
from django.test import Client
from hypothesis import given, strategies as st

from yimen.web.preferences import Preferences, accepted_language, chosen

pytestmark = pytest.mark.urls("tests.web.addresses")


def test_a_choice_is_remembered_and_leads_back_to_the_page_it_was_made_on(client: Client) -> None:
    answer = client.get("/preferences/", {"lang": "en", "next": "/about/help/?q=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/about/help/?q=1")
    page = client.get("/about/help/")
    assert '<html lang="en"' in page.content.decode()
    assert "Skip to content" in page.content.decode()


def test_large_text_and_contrast_are_switched_on_the_root_without_a_script(client: Client) -> None:
    client.get("/preferences/", {"text": "large"})
    client.get("/preferences/", {"contrast": "high"})
    assert 'data-text="large" data-contrast="high"' in client.get("/about/help/").content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "", "evil"])
def test_nobody_is_led_away_from_here(client: Client, target: str) -> None:
    assert client.get("/preferences/", {"lang": "en", "next": target})["Location"] == "/"


def test_a_strange_cookie_counts_as_never_set(client: Client) -> None:
    client.cookies["ym_prefs"] = "xx.huge.<script>"
    assert 'lang="zh-Hans" data-yimen data-text="normal"' in client.get("/about/help/").content.decode()


@given(st.text(), st.text(), st.text())
def test_only_our_own_words_change_a_preference(lang: str, text: str, contrast: str) -> None:
    found = chosen(Preferences(), lang, text, contrast)
    assert found.lang in ("zh-Hans", "zh-Hant", "en")
    assert (found.text, found.contrast) == (
        text if text == "large" else "normal",
        contrast if contrast == "high" else "normal",
    )


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "zh-Hans"),
        ("en-GB,zh;q=0.5", "en"),
        ("fr, zh-TW;q=0.9, en;q=0.1", "zh-Hant"),
        ("en;q=0, zh", "zh-Hans"),
        ("*;q=x,,;;", "zh-Hans"),
    ],
)
def test_a_program_is_spoken_to_in_the_language_it_likes_best(header: str, lang: str) -> None:
    assert accepted_language(header) == lang


@given(st.text())
def test_no_accept_language_header_is_too_strange(header: str) -> None:
    assert accepted_language(header) in ("zh-Hans", "zh-Hant", "en")
