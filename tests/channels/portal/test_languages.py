import re
from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import (
    ENDORSEMENT,
    FIRE,
    HOME,
    PASSPORT,
    TALENT,
    accepted,
    correcting,
    drafted,
    rejected,
)
from tests.channels.portal.town import HALLS, Town
from yimen.core.places.law_book import law_book
from yimen.web.forms.regions import TableOn
from yimen.web.language import today

pytestmark = pytest.mark.django_db
HAN = re.compile(r"[\u4e00-\u9fff]")


def addresses(town: Town) -> list[str]:
    draft = drafted(town.zhang, ENDORSEMENT, destinations=["HKG"])
    check, asked, mine, over = (
        drafted(town.zhang, **HOME),
        correcting(town.zhang),
        accepted(town.zhang),
        rejected(town.zhang),
    )
    fire = drafted(town.zhang, FIRE, organisation=town.shop, venue="shop", works=False, way="pledge")
    papers = [f"/papers/{paper.id}/" for case in (asked, mine, over) for paper in case.papers]
    return [
        "/", "/services/", "/services/?q=passport", *(f"/services/{code}/" for code in (ENDORSEMENT, FIRE, PASSPORT, TALENT)),
        f"/apply/{ENDORSEMENT}/", f"/apply/{ENDORSEMENT}/?other=1", f"/cases/{draft.id}/have/", f"/cases/{draft.id}/questions/entries.HKG/",
        f"/cases/{draft.id}/materials/", f"/cases/{draft.id}/doubts/", f"/cases/{check.id}/answers/", f"/cases/{fire.id}/answers/",
        f"/cases/{fire.id}/materials/floor_plan/", f"/cases/{asked.id}/correction/", f"/cases/{asked.id}/", f"/cases/{mine.id}/",
        f"/cases/{over.id}/", f"/cases/{mine.id}/receipt/", f"/cases/{mine.id}/withdrawal/", f"/cases/{mine.id}/rating/",
        "/cases/", "/mine/lookups/", "/mine/notices/", "/overruns/", "/verify/", "/verify/rubbish/", *papers,
        "/continue/", f"/cases/{mine.id}/handover/?at=withdrawal/", "/complaints/", f"/complaints/new/?case={mine.id}", "/complaints/look/",
        "/mine/data/", "/mine/data/corrections/", "/mine/data/exports/", "/mine/data/consents/", "/mine/family/", "/mine/sessions/",
        "/about/help/", "/about/accessibility/",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_every_page_speaks_the_language_that_was_chosen(town: Town, browse: Callable[..., Browser], lang: str) -> None:
    zhang = browse(town.zhang)
    zhang.client.cookies["ym_prefs"] = f"{lang}.normal.normal"
    for address in addresses(town):
        page = zhang.get(address)
        assert page.status in (200, 404), address
        assert f'lang="{lang}"' in page.source[:400], address
        if lang == "zh-Hant":
            assert not set("办请这个务们") & set(page.title), (address, page.title)
        if lang == "en":
            assert not HAN.search(page.title), (address, page.title)
            left = "" if address.startswith("/papers/") else names_left_out(page.text, town)
            assert not HAN.search(left), (address, HAN.findall(left)[:20], left)


OFFICIAL = re.compile(r"《[^》]*》|[^\s,(（]*[\u4e00-\u9fff][^\s,(（]*(?=, article)")
TYPED = ("学历证书看不清。", "拍清楚四个角。", "落户地址请再确认一次。", "落户地址的房屋不是本人所有")


def names_left_out(text: str, town: Town) -> str:
    """Without what keeps its own characters on every page: names, places, titles of laws, what somebody typed, a pledge as it is signed."""
    names = [town.zhang.name, town.shop.name, *(one[2] for one in HALLS), *(one[4] for one in HALLS)]
    names += [act.title for act in law_book().laws.values()]
    names += [
        name for city in ("440100", "440400") for _, name in TableOn(today()).below(city)
    ]  # in English down to the city only
    for typed in TYPED:  # one of them has the word with which a pledge begins
        text = text.replace(typed, "")
    pledge = text.find("本人")
    kept = text if pledge < 0 else text[:pledge] + re.sub(HAN, "", text[pledge:])
    for name in sorted(names, key=len, reverse=True):
        kept = kept.replace(name, "")
    return OFFICIAL.sub("", kept)


def test_the_first_visit_speaks_as_the_browser_does_and_then_as_was_chosen(town: Town, visitor: Browser) -> None:
    hong_kong = {"HTTP_ACCEPT_LANGUAGE": "zh-HK,zh;q=0.9,en;q=0.8"}
    for header, lang in (({"HTTP_ACCEPT_LANGUAGE": "en-GB,en"}, "en"), (hong_kong, "zh-Hant"), ({}, "zh-Hans")):
        answer = visitor.client.get("/", **header)  # type: ignore[arg-type]
        assert f'lang="{lang}"' in answer.content.decode()[:400]
        assert "Accept-Language" in answer.headers["Vary"]
    visitor.client.get("/preferences/?contrast=high&next=/", HTTP_ACCEPT_LANGUAGE="en")
    assert 'lang="en"' in visitor.client.get("/", **hong_kong).content.decode()[:400]  # type: ignore[arg-type]
