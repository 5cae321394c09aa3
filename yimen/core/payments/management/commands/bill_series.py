"""manage.py bill_series OFFICE YEAR --prefix 4401-26- --last 1765: a number series continues the bills on paper."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from yimen.core.payments.writing import continue_series
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting


class Command(BaseCommand):
    help = "Let the bills of an office and year go on after the last number on paper. A series never goes back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("office")
        parser.add_argument("year", type=int)
        parser.add_argument("--prefix", required=True, help="what stands before the number")
        parser.add_argument("--last", type=int, default=0, help="the last number that was given on paper")

    def handle(self, *, office: str, year: int, prefix: str, last: int, **_options: Any) -> None:
        try:
            with acting(RULE):
                continue_series(office, year, prefix, last)
        except IntegrityError as further:
            raise CommandError(str(further).splitlines()[0]) from further
        self.stdout.write(f"{office} {year}: the next bill is {prefix}{last + 1:06d}")
