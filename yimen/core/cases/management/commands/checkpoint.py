"""manage.py checkpoint: sign everything that has been written since the last checkpoint, now instead of at night."""

from typing import Any

from django.core.management.base import BaseCommand

from yimen.core.cases.checkpoints import checkpoint
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now


class Command(BaseCommand):
    help = "Sign a checkpoint over all events of this node."

    def handle(self, **_options: Any) -> None:
        with acting(CLOCK):
            made = checkpoint(now())
            self.stdout.write(
                f"{made.count} events up to {made.up_to_seq}" if made else "nothing new since the last one"
            )
