"""manage.py demo: the invented province – offices, staff, people, registers and cases under way; --again begins it anew."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from yimen.config.demo.crowd.filling import begin_filling
from yimen.config.demo.loading import Report, load
from yimen.core.ports.ids import new_id


class Command(BaseCommand):
    help = "Load the people, offices, registers and cases of the demo. Doing it twice is doing it once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="withdraw what is open and begin anew")

    def handle(self, *_: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("people are real here (YIMEN_DEMO=0): nothing invented is loaded")
        before = new_id() if options["again"] else None
        report = load(again=options["again"])
        if settings.DEMO_FULL:
            begin_filling(again=before)
        if options["verbosity"]:
            self.stdout.write(said(report))


def said(report: Report) -> str:
    if report == Report():
        return "the demo is there already"
    return (
        f"{report.people} people, {report.offices} offices, {report.entries} entries in registers, {report.cases} cases"
    )
