"""A process that sends is killed with -9 after the provider has the message and before that is written down."""

import os
import signal
import time
from collections.abc import Iterator

import pytest
from django.db import connections
from pytest_django import Settings

from tests.adapters.messages.smpp_centre import Running
from tests.core.notices.serving_it import attempts, messaged, only
from tests.core.notices.test_sending import NINTH, minutes
from yimen.core.notices import sending
from yimen.core.people.models import Person


@pytest.fixture
def running() -> Iterator[Running]:
    one = Running()
    one.centre.mute = True  # it takes the message and does not say so: whoever sends waits
    yield one
    one.stop()


def sends_and_waits(attempt_id: object) -> int:
    """The id of a process that hands the message over, on a connection of its own."""
    child = os.fork()
    if child:
        return child
    try:
        for one in connections.all():
            one.connection = None  # the parent's, left alone
        sending.send(attempt_id, NINTH)  # type: ignore[arg-type]
    finally:
        os._exit(0)


@pytest.mark.django_db(transaction=True)
def test_killed_while_it_sends_the_message_is_asked_for_and_goes_on_by_the_rule_and_never_twice(
    applicant: Person, running: Running, settings: Settings
) -> None:
    settings.MESSAGES, settings.SMPP = "smpp", running.url
    row = messaged(applicant)
    one = only(row)
    child = sends_and_waits(one.id)
    try:
        ends = time.monotonic() + 30
        while not running.centre.parts and time.monotonic() < ends:
            time.sleep(0.01)
    finally:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, "it had not finished"
    assert only(row).state == "sending"
    assert (sending.send(one.id, minutes(1)), sending.lost(minutes(4)), sending.lost(minutes(5))) == ("left", 0, 1)
    assert sending.send(one.id, minutes(5)) == "left"
    assert [sending.ask(one.id, minutes(n)) for n in (5, 10, 25)] == ["unknown", "unknown", "given_up"]
    assert attempts(row) == [("sms", "unknown"), ("post", "waiting")], "a legal notice goes by its next way"
    assert only(row, "post").again, "and says that it may come twice"
    assert len(running.centre.messages()) == 1
