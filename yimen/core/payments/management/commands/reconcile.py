"""manage.py reconcile 2026-11-24: the day's accounts of orders, gateways and bank, to the cent; says how many lines differ."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yimen.core.payments.reconciling import reconcile
from yimen.core.places.clock import now
from yimen.core.ports.payments import Unsure


class Command(BaseCommand):
    help = "Reconcile a day: orders, gateway and bank. May be run again; what agrees by then is settled."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("day", type=date.fromisoformat, help="a day like 2026-11-24")

    def handle(self, *, day: date, **_options: Any) -> None:
        try:
            found = reconcile(day, now())
        except Unsure as unsure:
            raise CommandError(f"the day's file cannot be had now: {unsure}. Run it again later.") from unsure
        for one in found:
            sums = f"ours {one.ours:.2f}, gateway {one.theirs:.2f}, bank {one.bank:.2f}"
            self.stdout.write(f"{one.gateway} {one.day}: {sums}, differences {one.differences}")
