"""The demo's line does on a bad day what lines do, and the exchange comes through it."""

import time
from datetime import timedelta

import pytest

from tests.core.exchange.loopback import HERE, Line, applied, loopback
from tests.core.exchange.test_delivering import outbox, post, try_again_now
from yimen.adapters.letters.demo import Demo
from yimen.core.exchange.applying import apply_waiting
from yimen.core.exchange.delivering import deliver
from yimen.core.places.clock import now

__all__ = ["loopback"]
BAD = [mode for mode in Demo.modes if mode not in {"normal", "delay"}]


@pytest.fixture
def demo(loopback: Line) -> Demo:
    """The demo wire in front of the line that leads back here."""
    behind = Line()
    loopback.through = Demo("default", behind).push
    return Demo("default", behind)


@pytest.mark.parametrize("mode", BAD)
def test_after_a_bad_day_every_letter_is_applied_once_in_order(demo: Demo, mode: str) -> None:
    demo.rehearse(mode, None, {})
    post(1, 2, 3)
    deliver(HERE)
    apply_waiting(HERE)
    assert applied == {"cut": [], "corrupt": []}.get(mode, [1, 2, 3])
    demo.rehearse("normal", None, {})
    try_again_now()
    deliver(HERE)
    apply_waiting(HERE)
    assert applied == [1, 2, 3]
    assert all(row.acked_at for row in outbox())


def test_a_slow_line_delivers_late(demo: Demo) -> None:
    demo.rehearse("delay", None, {"seconds": 0.2})
    post(1)
    began = time.monotonic()
    deliver(HERE)
    assert time.monotonic() - began > 0.2
    assert outbox()[0].acked_at


def test_a_bad_day_ends_by_itself(demo: Demo) -> None:
    demo.rehearse("cut", now() - timedelta(seconds=1), {})
    post(1)
    deliver(HERE)
    assert outbox()[0].acked_at
    assert demo.check() == ""
