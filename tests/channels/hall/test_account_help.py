"""Help at a counter: only with the card, only with a reason, written down, waiting for the person, and printed."""

import pytest
from django.test import Client

from tests.core.people.folk import LI, ZHANG, citizen, person
from tests.visiting import signed_in
from yimen.core.people import visits
from yimen.core.people.access_book import lines_of
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.identities import waiting_for_help
from yimen.core.people.models import Person
from yimen.core.people.models_access import Identity
from yimen.core.people.proxies import may_act_for
from yimen.core.people.scope import acting
from yimen.core.people.visits import Standing
from yimen.core.places.clock import today

pytestmark = pytest.mark.django_db
WINDOW = Actor("window", "012312", "陈示例", "440106000001", "440402")
WHY = "手机丢了，本人拿身份证来办"


@pytest.fixture
def zhang(db: None) -> Person:
    return person("张示例", ZHANG)


def stands_here(who: Person, paper: str = "id_card", name: str = "") -> Client:
    client = signed_in(Client(), WINDOW)
    said = {"id_number": ZHANG if who.name == "张示例" else LI, "name": name or who.name, "paper": paper}
    assert client.post("/desk/intake/", said).status_code == 302
    return client


def bound(who: Person, state: str = "linked") -> Identity:
    with acting(RULE):
        return Identity.objects.create(issuer="https://id.example", subject="s", person=who, state=state)


def test_a_lost_identity_is_unlinked_with_a_reason_and_the_person_reads_who_did_it(zhang: Person) -> None:
    one, client = bound(zhang), stands_here(zhang)
    visits.keep("k" * 32, {}, Standing(str(zhang.id), "applicant"), fresh=True)
    here = f"/desk/access/{zhang.id}/"
    assert client.post(here, {"do": "unlink", "id": one.id, "note": ""}).status_code == 422
    answer = client.post(here, {"do": "unlink", "id": one.id, "note": WHY})
    assert answer["Location"] == f"{here}slip/"
    slip = client.get(f"{here}slip/").content.decode()
    assert WHY in slip
    assert "解绑了统一身份" in slip
    assert visits.opened("k" * 32) is None
    with acting(citizen(zhang)):
        assert [(line.what, line.by, line.note) for line in lines_of(str(zhang.id))] == [
            ("identity_unlinked", WINDOW.id, WHY)
        ]
        assert Identity.objects.get().state == "unlinked"


def test_without_a_card_or_without_standing_here_nothing_is_touched(zhang: Person) -> None:
    one = bound(zhang)
    here = f"/desk/access/{zhang.id}/"
    assert (
        signed_in(Client(), WINDOW).post(here, {"do": "unlink", "id": one.id, "note": WHY})["Location"]
        == "/desk/intake/"
    )
    answer = stands_here(zhang, "none").post(here, {"do": "unlink", "id": one.id, "note": WHY})
    assert (answer.status_code, "没有看到证件" in answer.content.decode()) == (422, True)
    with acting(RULE):
        assert Identity.objects.get().state == "linked"


def test_a_doubted_identity_is_linked_after_a_look_and_a_number_is_confirmed(zhang: Person) -> None:
    one, client = bound(zhang, "doubted"), stands_here(zhang)
    here = f"/desk/access/{zhang.id}/"
    assert client.post(here, {"do": "link", "id": one.id, "note": WHY}).status_code == 302
    assert client.post(here, {"do": "phone", "phone": "12", "note": WHY}).status_code == 422
    assert client.post(here, {"do": "phone", "phone": "138 0000 0099", "note": WHY}).status_code == 302
    with acting(citizen(zhang)):
        assert (Identity.objects.get().state, Person.objects.get().phone) == ("linked", "13800000099")


def test_a_guardian_is_entered_with_the_evidence_seen_and_may_act(zhang: Person) -> None:
    ward = person("李测试", LI)
    client, here = stands_here(zhang), f"/desk/access/{zhang.id}/"
    said = {
        "do": "guardian",
        "ward_number": LI,
        "ward_name": "李测试",
        "evidence": "birth",
        "note": "看过出生医学证明原件",
    }
    assert client.post(here, {**said, "ward_name": "别的名"}).status_code == 422
    assert client.post(here, {**said, "ward_number": ZHANG}).status_code == 422
    assert client.post(here, said).status_code == 302
    assert client.post(here, said).status_code == 422
    with acting(citizen(zhang)):
        proxy = may_act_for(zhang.id, ward.id, "any", today())
    assert proxy is not None
    assert (proxy.kind, "出生医学证明" in proxy.evidence, proxy.made_by) == ("guardian", True, WINDOW.id)


def test_a_window_sees_who_of_its_reach_waits_for_a_look_at_the_card(zhang: Person) -> None:
    bound(zhang, "doubted")
    here, elsewhere = Actor("window", "w9", "吴示例", "440306000001", "440106"), WINDOW
    told = signed_in(Client(), here).get("/desk/access/").content.decode()
    assert "张示例" in told
    assert "张示例" not in signed_in(Client(), elsewhere).get("/desk/access/").content.decode()
    with acting(Actor("examiner", "e1", "王示例", "440106000001", "440106")):
        assert waiting_for_help(10) == []
