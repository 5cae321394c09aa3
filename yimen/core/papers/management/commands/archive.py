"""manage.py archive NUMBER --why …: the archive bundle of a case, in a file of mode 0600. The person reads who took it, and why."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yimen.core.cases.models import Case
from yimen.core.cases.numbers import NotANumber, read_number
from yimen.core.papers.bundle import bundle
from yimen.core.people.actors import CLOCK
from yimen.core.people.lookups import Look, record
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.places.sentences import says_something


class Command(BaseCommand):
    help = "Write the archive bundle of a case: papers, files, events, receipts, manifest, checkpoint."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="the number of the case")
        parser.add_argument("--why", required=True, help="what it is for; the person reads it")
        parser.add_argument("--to", help="the file to write; NUMBER.zip here by default")

    def handle(self, *, number: str, why: str, to: str | None, **_options: Any) -> None:
        if not says_something(why):
            raise CommandError("--why must say what it is for")
        with acting(CLOCK):
            case = self.case(number)
            look = Look("supervision", now(), case.id, why)
            record(look, person=case.applicant_id, organisation=case.organisation_id)
            content = bundle(case.id, now())
        file = Path(to or f"{case.number}.zip")
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
        self.stdout.write(f"{file}: {len(content)} bytes")

    @staticmethod
    def case(number: str) -> Case:
        try:
            found = Case.objects.filter(number=read_number(number)).first()
        except NotANumber as wrong:
            raise CommandError(str(wrong)) from wrong
        if found is None:
            raise CommandError(f"there is no case {number}")
        return found
