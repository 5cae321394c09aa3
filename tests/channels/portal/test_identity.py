"""Signing in with the provincial identity of the demo: the whole road over HTTP, and what happens when it does not lead anywhere."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.core.people.folk import person
from tests.product import free_port
from tests.visiting import signed_in
from yimen.channels.demo.cast import cast
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.identities import identities_of, link_again, unlink
from yimen.core.people.models import Person
from yimen.core.people.models_access import Identity
from yimen.core.people.scope import acting
from yimen.core.ports.wires import wire
from yimen.web.visits import actor_of, level_of

ZHANG = cast().persons["zhang"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def road(live_server: LiveServer, settings: Settings) -> str:
    """The provider of the demo, answering at an address of this test; the adapter forgets what it knew of another."""
    port = urlsplit(live_server.url).port
    settings.PORT = port
    here = f"http://127.0.0.1:{port}"
    settings.IDENTITY = {
        "issuer": f"{here}/demo/identity",
        "client_id": "yimen",
        "here": here,
        "acr": {"substantial": "loa2", "high": "loa3"},
    }
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
    wire("identity").talk.said.clear()
    return here


def known(name: str = ZHANG.name) -> Person:
    return person(name, ZHANG.number)


def go(client: Client, person: str = "zhang", acr: str = "loa2", **query: str) -> dict[str, str]:
    """From our link to the provider, choosing somebody there, to the address that the provider sends one back to."""
    to = client.get("/sign-in/identity/", query)
    assert to.status_code == 302, to.content.decode()
    asked = dict(parse_qsl(urlsplit(to["Location"]).query))
    assert client.get(to["Location"]).status_code == 200
    back = client.post("/demo/identity/authorize/", {**asked, "person": person, "acr": acr})
    assert back["Location"].startswith("http://testserver/sign-in/back/?")
    return dict(parse_qsl(urlsplit(back["Location"]).query))


def title(answer: Any) -> str:
    found = re.search(r'role="alert".*?<strong>(.*?)</strong>', answer.content.decode(), re.DOTALL)
    return found[1] if found else ""


@pytest.mark.django_db(transaction=True)
def test_the_button_leads_to_the_provider_and_back_to_the_page_one_wanted(road: str, client: Client) -> None:
    zhang = known()
    before = client.session.session_key
    answer = client.get("/sign-in/back/", go(client, next="/cases/"))
    assert (answer.status_code, answer["Location"]) == (302, "/cases/")
    assert actor_of(client.session).id == str(zhang.id)
    assert level_of(client.session) == "substantial"
    assert client.session.session_key != before
    with acting(RULE):
        [bound] = identities_of(zhang.id)
    assert (bound.state, bound.issuer) == ("linked", f"{road}/demo/identity")


@pytest.mark.django_db(transaction=True)
def test_an_answer_serves_once_and_only_in_the_browser_that_asked(road: str) -> None:
    known()
    asking, thief = Client(), Client()
    came = go(asking)
    assert thief.get("/sign-in/back/", came).status_code == 403
    assert asking.get("/sign-in/back/", came).status_code == 302
    again = asking.get("/sign-in/back/", came)
    assert (again.status_code, title(again)) == (403, "这次登录过时了，或者不是从这里开始的。")


@pytest.mark.django_db(transaction=True)
def test_what_is_no_proof_of_who_somebody_is_signs_nobody_in_and_says_what_now(road: str, client: Client) -> None:
    """A name that is near waits for an officer; a lost identity waits for a counter; who is unknown to the register is not entered."""
    zhang = known("张示例子")
    assert title(client.get("/sign-in/back/", go(client))) == "号码和姓名对不上登记。"
    with acting(RULE):
        Person.objects.filter(pk=zhang.pk).update(name="張示例".replace("張", "张") + "")
    assert client.get("/sign-in/back/", go(client)).status_code == 302
    with acting(RULE):
        [bound] = identities_of(zhang.id)
        assert unlink(zhang.id, bound.id, "手机丢了")
    client = Client()
    assert title(client.get("/sign-in/back/", go(client))) == "这个统一身份已经解绑，不能用来登录。"
    with acting(RULE):
        assert link_again(zhang.id, bound.id, "看过身份证")
    assert client.get("/sign-in/back/", go(client)).status_code == 302
    stranger = Client()
    assert title(stranger.get("/sign-in/back/", go(stranger, "li"))) == "登记库没有确认您的登记，我们不凭猜测建档。"
    assert title(stranger.get("/sign-in/back/", go(stranger, "li", "loa1"))) == "这一次的核验不够。"
    assert title(stranger.get("/sign-in/back/", go(stranger, ""))) == "您没有在那边确认，所以没有登录。"
    with acting(RULE):
        assert Person.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_name_that_is_only_near_is_bound_when_an_officer_has_seen_the_card(road: str, client: Client) -> None:
    zhang = known("张示例".replace("例", "□"))
    assert title(client.get("/sign-in/back/", go(client))).startswith("名字和登记的写法差一点")
    with acting(RULE):
        [waiting] = identities_of(zhang.id)
        assert waiting.state == "doubted"
        assert link_again(zhang.id, waiting.id, "看过身份证")
    assert client.get("/sign-in/back/", go(client)).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_an_act_that_needs_more_sends_one_to_prove_it_and_gives_back_what_was_typed(road: str, client: Client) -> None:
    zhang = known()
    li = person("李测试", cast().persons["li"].number)
    signed_in(client, Actor("applicant", str(zhang.id), zhang.name), level="substantial")
    form = {
        "id_number": cast().persons["li"].number,
        "name": li.name,
        "services": "*",
        "until.y": "2027",
        "until.m": "1",
        "until.d": "2",
    }
    held = client.post("/mine/family/new/", form)
    assert held.status_code == 403
    assert "您写的都替您留着" in held.content.decode()
    weak = client.get("/sign-in/back/", go(client, acr="loa2", next="/sign-in/again/", act="name_proxy"))
    assert title(weak) == "这一次的核验不够。"
    proved = client.get("/sign-in/back/", go(client, acr="loa3", next="/sign-in/again/", act="name_proxy"))
    assert proved["Location"] == "/sign-in/again/"
    page = client.get("/sign-in/again/").content.decode()
    kept = dict(re.findall(r'name="([\w.]+)" value="([^"]*)"', page.partition("<main")[2]))
    assert {name: kept[name] for name in form} == form
    assert client.post("/mine/family/new/", form)["Location"] == "/mine/family/#asked"


def test_a_provider_that_is_down_is_a_plain_page_with_another_way(client: Client, settings: Settings) -> None:
    settings.IDENTITY = {"issuer": f"http://127.0.0.1:{free_port()}", "client_id": "yimen", "acr": {}}
    answer = client.get("/sign-in/identity/?next=/cases/")
    assert (answer.status_code, title(answer)) == (403, "统一身份那边现在连不上。")
    assert "带上身份证到任何一个窗口" in answer.content.decode()
    settings.IDENTITY = {}
    assert "还没有接通" in title(client.get("/sign-in/identity/"))


def test_nobody_is_led_to_another_site_by_a_link_that_begins_here(client: Client) -> None:
    page = client.get("/sign-in/?next=https://evil.example/").content.decode()
    assert "evil.example" not in page.partition("<main")[2].partition("</main>")[0]
    assert (
        client.post("/demo/identity/authorize/", {"redirect_uri": "https://evil.example/sign-in/back/"}).status_code
        == 400
    )


def test_one_identity_is_bound_to_one_person_even_with_the_code_asleep() -> None:
    """The negative control: the database itself refuses a second binding of (issuer, subject), and a citizen who binds."""
    zhang = known()
    with acting(RULE):
        Identity.objects.create(issuer="i", subject="s", person=zhang, state="linked")
    with acting(Actor("applicant", str(zhang.id))), pytest.raises(Exception, match="row-level security"):
        Identity.objects.create(issuer="i", subject="other", person=zhang, state="linked")
