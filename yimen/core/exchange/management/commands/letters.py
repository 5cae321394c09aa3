"""manage.py letters: how the exchange of letters with each peer stands."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

import msgspec
from django.core.management.base import BaseCommand
from django.utils.timezone import localtime

from yimen.core.exchange.state import Queue, State, state


class Command(BaseCommand):
    help = "What waits to be delivered to each peer and to be applied here, since when, and the last error."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list for programs")

    def handle(self, *_: Any, **options: Any) -> None:
        states = state()
        if options["json"]:
            self.stdout.write(msgspec.json.encode(states).decode())
            return
        for peer in states:
            self.stdout.write(self._said(peer))
        if not states:
            self.stdout.write("no peers: manage.py exchange_keys --add CODE REGION URL KEY")

    def _said(self, peer: State) -> str:
        return "\n".join(
            [
                f"{peer.peer} ({peer.region}) {peer.url}",
                f"  out  last {peer.sent:>6}  {_queue(peer.outgoing)}",
                f"  in   last {peer.received:>6}  {_queue(peer.incoming)}",
            ]
        )


def _queue(queue: Queue) -> str:
    if not queue.length:
        return "nothing waits"
    said = f"{queue.length} wait, oldest {_time(queue.oldest)}, first is {queue.seq}"
    if queue.attempts:
        said += f"; {queue.attempts} attempts, next {_time(queue.next_try)}: {queue.error}"
    return said + ("  <-- ALARM" if queue.alarming else "")


def _time(at: datetime | None) -> str:
    return localtime(at).isoformat(" ", "seconds") if at else "now"
