import json
import sys
from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yimen.core.places.clock import today
from yimen.core.places.law_book import law_book
from yimen.core.places.notices import working_days
from yimen.core.services.advice import advise
from yimen.core.services.editions import Edition
from yimen.core.services.examples import MORNING, brief
from yimen.core.services.files import shelf
from yimen.core.services.language import Service
from yimen.core.services.published import NotPublished, edition_of
from yimen.core.services.telling import tell


class Command(BaseCommand):
    help = "What a service would answer to one applicant on a day, at a place and a door."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")
        parser.add_argument("--facts", metavar="FILE", help="JSON {fact: value}; - reads standard input")
        parser.add_argument("--on", type=date.fromisoformat, help="day of submission, else today")
        parser.add_argument("--region", required=True, help="accepting place, a code of GB/T 2260")
        parser.add_argument("--channel", default="portal")
        parser.add_argument(
            "--identified", action="store_true", help="the person is known: nothing is left “to be checked”"
        )
        parser.add_argument("--draft", action="store_true", help="the file as it stands, not what was published")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        edition = draft(options["code"]) if options["draft"] else newest(options["code"])
        book = law_book()
        if not book.regions.known(options["region"]):
            raise CommandError(f"no region has the code {options['region']}")
        on = options["on"] or today()
        at = datetime.combine(on, MORNING)
        facts, wrong = tell(edition, given(options["facts"]), on=on, at=at, identified=options["identified"])
        if wrong:
            raise CommandError("\n".join(f"{one.fact}: {one.text!r}: {one.words.zh} {one.words.en}" for one in wrong))
        answer = advise(
            edition, facts, on=on, region=options["region"], channel=options["channel"], at=at, days=working_days(), book=book
        )  # fmt: skip
        self.stdout.write(json.dumps(answer if options["json"] else brief(answer), ensure_ascii=False, indent=2))


def given(name: str | None) -> dict[str, Any]:
    if name is None:
        return {}
    try:
        told = json.loads(sys.stdin.read() if name == "-" else Path(name).read_text("utf-8"))
    except (OSError, ValueError) as broken:
        raise CommandError(f"{name}: expected JSON {{fact: value}}; {broken}") from broken
    if not isinstance(told, dict):
        raise CommandError(f"{name}: expected JSON {{fact: value}}; found a {type(told).__name__}")
    return told


def newest(code: str) -> Edition:
    try:
        return edition_of(code)
    except NotPublished as nobody:
        raise CommandError(f"{nobody}; --draft reads the file") from nobody


def draft(code: str) -> Edition:
    files = shelf()
    try:
        said = files.find(code).said
    except LookupError as missing:
        raise CommandError(str(missing)) from missing
    assert isinstance(said, Service)
    return Edition(said, files.packs_for(code))
