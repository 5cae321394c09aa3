"""A child under sixteen at the counter: a guardian signs on the own phone or before the officer, once, and nobody else can."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from tests.channels.api.ground import CARD_SEEN, HERE, WINDOW, Ground, as_applicant, know
from tests.core.people.folk import person
from tests.visiting import signed_in
from yimen.core.cases.begin import begin
from yimen.core.cases.cosigning import to_sign
from yimen.core.cases.cosigning_by_code import ask, sign
from yimen.core.cases.errors import NotNow
from yimen.core.cases.handing_over import Code, NotTaken
from yimen.core.cases.sheets import draft
from yimen.core.cases.store import read_case
from yimen.core.cases.take import take
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person, Proxy
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

pytestmark = pytest.mark.django_db
CARD, CHILD = "household.id_card_in_province", "440106201605060011"
SEEN = {name: said for name, said in CARD_SEEN.items() if name != "settled_here"}


@pytest.fixture
def child(ground: Ground) -> Person:
    """Ten years old; 张示例 is the guardian, 王样例 only somebody who may act."""
    one = person("张小例", CHILD)
    with acting(RULE):
        know("population", "person", {CHILD: {"region": HERE, "born_on": "2016-05-06"}})
        know("population", "guardian", {CHILD: {}})
        for query in ("match", "photo", "fingerprint", "number"):
            know("population", query, {CHILD: True})
        for agent, kind in ((ground.zhang, "guardian"), (ground.wang, "family")):
            Proxy.objects.create(
                agent=agent, principal_person=one, region=HERE, kind=kind, services=["*"], since=date(2020, 1, 1)
            )
    return one


def at_the_counter(child: Person) -> UUID:
    with acting(WINDOW):
        case = begin(CARD, by=WINDOW, channel="hall", region=HERE, applicant=child.id, facts=SEEN)
        draft(case.id, by=WINDOW)
        take(case.id, "attend", by=WINDOW, says={"shown": "户口簿"}, channel="hall")
    return case.id


def code_for(case: UUID) -> Code:
    with acting(WINDOW):
        return ask(case, WINDOW, now())


def handed_in(case: UUID) -> list[str]:
    """Why not; nothing when it was."""
    with acting(WINDOW):
        try:
            take(case, "submit", by=WINDOW, says={}, channel="hall")
        except NotNow as refused:
            return [why.key for why in refused.why]
    return []


def test_the_guardian_signs_on_the_own_phone_and_only_then_it_is_handed_in(ground: Ground, child: Person) -> None:
    case = at_the_counter(child)
    assert handed_in(case) == ["guardian_signed"]
    desk = signed_in(Client(), WINDOW)
    assert "还要监护人签名" in desk.get(f"/desk/drafts/{case}/").content.decode()
    told = desk.post(f"/desk/drafts/{case}/guardian/").content.decode()
    digits = re.search(r"__code ym-num\">(\d{3}) (\d{3})<", told)
    assert digits
    path = f"/sign/{digits[1]}{digits[2]}/"
    phone = signed_in(Client(), as_applicant(ground.zhang))
    assert phone.post("/sign/", {"code": f"{digits[1]} {digits[2]}"})["Location"] == path
    page = phone.get(path).content.decode()
    assert all(one in page for one in ("请您替张小例签名", "到期换", "身份证法", "同意并签名"))
    as_read = re.search(r'name="as_read" value="(\w+)"', page)
    assert as_read
    assert (
        phone.post(path, {"as_read": "0" * 64}).status_code == 409
    )  # another text: nothing is signed, the code is still good
    assert phone.post(path, {"as_read": as_read[1]})["Location"] == "/sign/"
    assert "签好了" in phone.get("/sign/").content.decode()
    assert phone.post(path, {"as_read": as_read[1]}).status_code == 409  # once
    with acting(WINDOW):
        event = read_case(case).last("cosign")
    assert event
    assert (event.actor_name, event.role, event.channel) == ("张示例", "applicant", "portal")
    assert handed_in(case) == []


def test_nobody_else_signs_and_what_changes_is_signed_again(ground: Ground, child: Person) -> None:
    case = at_the_counter(child)
    with acting(WINDOW):
        as_read = to_sign(read_case(case))
    for other in (child, ground.wang, ground.li):
        by = as_applicant(other)
        with pytest.raises((NotTaken, NotNow)), acting(by):
            sign(code_for(case).token, as_read, by, now())
    guardian, late = as_applicant(ground.zhang), code_for(case)
    with pytest.raises(NotTaken, match="expired"), acting(guardian):
        sign(late.token, as_read, guardian, now() + timedelta(minutes=16))
    with acting(guardian):
        sign(late.token, as_read, guardian, now())
    with acting(WINDOW):
        draft(case, by=WINDOW, say={"reason": "lost"})
    assert handed_in(case) == ["guardian_signed_older"]


def test_a_guardian_who_stands_there_signs_before_the_officer(ground: Ground, child: Person) -> None:
    case = at_the_counter(child)
    desk, path = signed_in(Client(), WINDOW), f"/desk/drafts/{case}/guardian/"
    with acting(WINDOW):
        as_read = to_sign(read_case(case))
    said = {"guardian": str(ground.zhang.id), "as_read": as_read}
    assert desk.post(path, said).status_code == 409  # not identified here
    shown = {"id_number": "440106199001010013", "name": "张示例", "paper": "id_card"}
    assert desk.post("/desk/intake/", shown).status_code == 302
    assert "看过内容，当面签了名" in desk.get(path).content.decode()
    assert desk.post(path, said)["Location"] == path
    assert handed_in(case) == []
