"""Time is asked of one function, which only the demo may move."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from yimen.core.places.clock import now, today
from yimen.core.places.models import ClockOffset

pytestmark = pytest.mark.django_db


def ahead() -> timedelta:
    return now() - datetime.now(UTC)


@override_settings(DEMO=True)
def test_a_row_moves_the_clock_of_the_demo_for_every_process() -> None:
    ClockOffset.objects.create(by=timedelta(days=7))
    assert timedelta(days=6, hours=23) < ahead() <= timedelta(days=7)
    assert today() == now().date()


@override_settings(DEMO=False)
def test_outside_the_demo_no_row_moves_the_clock() -> None:
    ClockOffset.objects.create(by=timedelta(days=7))
    assert abs(ahead()) < timedelta(minutes=1)


def test_the_present_is_told_in_the_time_of_china() -> None:
    assert now().utcoffset() == timedelta(hours=8)
