"""A file that goes in pieces: interrupted, gone on with on another page, and nobody else's (tus 1.0.0)."""

import base64
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image
from pytest_django import Settings

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import FIRE, as_it_stands, drafted
from tests.channels.portal.town import Town
from tests.core.cases.hostile import paper
from yimen.core.cases.models import Upload, UploadPart
from yimen.core.cases.uploading import forget
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]
ANSWERS = {"venue": "restaurant", "works": False, "way": "pledge"}


@pytest.fixture
def case(town: Town) -> str:
    return f"/cases/{drafted(town.zhang, FIRE, organisation=town.shop, **ANSWERS).id}/"


def photo() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((200, 200), 90).save(out, "PNG")
    return out.getvalue()


def begin(browser: Browser, case: str, size: int, name: str = "平面图.png", **more: str) -> Any:
    told = ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in {"filename": name, "mark": "7"}.items()
    )
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(size), "Upload-Metadata": told} | more
    return browser.client.post(f"{case}materials/floor_plan/uploads/", headers=headers)


def piece(browser: Browser, where: str, start: int, data: bytes) -> Any:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(start)}
    return browser.client.patch(where, data, content_type="application/offset+octet-stream", headers=headers)


def test_an_interrupted_file_goes_on_at_its_offset_on_another_page_and_is_received(
    town: Town, browse: Browse, case: str
) -> None:
    data, zhang = photo(), browse(town.zhang)
    where = begin(zhang, case, len(data)).headers["Location"]
    assert piece(zhang, where, 0, data[:1000]).headers["Upload-Offset"] == "1000"
    page = zhang.get(f"{case}materials/floor_plan/")
    assert "“平面图.png”传到一半" in page.text
    later = browse(town.zhang)
    assert later.client.head(where).headers["Upload-Offset"] == "1000"
    with acting(CLOCK):
        assert data[:100] not in bytes(UploadPart.objects.get().content)
    wrong = piece(later, where, 500, data[500:])
    assert (wrong.status_code, wrong.headers["Upload-Offset"]) == (409, "1000")
    assert piece(later, where, 1000, data[1000:]).status_code == 204
    assert later.client.head(where).headers["Upload-Offset"] == str(len(data))
    [kept] = as_it_stands(zhang_case(case)).documents
    assert (kept.filename, kept.size, kept.material) == ("平面图.png", len(data), "floor_plan")
    assert "传到一半" not in later.get(f"{case}materials/floor_plan/").text


def zhang_case(case: str) -> Any:
    with acting(CLOCK):
        return Upload.objects.get().case_id


def test_nobody_else_sees_adds_to_or_ends_an_upload(town: Town, browse: Browse, case: str) -> None:
    where = begin(browse(town.zhang), case, 5000).headers["Location"]
    li = browse(town.li)
    assert [
        li.client.head(where).status_code,
        piece(li, where, 0, b"x").status_code,
        li.client.delete(where).status_code,
    ] == [404] * 3
    assert begin(li, case, 5000).status_code == 404
    with acting(CLOCK):
        assert Upload.objects.get().here == 0


def test_what_cannot_be_taken_is_refused_in_words_and_its_pieces_are_gone(
    town: Town, browse: Browse, case: str
) -> None:
    zhang, data = browse(town.zhang), b"GIF89a" + b"\0" * 500
    where = begin(zhang, case, len(data)).headers["Location"]
    refused = piece(zhang, where, 0, data)
    assert (refused.status_code, refused.content.decode()) == (422, "请交 JPG、PNG 照片或者 PDF。")
    assert zhang.client.head(where).status_code == 404
    with acting(CLOCK):
        assert not UploadPart.objects.exists()


def test_an_upload_that_is_too_large_or_one_too_many_is_refused_before_it_begins(
    town: Town, browse: Browse, case: str, settings: Settings
) -> None:
    zhang = browse(town.zhang)
    settings.FILE_LIMITS = settings.FILE_LIMITS | {"uploads": 1}
    assert begin(zhang, case, 10 * 1024 * 1024 + 1).status_code == 413
    assert [begin(zhang, case, size).status_code for size in (0, 10, 11)] == [422, 201, 422]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus-Resumable": "0.2"}, 412),
        ({"Upload-Length": "-1"}, 400),
        ({"Upload-Length": "９"}, 400),
        ({"Upload-Metadata": "filename !!"}, 201),
    ],
)
def test_what_is_no_tus_is_told_so_and_never_breaks(
    town: Town, browse: Browse, case: str, headers: dict[str, str], status: int
) -> None:
    assert begin(browse(town.zhang), case, 10, **headers).status_code == status


def test_more_than_was_announced_is_not_taken(town: Town, browse: Browse, case: str) -> None:
    zhang = browse(town.zhang)
    where = begin(zhang, case, 10).headers["Location"]
    assert piece(zhang, where, 0, b"x" * 11).status_code == 409


def test_an_upload_expires_and_its_pieces_with_it(town: Town, browse: Browse, case: str) -> None:
    zhang, data = browse(town.zhang), paper()
    where = begin(zhang, case, len(data), "图.pdf").headers["Location"]
    piece(zhang, where, 0, data[:100])
    with acting(CLOCK):
        assert forget(now() + timedelta(hours=23)) == 0
        assert forget(now() + timedelta(hours=25)) == 1
        assert not UploadPart.objects.exists()
    assert zhang.client.head(where).status_code == 404
