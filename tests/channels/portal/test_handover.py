"""A case begun on the phone goes on at the window and comes back, and nothing is typed twice."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.channels.portal.browsing import Browser, Page
from tests.channels.portal.stories import ENDORSEMENT, drafted, submitted
from tests.channels.portal.town import WINDOW, Town, as_applicant
from yimen.core.cases.errors import NoSuchCase
from yimen.core.cases.handing_over import TRIES, NotTaken, hand_over, take_over
from yimen.core.cases.models import Handover
from yimen.core.cases.store import read_case
from yimen.core.people.actors import CLOCK, Actor
from yimen.core.people.models import LookUp
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]
HERE = replace(WINDOW, reach="440106")
FAR = replace(WINDOW, id="099999", office="440402000001", reach="440402")


def code_on(page: Page) -> str:
    found = re.search(r'ym-handover__code ym-num">(\d{3} \d{3})<', page.source)
    assert found, page.text
    return found[1]


def at_the_question(browser: Browser, case: UUID, at: str) -> Page:
    link = next(one for one in browser.get(f"/cases/{case}/{at}").links if "/handover/" in one)
    return browser.submit(browser.get(link), "handover")


def refused(code: str, door: str, who: Actor) -> str:
    with acting(who):
        try:
            take_over(code, door, who)
        except NotTaken as told:
            return told.key
    return ""


def test_begun_on_the_phone_continued_at_the_window_and_back_nothing_is_typed_twice(town: Town, browse: Browse) -> None:
    phone, desk = browse(town.zhang), browse(HERE)
    case = drafted(town.zhang, ENDORSEMENT, destinations=["HKG"])
    with acting(HERE), pytest.raises(NoSuchCase):
        read_case(case.id)
    page = at_the_question(phone, case.id, "questions/entries.HKG/")
    answer = desk.send("/desk/handover/", {"code": code_on(page)})
    assert answer.response.headers["Location"] == f"/desk/drafts/{case.id}/#f-entries-HKG"
    draft = desk.get(f"/desk/drafts/{case.id}/")
    assert draft.chosen("destinations") == ["HKG"]
    desk.post(f"/desk/drafts/{case.id}/", destinations="HKG", **{"entries.HKG": "HKG3M1"}, do="check")
    back = desk.submit(desk.get(f"/desk/drafts/{case.id}/"), "handover")
    again = phone.post("/continue/", code=code_on(back))
    assert again.address.startswith(f"/cases/{case.id}/")
    assert phone.get(f"/cases/{case.id}/questions/entries.HKG/").chosen("entries.HKG") == ["HKG3M1"]
    with acting(HERE), pytest.raises(NoSuchCase):
        read_case(case.id)
    with acting(CLOCK):
        assert LookUp.objects.filter(person_id=town.zhang.id, actor_id=HERE.id, purpose="application").exists()


def test_the_scanned_address_opens_by_a_button_and_never_by_a_visit(town: Town, browse: Browse) -> None:
    phone, other = browse(town.zhang), browse(town.zhang)
    case = drafted(town.zhang, ENDORSEMENT, destinations=["HKG"])
    with acting(as_applicant(town.zhang)):
        code = hand_over(case.id, "any", "questions/entries.HKG/", as_applicant(town.zhang))
    page = other.get(f"/continue/{code.token}/")
    assert phone.get(f"/continue/{code.token}/").status == 200
    went = other.submit(page, "continue")
    assert went.address == f"/cases/{case.id}/questions/entries.HKG/"
    assert "已经用过了" in other.submit(page, "continue").text


def test_expired_used_and_guessed_codes_are_told_apart_and_a_refused_one_stays_good(town: Town) -> None:
    zhang, li = as_applicant(town.zhang), as_applicant(town.li)
    case = drafted(town.zhang, ENDORSEMENT, destinations=["HKG"])
    with acting(zhang):
        code = hand_over(case.id, "any", "have/", zhang)
        old = hand_over(case.id, "any", "", zhang, now() - timedelta(minutes=16))
    assert refused(old.digits, "hall", HERE) == "expired"
    assert refused(code.digits, "portal", li) == "not_yours"
    assert refused(code.digits, "hall", FAR) == "elsewhere"
    assert refused(code.digits, "hall", HERE) == ""
    assert refused(code.digits, "hall", HERE) == "used"
    with acting(CLOCK):
        kept = b"".join(bytes(one.code or b"") for one in Handover.objects.all())
    assert code.digits.encode() not in kept


def test_guessing_is_stopped_for_the_caller_and_for_nobody_else(town: Town, browse: Browse) -> None:
    zhang = as_applicant(town.zhang)
    case = drafted(town.zhang, ENDORSEMENT, destinations=["HKG"])
    with acting(zhang):
        code = hand_over(case.id, "any", "", zhang)
    wrong = "000000" if code.digits != "000000" else "000001"
    said = [refused(wrong, "portal", as_applicant(town.li)) for _ in range(TRIES + 1)]
    assert said == ["unknown"] * TRIES + ["too_many"]
    assert browse(town.li).send("/continue/", {"code": wrong}).status == 429
    assert refused(code.digits, "hall", HERE) == ""


def test_a_code_for_a_case_of_somebody_else_is_never_made(town: Town, browse: Browse) -> None:
    case = submitted(town.zhang)
    assert browse(town.li).send(f"/cases/{case.id}/handover/", {}).status == 404
    with acting(as_applicant(town.li)), pytest.raises(NoSuchCase):
        hand_over(case.id, "any", "", as_applicant(town.li))


def test_a_handed_in_case_opens_on_its_page_at_the_desk(town: Town, browse: Browse) -> None:
    case = submitted(town.zhang)
    page = at_the_question(browse(town.zhang), case.id, "withdrawal/")
    went = browse(HERE).send("/desk/handover/", {"code": code_on(page)})
    assert went.response.headers["Location"] == f"/desk/cases/{case.id}/"
