"""manage.py exchange_introduce: file the job by which the nodes of a demo learn each other's key."""

from typing import Any

from django.core.management.base import BaseCommand

from yimen.core.exchange.tasks import introduce_peers

ATTEMPTS = 60  # every two seconds


class Command(BaseCommand):
    help = "In a demo: ask the neighbours of YIMEN_PEERS on this machine for their keys, as soon as they answer."

    def handle(self, *_: Any, **__: Any) -> None:
        introduce_peers.defer(attempts=ATTEMPTS)
