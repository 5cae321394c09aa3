"""没做完的: what was typed and not sent waits for its person, for nobody else, and goes when it is sent, deleted or over."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import approved
from tests.channels.portal.town import WINDOW, Town, as_applicant
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.rights.models import Unfinished
from yimen.core.rights.unfinished import MOST, MOST_CHARACTERS, forget, keep

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]
HERE, NEW = "/mine/unfinished/", "/complaints/new/"
WORDS = "窗口让我跑了三趟，还没有写完"


def test_what_is_typed_waits_on_the_front_page_comes_back_and_goes_when_it_is_sent(
    town: Town, browse: Browse, queries: Callable[[Browser, str], list[str]]
) -> None:
    zhang = browse(town.zhang)
    assert f'data-keep="{NEW}"' in zhang.get(NEW).source
    said = {"kind": "complaint", "about": "nothing", "words": WORDS}
    assert zhang.send(HERE, said | {"kept_page": NEW, "kept_quietly": "1"}).status == 204
    assert "没做完的：1 件" in zhang.get("/").text
    assert len(queries(zhang, "/")) <= 2
    page = zhang.get(HERE)
    assert NEW in page.links
    assert "留到" in page.text
    again = browse(town.zhang).get(NEW)  # the session of before is gone
    assert WORDS in again.source
    assert again.chosen("kind") == ["complaint"]
    zhang.post(NEW, **said)
    assert "没做完的" not in zhang.get("/").text


def test_nobody_else_reads_it_and_it_lies_sealed(town: Town, browse: Browse) -> None:
    browse(town.zhang).send(HERE, {"words": WORDS, "kept_page": NEW})
    assert WORDS not in browse(town.li).get(NEW).source
    for other in (as_applicant(town.li), WINDOW):
        with acting(other):
            assert Unfinished.objects.count() == 0


def test_a_rating_begun_and_a_correction_begun_come_back_too(town: Town, browse: Browse) -> None:
    zhang, rating = browse(town.zhang), f"/cases/{approved(town.zhang).id}/rating/"
    zhang.send(HERE, {"stars": "2", "why": WORDS, "kept_page": rating})
    zhang.send(HERE, {"what": "name", "said": WORDS, "kept_page": "/mine/data/corrections/"})
    assert WORDS in zhang.get(rating).source
    assert WORDS in zhang.get("/mine/data/corrections/").source


def test_it_can_be_deleted_and_only_forms_of_ours_are_kept(town: Town, browse: Browse) -> None:
    zhang = browse(town.zhang)
    for strange in ("/elsewhere/", "", "/cases/../rating/x/", "//evil/rating/"):
        assert zhang.send(HERE, {"words": WORDS, "kept_page": strange, "kept_quietly": "1"}).status == 422
    assert zhang.send(HERE, {"words": "  ", "kept_page": NEW, "kept_quietly": "1"}).status == 422
    zhang.send(HERE, {"words": WORDS, "kept_page": NEW})
    with acting(as_applicant(town.zhang)):
        one = Unfinished.objects.get()
    browse(town.li).send(HERE, {"delete": str(one.id)})
    zhang.send(HERE, {"delete": "nothing"})
    assert NEW in zhang.get(HERE).links
    zhang.send(HERE, {"delete": str(one.id)})
    assert NEW not in zhang.get(HERE).links


def test_it_is_over_on_its_day_and_nobody_keeps_without_end(town: Town) -> None:
    me = as_applicant(town.zhang)
    with acting(me):
        for n in range(MOST + 3):
            keep(UUID(me.id), f"/cases/{n}/rating/", "rating", {"why": [WORDS]})
        assert Unfinished.objects.count() == MOST
        assert keep(UUID(me.id), NEW, "complaint", {"words": ["x" * (MOST_CHARACTERS + 1)]}) is None
        Unfinished.objects.update(until=(now() - timedelta(days=2)).date())
    with acting(CLOCK):
        assert forget(now()) == MOST
