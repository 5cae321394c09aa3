"""manage.py keys: which there are; in a bundle of their own and back; a new one above the old; what was sealed, sealed anew."""

import getpass
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from yimen.config.operations import key_bundle, rotation
from yimen.config.operations.sealed_file import NotWhole, short
from yimen.config.operations.snapshot import NotPossible
from yimen.core.people.keys import NAMES, VARIABLES, keys

WORDS = {
    "backup": "write all keys into a bundle, apart from every backup",
    "check": "is that bundle what is needed now",
    "restore": "put a bundle's keys in place",
    "new": "a new key above the old",
    "reseal": "seal anew what older keys have sealed, a batch at a time, while it runs",
    "reindex": "after a new index key: index anew, with the pages stopped",
    "retire": "put older keys of the fields aside, once they seal nothing any more",
}


class Command(BaseCommand):
    help = "The keys of this installation. Without a word: where they are, since when, and how many values each has sealed."
    requires_system_checks = ()  # they would make the keys that are about to be put back

    def add_arguments(self, parser: CommandParser) -> None:
        words = parser.add_subparsers(dest="what", metavar="WHAT")
        made = {what: words.add_parser(what, help=says) for what, says in WORDS.items()}
        for what in ("backup", "check", "restore"):
            made[what].add_argument("file", type=Path)
        made["restore"].add_argument("--replace", action="store_true", help="move other keys aside")
        made["new"].add_argument("name", choices=NAMES)

    def handle(self, *, what: str | None, **options: Any) -> None:
        try:
            for line in getattr(self, f"_{what or 'shown'}")(**options):
                self.stdout.write(line)
        except (NotPossible, NotWhole, OSError) as reason:
            raise CommandError(str(reason)) from reason

    def _backup(self, file: Path, **_: Any) -> Iterator[str]:
        for name in NAMES:
            keys(name)  # made where it was never used
        names = key_bundle.bundle(file, _passphrase(twice=True))
        yield f"{file} holds {', '.join(names)}. Keep it apart from the backups, and its passphrase apart from it."

    def _check(self, file: Path, **_: Any) -> Iterator[str]:
        if lacking := key_bundle.lacking(key_bundle.unbundled(file, _passphrase(twice=False))):
            raise NotPossible(
                f"This bundle does not hold the present {', '.join(lacking)}. Write a new one: manage.py keys backup FILE"
            )
        yield f"{file} opens and holds every key in use here."

    def _restore(self, file: Path, *, replace: bool, **_: Any) -> Iterator[str]:
        names = key_bundle.put_back(key_bundle.unbundled(file, _passphrase(twice=False)), replace=replace)
        yield f"In place: {', '.join(names)}. Now: manage.py restore BACKUP"

    def _new(self, name: str, **_: Any) -> Iterator[str]:
        yield f"The key {name} is now {rotation.new_key(name)}. {rotation.AFTERWARDS[name]}"
        yield "Write a new bundle: manage.py keys backup FILE"

    def _reseal(self, **_: Any) -> Iterator[str]:
        yield from (f"{where}: {n} sealed anew" for where, n in rotation.reseal())
        yield "Everything is sealed with the key in use."

    def _reindex(self, **_: Any) -> Iterator[str]:
        yield from (f"{where}: {n} indexed anew" for where, n in rotation.reindex())

    def _retire(self, **_: Any) -> Iterator[str]:
        yield f"Taken out: {', '.join(rotation.retire()) or 'none'}"

    def _shown(self, **_: Any) -> Iterator[str]:
        used = rotation.used()
        for name in NAMES:
            file = settings.HOME / "keys" / name
            where = VARIABLES[name] if os.environ.get(VARIABLES[name]) else str(file)
            since = f", file of {datetime.fromtimestamp(file.stat().st_mtime, UTC):%Y-%m-%d}" if file.exists() else ""
            for n, key in enumerate(keys(name)):
                count = f", {used.get(short(key), 0)} values" if name == "fields" else ""
                yield f"{name:8} {short(key)}  {'in use' if n == 0 else 'older, opens only'}{count}{since}  {where}"
        if unknown := {one: n for one, n in used.items() if one not in {short(key) for key in keys("fields")}}:
            yield "LOST: " + ", ".join(f"{n} values sealed with {one}" for one, n in unknown.items())


def _passphrase(*, twice: bool) -> str:
    if given := os.environ.get(key_bundle.PASSPHRASE):
        return given
    said = getpass.getpass("Passphrase of the bundle: ")
    if twice and getpass.getpass("Once more: ") != said:
        raise NotPossible("The two were different. Nothing was written.")
    return said
