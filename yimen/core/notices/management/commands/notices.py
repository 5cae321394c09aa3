"""manage.py notices – what is owed to people and what was sent; ends with 1 where something is owed, so that a monitor can alarm."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from yimen.core.notices.owed import count
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

LINES = {
    "owed": "papers to be served in the last 35 days",
    "untold": "of them nobody was told",
    "not_begun": "told, but not on their way",
    "stopped": "their next way was due an hour ago",
    "unsent": "messages that should have gone an hour ago",
    "unknown": "messages of which nobody knows whether they went (being asked for)",
    "stuck": "papers that no way has brought to the person",
    "letters": "letters that lie at a desk for more than three days",
}


class Command(BaseCommand):
    help = "Counts the notices that are owed against those that were sent; exit code 1 where something is owed."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        with acting(RULE):
            found = count(now())
        for name, n in found.figures().items():
            self.stdout.write(f"{'!' if name in found.alarms else ' '} {n:6}  {LINES[name]}")
        if found.alarms:
            sys.exit(1)
