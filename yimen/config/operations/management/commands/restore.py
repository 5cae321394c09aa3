"""manage.py restore FILE: a backup into an empty database, proved by the hash chain."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yimen.config.environment import CHECKOUT
from yimen.config.operations.restoring import Proof, looked_through, restore
from yimen.config.operations.sealed_file import NotWhole
from yimen.config.operations.snapshot import NotPossible

STEPS = (["migrate", "--no-input", "--verbosity", "0"], ["verify_chain"])


class Command(BaseCommand):
    help = "Restore a backup into an empty database. The keys must be in place: manage.py keys restore."

    requires_system_checks = ()  # they would make the keys that a bundle should put in place first

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--check", action="store_true", help="only look whether it is whole and whether the keys here open it"
        )

    def handle(self, *, file: Path, check: bool, **_options: Any) -> None:
        try:
            proof = looked_through(file) if check else restore(file, os.environ["DATABASE_OWNER_URL"])
        except (NotPossible, NotWhole, OSError) as reason:
            raise CommandError(str(reason)) from reason
        if not check:
            for step in STEPS:
                self.stdout.write(_done(step))
        self.stdout.write(_said(proof, check=check))


def _done(step: list[str]) -> str:
    """One command of manage.py on what was restored: brought up to these programs, then proved."""
    told = subprocess.run(
        [sys.executable, "manage.py", *step], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    if told.returncode:
        raise CommandError(f"The rows are back, but manage.py {step[0]} refused:\n{told.stderr or told.stdout}")
    return told.stdout.strip()


def _said(proof: Proof, *, check: bool) -> str:
    heads = ", ".join(f"{node} {seq}" for node, seq in proof.heads.items()) or "no events"
    what = "The backup is whole, and the keys here open it" if check else "Restored, and every chain verified"
    return f"{what}: {sum(proof.rows.values())} rows in {len(proof.rows)} tables; the chains end at {heads}."
