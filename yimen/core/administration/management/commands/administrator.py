from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yimen.core.administration.beginning import CannotBegin, Plan, begin, code_again
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting


class Command(BaseCommand):
    help = "首任管理员: make the first administrators of this house, at most two, or give one of them a new code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("badge")
        parser.add_argument("--name", default="")
        parser.add_argument("--office", default="", metavar="440000900000")
        parser.add_argument("--office-name", default="", help="where the office is not there yet")
        parser.add_argument("--authority", default="", help="its authority, a key of authorities.yaml")
        parser.add_argument("--reach", default="", help="region whose house is kept; the office's own where left out")
        parser.add_argument(
            "--new-code", action="store_true", help="all keys were lost: take them away and give a code"
        )

    def handle(self, *_: Any, **said: Any) -> None:
        names = ("badge", "name", "office", "office_name", "authority", "reach")
        try:
            with acting(RULE):
                code = (
                    code_again(said["badge"])
                    if said["new_code"]
                    else begin(Plan(**{name: said[name] for name in names}))
                )
        except CannotBegin as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"{said['badge']} 的启用码（只显示这一次，一天内有效，在 /desk/enrol/ 用）：{code}")
