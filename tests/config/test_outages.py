"""What the log says while the database is away."""

import logging

import pytest

from yimen.config.database.outages import OneLine


def lose_it(pool: logging.Logger, times: int) -> None:
    for _ in range(times):
        pool.warning("error connecting in %s: refused\n\tIs the server running?", "pool-1")


def brief(every: float) -> logging.Logger:
    pool = logging.getLogger(f"test.pool.{every}")
    pool.addFilter(OneLine(every))
    return pool


def test_a_hundred_attempts_in_vain_are_one_short_line(caplog: pytest.LogCaptureFixture) -> None:
    lose_it(brief(every=60), times=100)
    assert caplog.messages == ["error connecting in pool-1: refused"]


def test_it_is_said_again_when_it_lasts(caplog: pytest.LogCaptureFixture) -> None:
    lose_it(brief(every=0), times=2)
    assert caplog.messages == ["error connecting in pool-1: refused"] * 2
