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
from tests.channels.portal.town import Town

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
