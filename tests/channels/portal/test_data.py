"""My data: seen, corrected with an answer, taken away, and consents taken back."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import HOME, drafted, submitted
from tests.channels.portal.town import LI, WINDOW, ZHANG, Town, as_applicant
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.rights.consents import agreed
from yimen.core.rights.exporting import forget, make
from yimen.core.rights.models import Consent, Export

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]
CORRECTIONS, EXPORTS, CONSENTS = "/mine/data/corrections/", "/mine/data/exports/", "/mine/data/consents/"


def test_every_room_is_listed_and_the_number_is_masked(
    town: Town, browse: Browse, queries: Callable[[Browser, str], list[str]]
) -> None:
    submitted(town.zhang)
    zhang = browse(town.zhang)
    page = zhang.get("/mine/data/")
    assert "办件" in page.text
    assert ZHANG not in page.source
    assert {CORRECTIONS, EXPORTS, CONSENTS, "/mine/lookups/"} <= set(page.links)
    assert len(queries(zhang, "/mine/data/")) <= 2


def test_something_wrong_is_looked_into_and_answered_once_by_an_officer_of_the_place(
    town: Town, browse: Browse
) -> None:
    zhang, desk = browse(town.zhang), browse(WINDOW)
    assert zhang.send(CORRECTIONS, {"what": "name"}).status == 422
    zhang.post(CORRECTIONS, what="name", said="名字里的“例”写成了“列”。")
    [link] = [one for one in desk.get("/desk/data/").links if one.startswith("/desk/data/0")]
    assert "写成了" in desk.get(link).text
    assert desk.send(link, {"outcome": "refused", "words": "。"}).status == 422
    desk.post(link, outcome="corrected", words="已经核对户口簿并更正。")
    page = zhang.get(CORRECTIONS)
    assert "已更正" in page.text
    assert "核对户口簿" in page.text
    told = zhang.get("/mine/notices/")
    assert ("您要的更正有答复了" in told.text, CORRECTIONS in told.links) == (True, True)
    assert desk.send(link, {"outcome": "refused", "words": "再改一次试试。"}).status == 422
    assert "写成了" not in browse(town.li).get(CORRECTIONS).text


def test_a_copy_is_made_by_a_job_sealed_and_opens_for_nobody_else(town: Town, browse: Browse) -> None:
    drafted(town.zhang, **HOME)
    case = drafted(town.li, **HOME)
    zhang = browse(town.zhang)
    page = zhang.post(EXPORTS)
    assert "正在做" in page.text
    with acting(CLOCK):
        export = Export.objects.get()
    make(export.id)
    [link] = [one for one in zhang.get(EXPORTS).links if str(export.id) in one]
    answer = zhang.bare(link).response
    assert answer.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        told = json.loads(packed.read("data.json"))["rooms"]
        readable = packed.read("index.html").decode()
    assert told["person"][0]["id_number"] == ZHANG
    assert ("landing", "talent_centre") in [(one["fact"], one["value"]) for one in told["told"]]
    assert ZHANG in readable
    assert LI not in readable
    assert str(case.id) not in readable
    with acting(CLOCK):
        assert ZHANG.encode() not in bytes(Export.objects.get().sealed or b"")
    assert browse(town.li).bare(link).status == 404
    with acting(CLOCK):
        forget(now() + timedelta(days=8))
    assert zhang.bare(link).status == 404


def test_the_way_without_a_face_stands_first_and_consent_is_taken_back_as_easily(town: Town, browse: Browse) -> None:
    zhang, me = browse(town.zhang), UUID(str(town.zhang.id))
    page = zhang.get(CONSENTS)
    assert page.chosen("face") == ["without"]
    assert page.source.index('value="without"') < page.source.index('value="with"')
    for chosen, so in (("with", True), ("without", False)):
        zhang.submit(zhang.get(CONSENTS), "consents", face=chosen)
        with acting(as_applicant(town.zhang)):
            assert agreed(me, "face") is so
    assert zhang.get(CONSENTS).text.count("版的文字") == 2
    with pytest.raises(DatabaseError), acting(as_applicant(town.zhang)), transaction.atomic():
        Consent.objects.filter(person_id=me).update(given=True)
