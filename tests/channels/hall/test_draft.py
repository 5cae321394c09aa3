"""A pledge signed at the counter: nothing goes on without the signature, and with it the licence is granted at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.channels.api.ground import SHOP, WINDOW, ZHANG, Ground, know
from tests.channels.hall.desk import at_the_desk, page, standing, words
from tests.channels.hall.test_intake import here
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db
FIRE = "fire.pre_opening_check"
SAID = {"venue": "hotel", "works": "yes", "way": "pledge", "do": "submit"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000b49444154789c63f80f040009fb03fdfb5e6b2b0000000049454e44ae426082"
)


def drafted(client: Client) -> str:
    with acting(RULE):
        know("housing", "fire_acceptance", {SHOP: {}})
    begun = client.post(f"{here(client, ZHANG, '张示例')}{FIRE}/")
    assert begun.status_code == 302, words(begun.content.decode())
    return str(begun.headers["Location"])


def files() -> dict[str, SimpleUploadedFile]:
    return {
        f"file.{name}": SimpleUploadedFile(f"{name}.png", PNG, "image/png") for name in ("floor_plan", "fire_rules")
    }


def test_a_pledge_at_the_counter_wants_the_signature_and_keeps_what_was_said(ground: Ground) -> None:
    client = at_the_desk(WINDOW)
    draft = drafted(client)
    for name in ("venue", "works", "way"):
        client.post(draft, {name: SAID[name], "do": "check"})
    unsigned = client.post(draft, SAID)
    assert unsigned.status_code == 422
    assert "告知承诺要先签字" in words(unsigned.content.decode())
    html = words(page(client, draft))
    assert "申请人已在承诺书上签字" in html
    assert "选择告知承诺方式" in html, "the text that is signed stands there"


def test_a_signed_pledge_with_its_papers_is_granted_while_the_person_waits(ground: Ground) -> None:
    client = at_the_desk(WINDOW)
    draft = drafted(client)
    for name in ("venue", "works", "way"):
        client.post(draft, {name: SAID[name], "do": "check"})
    client.post(draft, {**SAID, "do": "check", **files()})
    done = client.post(draft, {**SAID, "pledge": "yes"})
    assert done.status_code == 302, words(done.content.decode())
    case = standing(draft.rstrip("/").rpartition("/")[2])  # type: ignore[arg-type]
    assert case.state == "approved"
    assert case.pledges[0].signed_by == "示例小院民宿"
    assert "YM 44" in page(client, str(done.headers["Location"]))
