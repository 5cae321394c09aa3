"""Guided tours say true things only: each step is a page that answers, seen as whom it says, and the bar leads on without a script."""

import re

import pytest
from django.test import Client

from tests.channels.demo.stage import fill
from tests.channels.portal.town import publish
from yimen.channels.demo.tours import tours

pytestmark = pytest.mark.django_db
ANSWERS = {"/healthz": (200, 503)}  # no worker runs in a test, and it says so


def walk(browser: Client, tour: str, step: object) -> str:
    answer = browser.post("/demo/tours/", {"tour": tour, "step": str(step)})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_every_step_of_every_tour_answers_and_says_where_one_is() -> None:
    publish()
    fill()
    for name, tour in tours().items():
        browser = Client()
        assert browser.get(f"/demo/tours/{name}/").status_code == 200
        for step, stop in enumerate(tour.stops, 1):
            to = walk(browser, name, step)
            shown = browser.get(to.partition("#")[0])
            assert shown.status_code == 200, (name, step)
            assert f"第 {step} 步 / {len(tour.stops)}" in shown.content.decode(), (name, step)
            assert stop.zh in re.sub(r"&#34;|&#x27;", '"', shown.content.decode()), (name, step)
            assert not stop.look or browser.get(stop.look).status_code in ANSWERS.get(stop.look, (200,)), stop.look


def test_a_tour_is_remembered_can_be_ended_and_a_made_up_one_is_none() -> None:
    browser = Client()
    assert walk(browser, "integrator", 2) == "/demo/tours/integrator/#step-2"
    assert "第 2 步" in browser.get("/services/").content.decode()
    assert walk(browser, "integrator", "end") == "/demo#tours"
    assert "第 2 步" not in browser.get("/services/").content.decode()
    for cookie in ("nobody.1", "citizen.99", "citizen.", "citizen.²", "\x00"):
        browser.cookies["ym_tour"] = cookie
        assert browser.get("/services/").status_code == 200
    assert browser.post("/demo/tours/", {"tour": "citizen", "step": "0"}).status_code == 400
    assert browser.get("/demo/tours/nobody/").headers["Location"] == "/demo#tours"
