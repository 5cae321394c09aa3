"""The exchange's jobs. Each can run any number of times: what is done is read from the tables, never from the job."""

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from procrastinate.retry import RetryStrategy
from procrastinate.tasks import Task

from yimen.core.exchange import applying, delivering, introductions, retention
from yimen.core.exchange.models import Peer, Ticket
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting

# Ten more attempts after 2, 4, 8 … seconds: what is down for half an hour is outlasted, and a second's hiccup costs seconds.
PATIENTLY = RetryStrategy(max_attempts=10, exponential_wait=2)


@app.task(name="exchange.deliver_letters")
def deliver_letters(peer: str) -> None:
    _again(deliver_letters, peer, delivering.deliver(peer))


@app.task(name="exchange.apply_letters")
def apply_letters(peer: str) -> None:
    _again(apply_letters, peer, applying.apply_waiting(peer))


@app.periodic(cron="* * * * *")
@app.task(name="exchange.sweep_letters")
def sweep_letters(timestamp: int) -> None:  # noqa: ARG001 – the worker names the minute
    """What a killed worker left: every peer is asked for once a minute, whatever became of the jobs."""
    for code in Peer.objects.values_list("code", flat=True):
        applying.apply_waiting(code)
        delivering.deliver(code)
    introductions.introduce()


@app.task(name="exchange.introduce_peers")
def introduce_peers(attempts: int) -> None:
    """Nodes of a demo start together: ask every two seconds until the other one answers."""
    if introductions.introduce() and attempts > 1:
        introduce_peers.configure(schedule_in={"seconds": 2}).defer(attempts=attempts - 1)


@app.periodic(cron="40 3 * * *")
@app.task(name="exchange.forget_letters")
def forget_letters(timestamp: int) -> None:  # noqa: ARG001
    retention.forget()


@app.task(name="exchange.after_answer", retry=PATIENTLY)
def after_answer(handler: str, ticket: str) -> None:
    """Tell one handler of `config/switchboard.py: AFTER_ANSWER` which question was answered; it asks again and is told at once."""
    with acting(RULE):
        row = Ticket.objects.get(id=ticket)
        import_string(handler)(row.case, row.source)


@app.task(name="exchange.after_peer", retry=PATIENTLY)
def after_peer(peer: str) -> None:
    """Tell the handlers of `config/switchboard.py: AFTER_PEER` that a node was entered: what waited for it can go."""
    for handler in settings.AFTER_PEER:
        import_string(handler)(peer)


def _again(task: "Task[[str], None, [str]]", peer: str, at: datetime | None) -> None:
    """File the next attempt for when it is due; the sweep would find it too, only later."""
    if at is not None:
        task.configure(schedule_at=at).defer(peer=peer)
