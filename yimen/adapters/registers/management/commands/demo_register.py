"""manage.py demo_register exit_entry down --for 10m: let a register of the demo have a bad day."""

import json
import re
from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yimen.core.places.clock import now
from yimen.core.ports.rehearsals import Rehearses
from yimen.core.ports.wires import wires

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def span(text: str) -> timedelta:
    """30s, 10m, 2h, 1d."""
    if found := re.fullmatch(r"(\d{1,6})([smhd])", text):
        return timedelta(**{UNITS[found[2]]: int(found[1])})
    raise ArgumentTypeError(f"{text}: expected a number and s, m, h or d, such as 10m")


class Command(BaseCommand):
    help = "How a register of the demo behaves: normal, slow, down, later, duplicate, out_of_order or contradict."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("register", nargs="?", help="without it: how each behaves now")
        parser.add_argument("mode", nargs="?", default="normal")
        parser.add_argument("--for", dest="span", type=span, help="30s, 10m, 2h; without it until told otherwise")
        parser.add_argument("--seconds", type=float, help="how long a slow or owed answer takes")
        parser.add_argument("--record", type=json.loads, help="JSON: what is different when it contradicts itself")

    def handle(self, *_: Any, **options: Any) -> None:
        told = {name: wire for name, wire in wires("registers").items() if isinstance(wire, Rehearses)}
        if options["register"]:
            self._tell(told, **options)
        for name, register in told.items():
            self.stdout.write(f"{name:20} {register.rehearsing()}")

    def _tell(self, told: dict[str, Rehearses], *, register: str, mode: str, **options: Any) -> None:
        if register not in told:
            raise CommandError(
                f"{register}: expected one of {', '.join(told) or 'none: no demo register is configured'}"
            )
        params = {name: options[name] for name in ("seconds", "record") if options[name] is not None}
        try:
            told[register].rehearse(mode, now() + options["span"] if options["span"] else None, params)
        except ValueError as wrong:
            raise CommandError(str(wrong)) from wrong
