"""How we reach you: a number confirmed by a code, consent, wishes; and the page behind a message's link."""

from collections.abc import Callable

import pytest

from tests.channels.portal.browsing import Browser
from tests.channels.portal.stories import correcting
from tests.channels.portal.town import Town
from yimen.core.cases.dossier import Dossier
from yimen.core.notices import delivering, sending
from yimen.core.notices.models import Attempt, Confirmation, Contact, Delivery
from yimen.core.notices.telling import tell_person
from yimen.core.people.actors import CLOCK, RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

pytestmark = pytest.mark.django_db
Browse = Callable[..., Browser]


def told(town: Town) -> Dossier:
    case = correcting(town.zhang)
    with acting(CLOCK):
        tell_person(case.id, case.version)
    return case


def code() -> str:
    with acting(RULE):
        return Confirmation.objects.latest("made_at").code


def confirmed(zhang: Browser) -> None:
    page = zhang.submit(zhang.get("/mine/contact/phone/"), phone="138 0000 0001")
    assert page.path == "/mine/contact/code/"
    assert "138****0001" in page.text
    assert zhang.submit(page, code=code()).path == "/mine/contact/"


def test_a_number_is_confirmed_by_its_code_and_given_back(town: Town, browse: Browse) -> None:
    zhang = browse(town.zhang)
    assert "/mine/contact/" in zhang.get("/mine/notices/").links
    assert "还没有确认过" in zhang.get("/mine/contact/").text
    confirmed(zhang)
    assert "138****0001" in zhang.get("/mine/contact/").text
    zhang.post("/mine/contact/phone/", forget="yes")
    assert "138****0001" not in zhang.get("/mine/contact/").text


def test_what_is_wrong_is_said_where_it_stands_and_nothing_typed_is_lost(town: Town, browse: Browse) -> None:
    zhang = browse(town.zhang)
    page = zhang.send("/mine/contact/phone/", {"phone": "12"})
    assert (page.status, page.value("phone")) == (422, "12")
    zhang.post("/mine/contact/phone/", phone="13800000001")
    page = zhang.send("/mine/contact/code/", {"code": "x"})
    assert page.status == 422
    assert "和短信里的不一样" in page.text
    for _ in range(4):
        page = zhang.send("/mine/contact/code/", {"code": "x"})
    assert zhang.bare("/mine/contact/code/").status == 302, "it cannot be tried any more"
    with acting(RULE):
        assert not Contact.objects.filter(confirmed_at__isnull=False).exists()


def test_after_three_codes_within_an_hour_the_page_says_when_to_come_back(town: Town, browse: Browse) -> None:
    zhang = browse(town.zhang)
    for _ in range(3):
        zhang.send("/mine/contact/phone/", {"phone": "13800000001"})
    page = zhang.send("/mine/contact/phone/", {"phone": "13800000001"})
    assert page.status == 429
    assert page.value("phone") == "13800000001"
    assert "过一小时再试" in page.text


def test_with_consent_reading_is_service_and_the_message_says_so(town: Town, browse: Browse) -> None:
    told(town)
    zhang = browse(town.zhang)
    assert "还没有送达" in zhang.get("/mine/notices/").text
    page = zhang.submit(zhang.get("/mine/contact/consent/"), agree="yes")
    assert "起同意" in page.text
    page = zhang.get("/mine/notices/")
    page = zhang.submit(page, "/mine/notices/", id=page.value("id"))
    assert "送达：您在这里看过" in page.text
    page = zhang.submit(zhang.get("/mine/contact/consent/"), agree="no")
    assert "没有同意" in page.text
    assert "送达：您在这里看过" in zhang.get("/mine/notices/").text


def test_wishes_are_kept(town: Town, browse: Browse) -> None:
    zhang = browse(town.zhang)
    page = zhang.submit(zhang.get("/mine/contact/wishes/"), friendly="no", quiet="22:00-10:00")
    assert "不要，我自己来看" in page.text
    assert "22:00到10:00" in page.text
    page = zhang.send("/mine/contact/wishes/", {"friendly": "maybe"})
    assert page.status == 422
    page = zhang.submit(zhang.get("/mine/contact/wishes/"), friendly="yes", quiet="all")
    assert "21:00到08:00" in page.text


def messaged(town: Town, zhang: Browser) -> str:
    """The path behind the link of a message that was sent."""
    case = told(town)
    confirmed(zhang)
    with acting(RULE):
        row = Delivery.objects.get(case_id=case.id)
        delivering.go_on(row.id, now())
        Attempt.objects.filter(delivery=row).update(due_at=now())
        return f"/m/{Attempt.objects.get(delivery=row).token}/"


def test_opening_a_link_changes_nothing_and_says_nothing_about_anybody(
    town: Town, browse: Browse, visitor: Browser
) -> None:
    path = messaged(town, browse(town.zhang))
    for _ in range(2):
        page = visitor.get(path)
        assert page.status == 200
    assert not any(word in page.source for word in ("张示例", "人才", "YM4401", "YM 4401"))
    assert page.response.headers["Referrer-Policy"] == "same-origin", "a browser sends the form with its origin"
    unknown = visitor.get("/m/abcdefghijklmnop/")
    assert unknown.text == page.text, "nobody finds out by it which links exist"
    with acting(RULE):
        assert Contact.objects.filter(confirmed_at__isnull=False).count() == 1


def test_the_button_frees_the_number_and_the_person_is_told_on_the_own_page(
    town: Town, browse: Browse, visitor: Browser
) -> None:
    zhang = browse(town.zhang)
    path = messaged(town, zhang)
    assert "不再发到这个号码" in visitor.submit(visitor.get(path), path).text
    assert "有人说这个号码不是您的" in zhang.get("/mine/contact/").text
    assert "正在寄给您" in zhang.get("/mine/notices/").text
    page = visitor.send("/m/abcdefghijklmnop/", {})
    assert (page.status, "没有这个链接" in page.text) == (410, True)
    assert sending.lost(now()) == 0
