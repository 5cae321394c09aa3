"""manage.py retention: cases whose time of keeping ends within a month, for whoever decides what becomes of them. Removes nothing."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.management.commands.verify_chain import whole_cases
from yimen.core.cases.models import Document
from yimen.core.cases.retention import Contested, retention, rules
from yimen.core.notices.models import Delivery
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import today
from yimen.core.places.notices import working_days


class Command(BaseCommand):
    help = "List the cases whose retention ends soon: number, office, last day. Only a list; nothing is removed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=31, help="how far ahead")

    def handle(self, *, days: int, **_options: Any) -> None:
        until, count = today() + timedelta(days=days), 0
        with acting(CLOCK):
            for case, day in ending(until):
                count += 1
                again = Document.objects.filter(source__case_id=case.id).exclude(case_id=case.id).count()
                note = f" ({again} of its files used again by other cases)" if again else ""
                self.stdout.write(f"{day} {case.number or case.id} {case.case.region}{note}")
        self.stdout.write(f"{count} case(s) up to {until}")


def ending(until: date) -> Iterator[tuple[Dossier, date]]:
    for case in whole_cases():
        if (day := last_day(case)) and day <= until:
            yield case, day


def last_day(case: Dossier) -> date | None:
    """Of one case, with the days on which its papers were served. One that waits for a human review is not over."""
    if any(review.answered_on is None for review in case.reviews):
        return None
    served = list(Delivery.objects.filter(case_id=UUID(str(case.id))).values_list("served_on", flat=True))
    last = None if not served or None in served else max(day for day in served if day)
    contested = [Contested(one.within, last) for one in case.remedies]
    return retention(case.events, contested, served, rules(), working_days())
