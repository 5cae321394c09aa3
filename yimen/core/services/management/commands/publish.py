from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yimen.core.places.clock import now
from yimen.core.places.law_book import law_book
from yimen.core.places.notices import working_days
from yimen.core.places.reading import NotTheLanguage
from yimen.core.services.files import shelf
from yimen.core.services.publishing import Refused, SamePerson, publish_all


class Command(BaseCommand):
    help = "Publish services as editions: linter and examples pass, a second person approves. Unchanged ones stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("codes", nargs="*", metavar="CODE")
        parser.add_argument("--all", action="store_true", help="every service file")
        parser.add_argument("--author", required=True, help="who wrote it")
        parser.add_argument("--approver", required=True, help="who approves it; another person")

    def handle(self, *_: Any, **options: Any) -> None:
        if bool(options["codes"]) == options["all"]:
            raise CommandError("name services, or say --all")
        try:
            made = publish_all(
                shelf(), law_book(), working_days(), author=options["author"], approver=options["approver"], at=now(),
                only=options["codes"],
            )  # fmt: skip
        except (Refused, SamePerson, NotTheLanguage, LookupError) as refused:
            raise CommandError(str(refused)) from refused
        for row in made:
            self.stdout.write(f"{row.service} no. {row.number} {row.digest[:12]}")
        self.stdout.write(f"{len(made)} published" if made else "nothing has changed")
