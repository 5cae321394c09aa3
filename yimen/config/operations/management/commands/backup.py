"""manage.py backup [FOLDER]: one sealed file with the whole database, while everybody goes on working."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yimen.config.operations.backing_up import back_up, folder, kept, thin_out
from yimen.config.operations.snapshot import NotPossible


class Command(BaseCommand):
    help = "Back the database up into a sealed file, consistent and while it runs. The keys are backed up apart: manage.py keys backup."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", help="where to; else YIMEN_BACKUPS, where only the newest stay (YIMEN_BACKUPS_KEPT)"
        )

    def handle(self, *, folder: str | None, **_options: Any) -> None:
        try:
            made = back_up(Path(folder)) if folder else daily()
        except (NotPossible, OSError) as reason:
            raise CommandError(f"No backup was made. {reason}") from reason
        self.stdout.write(f"{made.file}: {made.size} bytes, {made.events} events, {made.seconds:.1f} s")


def daily() -> Any:
    made = back_up(folder())
    thin_out(folder(), kept())
    return made
