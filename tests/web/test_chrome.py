"""Top and foot are kept, and still belong to the page, the language and the wishes of whoever reads it."""

import pytest
from django.template import engines
from django.test import RequestFactory

from yimen.web.chrome import chrome
from yimen.web.context import frame
from yimen.web.language import Lang, speaking
from yimen.web.preferences import Preferences

PARTS = ("top", "foot")


def made(part: str, path: str, wanted: Preferences = Preferences()) -> str:  # noqa: B008 – frozen
    request = RequestFactory().get(path)
    request.preferences = wanted  # type: ignore[attr-defined]
    with speaking(wanted.lang):
        return str(chrome(engines["jinja2"].env, part, frame(request)["frame"]))  # type: ignore[arg-type, attr-defined]


@pytest.mark.parametrize("part", PARTS)
def test_the_switches_lead_back_to_the_page_that_is_looked_at(part: str) -> None:
    assert "next=%2Fcases%2F" in made(part, "/cases/")
    other = made(part, "/services/?q=护照&region=440106")
    assert "next=%2Fservices%2F%3Fq%3D" in other
    assert "%2Fcases" not in other


@pytest.mark.parametrize("part", PARTS)
def test_an_address_is_never_markup(part: str) -> None:
    assert "<script" not in made(part, '/services/?q="><script>')


@pytest.mark.parametrize(("lang", "word"), [("zh-Hans", "我的办件"), ("zh-Hant", "我的辦件"), ("en", "My cases")])
def test_each_language_has_its_own(lang: Lang, word: str) -> None:
    assert word in made("top", "/", Preferences(lang))


def test_what_is_already_so_is_not_offered() -> None:
    assert "contrast=high" in made("foot", "/")
    assert "contrast=high" not in made("foot", "/", Preferences(contrast="high"))
