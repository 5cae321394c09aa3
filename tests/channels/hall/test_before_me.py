"""Who stands at the counter: a name written almost as on record is looked at by an officer, and never a guess."""

import pytest

from tests.channels.api.ground import WINDOW, Ground
from tests.channels.hall.desk import at_the_desk, words
from tests.core.people.folk import person

pytestmark = pytest.mark.django_db
ZHONG = "440402198001150012"


def shown(name: str, **more: str) -> tuple[int, str]:
    answer = at_the_desk(WINDOW).post("/desk/intake/", {"id_number": ZHONG, "name": name, "paper": "id_card", **more})
    return answer.status_code, words(answer.content.decode())


def test_a_name_written_almost_as_on_record_waits_for_the_eye_of_the_officer(ground: Ground) -> None:
    person("钟示例", ZHONG)
    status, html = shown("鍾示例")
    assert status == 422
    assert "“鍾示例”就是本人" in html


def test_with_the_word_of_the_officer_the_person_is_let_through(ground: Ground) -> None:
    person("钟示例", ZHONG)
    status, _ = shown("鍾示例", near="yes")
    assert status == 302


def test_the_word_of_the_officer_does_not_make_another_name_the_same(ground: Ground) -> None:
    person("钟示例", ZHONG)
    status, html = shown("赵某某", near="yes")
    assert status == 422
    assert "登记的是另一个名字" in html
