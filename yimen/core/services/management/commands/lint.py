from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yimen.core.places.law_book import law_book
from yimen.core.places.working_days import WorkingDays, released
from yimen.core.services.files import shelf
from yimen.core.services.linting import lint_files


class Command(BaseCommand):
    # the calendar of the release is enough, so that a lawyer needs no database
    help = "Say why a service, pack or look-up may not be published: every fault with its file, line and path."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("codes", nargs="*", metavar="CODE", help="only these; all files where none is named")

    def handle(self, *_: Any, **options: Any) -> None:
        faults, seen = 0, set()
        for report in lint_files(shelf(), law_book(), WorkingDays(released()), options["codes"]):
            seen.add(report.code)
            faults += len(report.faults)
            for fault in report.faults:
                self.stdout.write(fault)
            told = str(report.counts) if report.counts else ""
            self.stdout.write(f"{report.code}: {len(report.faults) or 'no'} faults" + (f" ({told})" if told else ""))
        if unknown := set(options["codes"]) - seen:
            raise CommandError(f"no file says {', '.join(sorted(unknown))}")
        if faults:
            raise CommandError(f"{faults} faults", returncode=1)
