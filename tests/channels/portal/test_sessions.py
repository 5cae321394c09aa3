"""Where one is signed in: seen in plain words, and ended one by one, all others, or everywhere."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.channels.portal.browsing import Browser
from tests.channels.portal.town import Town, as_applicant
from tests.core.people.folk import officer
from tests.visiting import signed_in
from yimen.core.people.access_book import note_down
from yimen.core.people.models import Person
from yimen.core.people.models_access import Visit
from yimen.core.people.scope import acting
from yimen.core.people.visits import digest
from yimen.web.visits import actor_of

pytestmark = pytest.mark.django_db
HERE = "/mine/sessions/"


def test_the_own_visits_are_listed_and_the_others_are_ended(town: Town) -> None:
    mine, phone, stranger = (signed_in(Client(), as_applicant(who)) for who in (town.zhang, town.zhang, town.li))
    page = mine.get(HERE).content.decode()
    assert page.count("Chrome, Linux") >= 2
    assert "就是这里" in page
    mine.post(HERE, {"do": "others"})
    assert actor_of(phone.session).role == "visitor"
    assert [actor_of(one.session).role for one in (mine, stranger)] == ["applicant", "applicant"]
    assert "退掉了登录" in mine.get(HERE).content.decode()


def test_one_visit_is_ended_by_its_owner_and_by_nobody_else(town: Town) -> None:
    mine, phone, stranger = (signed_in(Client(), as_applicant(who)) for who in (town.zhang, town.zhang, town.li))
    with acting(as_applicant(town.zhang)):
        other = Visit.objects.order_by("-since", "-id").exclude(digest="").values_list("id", "digest")
        which = next(str(which) for which, digest in other if digest == digest_of(phone))
    stranger.post(HERE, {"do": "one", "id": which})
    assert actor_of(phone.session).role == "applicant"
    mine.post(HERE, {"do": "one", "id": which})
    assert actor_of(phone.session).role == "visitor"
    for nonsense in ({"do": "one", "id": "x"}, {"do": "?"}, {}):
        assert mine.post(HERE, nonsense).status_code == 302


def digest_of(client: Client) -> str:
    return digest(client.session.session_key or "")


def test_signing_out_everywhere_ends_this_visit_too(town: Town) -> None:
    mine, phone = (signed_in(Client(), as_applicant(town.zhang)) for _ in range(2))
    assert mine.post(HERE, {"do": "all"})["Location"] == "/sign-in/"
    assert {actor_of(one.session).role for one in (mine, phone)} == {"visitor"}


def test_what_an_officer_did_waits_until_it_was_read(town: Town, browse: Callable[[Person], Browser]) -> None:
    with acting(officer("440000")):
        note_down("identity_unlinked", str(town.zhang.id), note="手机丢了")
    browser = browse(town.zhang)
    page = browser.get(HERE)
    assert "有人替您办过，请看一眼" in page.text
    assert "手机丢了" in page.text
    [line] = [one for one in page.source.split('name="id" value="')[1:] if "read" in one][:1]
    browser.client.post(HERE, {"do": "read", "id": line[:36]})
    assert "有人替您办过" not in browser.get(HERE).text


def test_the_page_of_visits_asks_four_questions_at_most(
    town: Town, browse: Callable[[Person], Browser], queries: Callable[[Browser, str], list[str]]
) -> None:
    assert len(queries(browse(town.zhang), HERE)) <= 4
