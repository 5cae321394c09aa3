from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yimen.core.places.clock import now
from yimen.core.places.law_book import law_book
from yimen.core.places.notices import working_days
from yimen.core.services.files import shelf
from yimen.core.services.language import Pack
from yimen.core.services.models import PackSwitch
from yimen.core.services.publishing import Refused, SamePerson, switch


class Command(BaseCommand):
    help = "Who switched a pack when; or switch it on or off, which publishes anew what it changes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack")
        parser.add_argument("to", nargs="?", choices=["on", "off"])
        parser.add_argument("--by", default="")
        parser.add_argument("--approver", default="")
        parser.add_argument("--why", default="")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["to"]:
            self.switch(options)
        for row in PackSwitch.objects.filter(pack=options["pack"]).order_by("id"):
            state = "on" if row.on else "off"
            self.stdout.write(f"{row.at:%Y-%m-%d %H:%M} {state} by {row.by}, approved by {row.approver}: {row.why}")

    def switch(self, options: dict[str, Any]) -> None:
        packs = {file.said.pack: file.said for file in shelf().packs if isinstance(file.said, Pack)}
        if options["pack"] not in packs:
            raise CommandError(f"no pack is called {options['pack']}; there are {', '.join(packs) or 'none'}")
        if not options["why"].strip():
            raise CommandError("--why: a switch says its reason")
        try:
            made = switch(
                packs[options["pack"]], options["to"] == "on", law_book(), working_days(), by=options["by"],
                approver=options["approver"], at=now(), why=options["why"],
            )  # fmt: skip
        except (Refused, SamePerson) as refused:
            raise CommandError(str(refused)) from refused
        for row in made:
            self.stdout.write(f"{row.service} no. {row.number} {row.digest[:12]}")
