"""The applicant brings what was asked for to the counter: a file or words for each defect, and nothing that came is lost."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.channels.api.ground import WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, handed_in, moved, page, standing, words
from tests.channels.hall.test_draft import PNG

pytestmark = pytest.mark.django_db


def asked_for_two(ground: Ground) -> UUID:
    case = handed_in(ground, ground.li)
    moved(
        case, "correct", WINDOW, defects=[{"about": "photo", "text": "换照片"}, {"about": "签名", "text": "本人签名"}]
    )
    return case


def field(case: UUID, about: str) -> str:
    return "answers." + next(one.code for one in standing(case).defects if one.about == about).replace(".", "-")


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("近照.png", PNG, "image/png")


def test_a_file_and_words_at_the_counter_answer_a_notice(ground: Ground) -> None:
    case = asked_for_two(ground)
    client, form = at_the_desk(WINDOW), f"/desk/cases/{case}/supply/"
    assert "multipart/form-data" in page(client, form)
    said = {f"{field(case, 'photo')}.file": picture(), field(case, "签名"): "本人已在窗口签名。"}
    assert client.post(form, said).status_code == 302
    found = standing(case)
    assert found.state == "submitted"
    assert [one.filename for one in found.documents] == ["近照.png"]


def test_what_is_left_out_is_wrong_beside_its_field_and_the_file_that_came_is_kept(ground: Ground) -> None:
    case = asked_for_two(ground)
    client, form = at_the_desk(WINDOW), f"/desk/cases/{case}/supply/"
    left = client.post(form, {f"{field(case, 'photo')}.file": picture()})
    assert left.status_code == 422
    assert f'id="f-{field(case, "签名").replace(".", "-")}-file-e"' in left.content.decode()
    assert "已收：近照.png" in words(page(client, form))
    assert client.post(form, {field(case, "签名"): "本人已在窗口签名。"}).status_code == 302
    assert standing(case).state == "submitted"


def test_a_file_that_is_none_is_said_beside_it(ground: Ground) -> None:
    case = asked_for_two(ground)
    bad = SimpleUploadedFile("近照.png", b"MZ nothing of the kind", "image/png")
    answer = at_the_desk(WINDOW).post(
        f"/desk/cases/{case}/supply/", {f"{field(case, 'photo')}.file": bad, field(case, "签名"): "签了"}
    )
    assert answer.status_code == 422
    assert standing(case).state == "correcting"
