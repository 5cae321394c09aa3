"""manage.py series list | set OFFICE KIND YEAR LAST --why …: numbers of papers go on where the paper books of an office ended."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yimen.core.cases.rulebook import procedures
from yimen.core.papers.series import NotForwards, Of, all_series, go_on
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.places.models import Office
from yimen.core.places.sentences import says_something


class Command(BaseCommand):
    help = "List the series of paper numbers, or set one forwards."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True)
        does.add_parser("list", help="every series with the last number that was given")
        forwards = does.add_parser("set", help="the next paper gets the number after LAST")
        forwards.add_argument("office")
        forwards.add_argument("kind")
        forwards.add_argument("year", type=int)
        forwards.add_argument("last", type=int)
        forwards.add_argument("--why", required=True, help="which book it continues")

    def handle(self, *, does: str, **said: Any) -> None:
        with acting(CLOCK):
            if does == "list":
                for one in all_series():
                    self.stdout.write(str(one))
            else:
                self.forwards(Of(said["office"], said["kind"], said["year"]), said["last"], said["why"])

    def forwards(self, of: Of, last: int, why: str) -> None:
        if not Office.objects.filter(pk=of.office).exists():
            raise CommandError(f"there is no office {of.office}")
        kinds = {kind for procedure in procedures() for kind in procedure.papers}
        if of.kind not in kinds:
            raise CommandError(f"no procedure issues {of.kind}; one of {', '.join(sorted(kinds))}")
        if not (says_something(why) and 0 < last < 10**6 and 2000 < of.year < 2100):
            raise CommandError("LAST has at most six digits, YEAR four, and --why says which book it continues")
        try:
            done = go_on(of, last, why, now())
        except NotForwards as back:
            raise CommandError(f"{back}; a series never goes back") from back
        self.stdout.write(str(done))
