"""manage.py seals list | check | rotate AUTHORITY --since DAY [--file P12]: the certificates with which papers are sealed."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yimen.core.ports.seals import Certificate, NoSeal, Seals
from yimen.core.ports.wires import wire


class Command(BaseCommand):
    help = "List, check and rotate the seals of the authorities."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True)
        does.add_parser("list", help="every certificate, the older first")
        does.add_parser("check", help="whether sealing works; exits with 1 when not")
        rotate = does.add_parser("rotate", help="another key from a day on; what was sealed stays valid")
        rotate.add_argument("authority", help="region and key, like 440106-exit_entry")
        rotate.add_argument(
            "--since", type=date.fromisoformat, required=True, help="the first day of the new key, 2027-01-01"
        )
        rotate.add_argument("--file", type=Path, help="PKCS#12 with key and chain; only the demo makes one itself")
        rotate.add_argument("--name", default="", help="the name in the certificate, where one is made")

    def handle(self, *, does: str, **said: Any) -> None:
        seals: Seals = wire("seals")
        try:
            if does == "rotate":
                new = said["file"].read_bytes() if said["file"] else None
                self.tell(seals.rotate(said["authority"], said["name"] or said["authority"], said["since"], new))
            elif does == "list":
                for one in seals.listed():
                    self.tell(one)
            elif why := seals.check():
                raise CommandError(why)
        except (NoSeal, OSError) as wrong:
            raise CommandError(str(wrong)) from wrong

    def tell(self, one: Certificate) -> None:
        self.stdout.write(
            f"{one.key}  from {one.since}  until {one.valid_to:%Y-%m-%d}  {one.subject}  {one.fingerprint[:16]}"
        )
