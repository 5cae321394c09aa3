from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.channels.demo.stage import page, ready, set_up, turn
from yimen.channels.demo import clock
from yimen.core.exchange.letter import Letter
from yimen.core.exchange.models import Outbox
from yimen.core.exchange.pace import wall_clock
from yimen.core.exchange.peers import add_peer
from yimen.core.people.actors import CLOCK, RULE
from yimen.core.people.scope import acting
from yimen.core.people.secrecy import public_key
from yimen.core.places.clock import offset, today
from yimen.core.ports.ids import new_id
from yimen.core.ports.wires import wire

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def neighbour(db: None) -> None:
    add_peer("hn", "430000", "http://127.0.0.1:1", public_key(), wall_clock())


def letter(seconds: float) -> Letter:
    return Letter("hn", "gd", 1, new_id(), clock.KIND, wall_clock(), {"seconds": seconds}, "key")


def waiting() -> list[str]:
    with acting(CLOCK):
        return list(Outbox.objects.filter(acked_at=None).order_by("seq").values_list("kind", flat=True))


def test_the_clock_goes_a_day_at_a_time_and_back_to_real_time(client: Client) -> None:
    before = today()
    assert turn(client, "clock", step="day").headers["Location"] == "/demo#clock"
    turn(client, "clock", step="day")
    assert today() - before == 2 * DAY
    assert "比真实时间快 2 天" in page(client)
    turn(client, "clock", step="back")
    assert offset() == timedelta(0)
    assert "和真实时间一样" in page(client)


def test_the_clock_never_leaves_the_calendar(client: Client) -> None:
    clock.turn(clock.FURTHEST)
    turn(client, "clock", step="month")
    assert offset() == clock.FURTHEST


def test_when_the_clock_passes_five_working_days_silence_has_accepted_the_case(client: Client) -> None:
    set_up()
    received = ready("silent").case.received_on
    assert ready("silent").state == "submitted"
    turn(client, "clock", step="week")
    accepted = ready("silent")
    assert (accepted.state, accepted.events[-1].move) == ("accepted", "accept_by_silence")
    assert accepted.events[-1].dated == received
    assert "没人吭声，视为受理" in page(client)


def test_the_clock_of_the_other_province_goes_along_by_letter(client: Client, neighbour: None) -> None:
    turn(client, "clock", step="day")
    assert waiting() == ["demo.clock"]
    clock.by_letter(letter(seconds=3 * 86400))
    assert offset() == 3 * DAY


def test_where_people_are_real_no_letter_moves_time(settings: Any) -> None:
    settings.DEMO = False
    clock.by_letter(letter(seconds=86400))
    settings.DEMO = True
    assert offset() == timedelta(0)


def test_a_register_has_a_bad_day_until_told_otherwise(client: Client) -> None:
    assert turn(client, "registers", register="exit_entry", mode="down").headers["Location"] == "/demo#registers"
    assert wire("registers", "exit_entry").rehearsing() == "down"
    assert wire("registers", "population").rehearsing() == "normal"
    assert "不正常的" in page(client)
    turn(client, "registers", register="exit_entry", mode="normal")
    assert "都正常" in page(client)


def test_all_registers_can_be_slow_together(client: Client) -> None:
    turn(client, "registers", register="all", mode="slow")
    assert {one.rehearsing() for one in (wire("registers", name) for name in ("population", "land"))} == {"slow"}


def test_the_line_is_cut_and_what_waits_is_tried_again_when_it_is_back(client: Client, neighbour: None) -> None:
    turn(client, "wire", mode="cut")
    assert wire("letters").rehearsing() == "cut"
    turn(client, "clock", step="day")
    with acting(RULE):
        Outbox.objects.update(next_try=wall_clock() + timedelta(hours=1))
    assert "等着送的信：1 封" in page(client)
    assert turn(client, "wire", mode="normal").headers["Location"] == "/demo#line"
    with acting(CLOCK):
        assert Outbox.objects.get().next_try is None


@pytest.mark.slow
def test_beginning_anew_withdraws_what_is_open_and_rights_every_switch(client: Client) -> None:
    set_up()
    first, decided = ready("fresh").id, ready("refused")
    turn(client, "clock", step="day")
    turn(client, "registers", register="all", mode="down")
    turn(client, "wire", mode="cut")
    assert turn(client, "reset").headers["Location"] == "/demo#reset"
    again = ready("fresh")
    assert again.id != first
    assert (again.state, offset(), wire("letters").rehearsing()) == ("submitted", timedelta(0), "normal")
    assert wire("registers", "population").unwell() == {}
    assert ready("refused").number != decided.number
