"""More come than can be answered: who waits, who is turned away and how, and that nothing typed is lost by it."""

from collections.abc import Iterator
from html import unescape
from queue import SimpleQueue
from re import findall
from threading import Event, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from yimen.web import turnstile
from yimen.web.turnstile import BACK, Line

pytestmark = [pytest.mark.urls("tests.web.addresses"), pytest.mark.django_db]


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """Everybody who may be inside is, and the line is full."""
    monkeypatch.setattr(turnstile, "LINE", Line(0, (0, 0, 0)))
    return Client(raise_request_exception=False)


def test_whoever_has_signed_in_and_sends_goes_in_before_those_who_read() -> None:
    line, gone_in = Line(1, (3, 2, 1)), SimpleQueue[int]()
    assert line.enter(2, 0)
    waiting = [Thread(target=lambda rank=rank: line.enter(rank, 60) and gone_in.put(rank)) for rank in (2, 1, 0)]
    for n, thread in enumerate(waiting, 1):
        thread.start()
        while len(line.waiting) < n:
            pass
    assert [line.enter(rank, 60) for rank in (2, 1, 0)] == [False, False, False]  # no room: told at once
    order = []
    for _ in waiting:
        line.leave(0)
        order.append(gone_in.get(timeout=60))
    assert order == [0, 1, 2]
    line.leave(0)
    assert (line.free, line.waiting) == (1, [])


def test_when_requests_take_long_the_line_is_shorter_for_those_who_read() -> None:
    line = Line(8, (32, 20, 8))
    for _ in range(100):
        line.free = 0
        line.leave(60.0)  # as long as counts: a second
    line.free, line.waiting = 0, [(0, n, Event()) for n in range(-4, 0)]
    assert not line.enter(2, 60)  # nobody waits here
    assert not line.enter(0, 0.01)  # joined, and called in by nobody
    assert len(line.waiting) == 4


def test_who_has_waited_long_enough_leaves_the_line_as_it_was() -> None:
    line = Line(0, (1, 1, 1))
    assert not line.enter(0, 0.01)
    line.leave(0)
    assert (line.free, line.waiting) == (1, [])


def test_a_reader_is_told_in_their_language_when_to_come_back_and_finds_the_page_again(crowd: Client) -> None:
    crowd.cookies["ym_prefs"] = "en.normal.normal"
    answer = crowd.get("/echo/?a=1")
    page = answer.content.decode()
    assert (answer.status_code, int(answer["Retry-After"]) in BACK) == (503, True)
    assert "Too many people" in page
    assert 'href="/echo/?a=1"' in page


def test_a_form_that_was_turned_away_stands_on_the_page_and_goes_through_when_there_is_room(
    crowd: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = {"text": "第一行\n<b>“第二行”</b>", "csrfmiddlewaretoken": "theirs"}
    answer = crowd.post("/echo/?step=2", typed | {"file": SimpleUploadedFile("a.png", b"x")})
    page = answer.content.decode()
    kept = {
        unescape(name): unescape(value)
        for name, value in findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page)
    }
    assert answer.status_code == 503
    assert kept == typed
    assert 'action="/echo/?step=2"' in page
    assert "要重新选一次" in page
    monkeypatch.setattr(turnstile, "LINE", Line(1, (0, 0, 0)))
    assert crowd.post("/echo/?step=2", kept).status_code == 200
    assert turnstile.LINE.free == 1


def test_a_program_gets_a_problem_and_whoever_watches_is_never_turned_away(crowd: Client) -> None:
    answer = crowd.get("/api/v1/cases")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["type"] == "/problems/busy"
    assert int(answer["Retry-After"]) in BACK
    assert "现在来的人太多" not in crowd.get("/healthz").content.decode()
