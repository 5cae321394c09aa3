"""manage.py verify_files: does every file exist, open, and have its digest? Losses are written beside their cases."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yimen.core.cases.files import verify_files
from yimen.core.places.clock import now


class Command(BaseCommand):
    help = "Look at every file: is it there, does it open, has it its digest? The worker does it each night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--part", default="1/1", help="only a part, such as 3/30, where all would take longer than a night"
        )

    def handle(self, *, part: str, **_options: Any) -> None:
        this, _, parts = part.partition("/")
        if not (this.isdecimal() and parts.isdecimal() and 1 <= int(this) <= int(parts)):
            raise CommandError(f"--part {part}: say for instance 3/30, the third of thirty parts")
        found = verify_files(now(), part=int(this) - 1, parts=int(parts))
        said = f"{found.seen} files seen, {found.lost} lost, {found.back} back again"
        if found.lost:
            raise CommandError(f"{said}. The cases show it; restore these files from a backup, or ask for them anew.")
        self.stdout.write(said)
