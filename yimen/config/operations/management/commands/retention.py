"""manage.py retention: the list of cases whose time of keeping ends within a month, made anew. Two people erase at the desk."""

from typing import Any

from django.core.management.base import BaseCommand

from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.rights.keeping import list_ending, waiting


class Command(BaseCommand):
    help = "List the cases whose retention ends within a month: last day, number, region. The list of the desk is made anew with it."

    def handle(self, **_options: Any) -> None:
        count = list_ending(now())
        with acting(CLOCK):
            for row in waiting():
                self.stdout.write(f"{row.last_day} {row.number or row.case_id} {row.region}")
        self.stdout.write(f"{count} case(s)")
