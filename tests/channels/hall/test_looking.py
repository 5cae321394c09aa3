"""/desk/look/: a purpose of one's own role, a case of the person who is looked up, and words for what is missing."""

import pytest

from tests.channels.api.ground import LI, WINDOW, ZHANG, Ground
from tests.channels.hall.desk import PASSPORT, at_the_desk, handed_in, page, standing
from yimen.core.people.actors import RULE
from yimen.core.people.models import LookUp
from yimen.core.people.scope import acting

pytestmark = pytest.mark.django_db


def test_a_window_is_offered_no_purpose_that_is_not_its_own(ground: Ground) -> None:
    client = at_the_desk(WINDOW)
    html = page(client, "/desk/look/")
    assert 'value="application"' in html
    assert 'value="inquiry"' not in html
    refused = client.post("/desk/look/", {"id_number": ZHANG, "purpose": "inquiry", "note": "示例调查"})
    assert refused.status_code == 422


def test_the_case_of_somebody_else_opens_nobody_and_says_so_beside_its_number(ground: Ground) -> None:
    number = standing(handed_in(ground, ground.zhang, PASSPORT)).number
    client = at_the_desk(WINDOW)
    refused = client.post("/desk/look/", {"id_number": LI, "purpose": "application", "case": number})
    assert refused.status_code == 422
    assert "这个办件不是这个人的" in refused.content.decode()
    with acting(RULE):
        assert not LookUp.objects.filter(person_id=ground.li.id, purpose="application", role="window").exists()
    assert client.post("/desk/look/", {"id_number": ZHANG, "purpose": "application", "case": number}).status_code == 200
