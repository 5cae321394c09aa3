"""manage.py verify_bundle FILE: does an archive bundle still prove what it says? Needs public keys only, and no database."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yimen.core.papers.proving import NoBundle, opened, wrong
from yimen.core.places.clock import CHINA
from yimen.core.ports.wires import wire


class Command(BaseCommand):
    help = "Verify an archive bundle: manifest, files, chain, checkpoint, receipts, seals."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument(
            "--key",
            help="the public key (base64) that must have signed; else the one that the bundle names is believed",
        )
        parser.add_argument("--no-seals", action="store_true", help="leave out the seals of the PDF papers")

    def handle(self, *, file: str, key: str | None, no_seals: bool, **_options: Any) -> None:
        try:
            files = opened(Path(file).read_bytes())
        except (NoBundle, OSError) as none:
            raise CommandError(f"{file}: {none}") from none
        found = list(wrong(files, key, None if no_seals else wire("seals"), datetime.now(CHINA)))
        if found:
            raise CommandError("\n".join(found))
        covered = "with" if "checkpoint.json" in files else "without"
        believed = "" if key else "; its key was believed, compare it with the published one (--key)"
        self.stdout.write(f"{file}: {len(files)} files hold, {covered} a checkpoint{believed}")
