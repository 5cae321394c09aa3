"""manage.py exchange_keys: what the operator of another node needs from us, and entering what he gave us.

Two operators read the key id to each other over the telephone before they enter a key: whoever holds it can write as that node."""

from argparse import ArgumentParser
from typing import Any

import msgspec
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from yimen.core.exchange.keys import key_id
from yimen.core.exchange.pace import wall_clock
from yimen.core.exchange.peers import add_peer
from yimen.core.people.secrecy import public_key


class Command(BaseCommand):
    help = "Print this node's public key; with --add enter or change a peer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--add", nargs=4, metavar=("CODE", "REGION", "URL", "KEY"))
        parser.add_argument("--json", action="store_true", help="this node as one JSON object for programs")

    def handle(self, *_: Any, **options: Any) -> None:
        if given := options["add"]:
            self.stdout.write(self._added(*given))
            return
        own = {**settings.NODE, "key": public_key(), "key_id": key_id(public_key())}
        if options["json"]:
            self.stdout.write(msgspec.json.encode(own).decode())
            return
        self.stdout.write("".join(f"{name:7} {value}\n" for name, value in own.items()))

    def _added(self, code: str, region: str, url: str, key: str) -> str:
        if code == settings.NODE["code"]:
            raise CommandError(f"{code} is this node")
        try:
            peer = add_peer(code, region, url, key, wall_clock())
        except ValueError as wrong:
            raise CommandError(f"KEY must be 32 bytes in base64: {wrong}") from wrong
        return f"{peer.code} owns {peer.region}, listens at {peer.url}, signs with key id {key_id(key)}"
