import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.channels.demo.stage import be, fill, page, set_up, turn
from yimen.channels.demo.cast import cast

pytestmark = pytest.mark.django_db
ADDRESSES = ["/demo", "/demo/"]
OUR_SCRIPTS = re.compile(
    r'<script src="/static/ym/(?:portal|aloud)\.js" defer></script>'
)  # what every page of a phone has
SWITCHES = ["as", "leave", "clock", "registers", "wire", "reset"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_offers_stories_people_officers_and_switches_without_a_script(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "<script" not in OUR_SCRIPTS.sub("", shown)
    assert [f'id="s{n}"' in shown for n in range(1, 11)] == [True] * 9 + [False]
    for name in ("张示例", "白示例", "过五个工作日", "剪断", "连不上", "重新来过"):
        assert name in shown


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_the_page_stands_in_every_language(client: Client, lang: str) -> None:
    client.cookies["ym_prefs"] = f"{lang}.normal.normal"
    assert f'lang="{lang}"' in page(client)


@pytest.mark.parametrize("address", ADDRESSES)
def test_where_people_are_real_there_is_no_demo(client: Client, settings: Any, address: str) -> None:
    settings.DEMO = False
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("switch", SWITCHES)
def test_where_people_are_real_no_switch_turns_anything(client: Client, settings: Any, switch: str) -> None:
    settings.DEMO = False
    assert turn(client, switch).status_code == 404


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_switch_is_turned_by_a_form_of_ours_only(switch: str) -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(f"/demo/{switch}/").status_code == 403
    assert stranger.get(f"/demo/{switch}/").headers["Location"] == "/demo"  # as after a change of language
    assert stranger.put(f"/demo/{switch}/").status_code in (403, 405)


@pytest.mark.parametrize(
    ("switch", "said"),
    [
        ("as", {"person": "nobody"}),
        ("as", {"officer": "gd1001", "role": "applicant"}),
        ("clock", {"step": "century"}),
        ("registers", {"register": "weather", "mode": "down"}),
        ("registers", {"register": "all", "mode": "dancing"}),
        ("wire", {"mode": "dancing"}),
    ],
)
def test_what_no_form_of_ours_says_turns_nothing(client: Client, switch: str, said: dict[str, str]) -> None:
    assert turn(client, switch, **said).status_code == 400


def test_the_page_asks_eight_questions_however_much_has_happened(client: Client) -> None:
    """The clock twice, offices, what the law did, what waits for the line, the line, the registers and who takes the money."""
    assert len(queries(client)) <= 8
    set_up()
    turn(client, "clock", step="week")
    turn(client, "registers", register="all", mode="down")
    assert len(queries(client)) <= 8


def queries(browser: Client) -> list[str]:
    """What the page asked, beside who looks and the session."""
    with CaptureQueriesContext(connection) as caught:
        assert browser.get("/demo").status_code == 200
    quiet = ("set_config", "SAVEPOINT", "people_visit")
    return [one["sql"] for one in caught.captured_queries if not any(word in one["sql"] for word in quiet)]


def test_either_administrator_of_the_demo_opens_the_house_in_one_press(client: Client) -> None:
    fill()
    forms = re.findall(r"<form(?:(?!</form>).)*gd191[12](?:(?!</form>).)*</form>", page(client), re.DOTALL)
    assert len(forms) == 2
    for form in forms:
        said = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
        led = turn(client, "as", **said)["Location"]
        assert led == "/desk/house/"
        assert client.get(led).status_code == 200


def test_officers_of_the_other_province_are_met_there(client: Client, settings: Any) -> None:
    settings.PEERS = {"hn": "http://127.0.0.1:8001"}
    shown = client.get("/demo", headers={"host": "localhost:8000"}).content.decode()
    assert 'href="http://localhost:8001/demo#officers"' in shown
    assert 'href="http://localhost:8001/demo#hn1103"' in shown
    assert 'value="hn1103"' not in shown


def test_the_other_province_offers_its_own_people(client: Client, settings: Any) -> None:
    settings.NODE = {"code": "hn", "region": "430000", "name": "示例邻省公安厅"}
    settings.PEERS = {"gd": "http://127.0.0.1:8000"}
    offered = set(re.findall(r'name="(?:person|officer)" value="(\w+)"', page(client)))
    assert {"liu", "hn1103"} <= offered
    assert not {"zhang", "gd1001"} & offered


def test_a_person_who_is_signed_in_is_told_who_it_is(client: Client) -> None:
    assert cast().persons["zhang"].name in page(client)
    be(client, "zhang")  # nobody is loaded, so nobody can be
    assert "您现在是" not in page(client)
