import json

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yimen.core.places.answers import CannotAnswer, answer_due


class Command(BaseCommand):
    help = "期限届满日: the last day of a time that begins with an event on a day (the day itself is not counted)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="from_", required=True, metavar="2026-09-28")
        parser.add_argument("--days", required=True, metavar="20")
        parser.add_argument("--unit", default="working", metavar="working|calendar")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: str, **options: str) -> None:
        try:
            answer = answer_due(options["from_"], options["days"], options["unit"])
        except CannotAnswer as wrong:
            raise CommandError("\n".join(f"--{one.field}: {one.zh} ({one.en})" for one in wrong.errors)) from wrong
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            unsure = "（暂定：当年放假通知尚未公布）" if answer["provisional"] else ""
            self.stdout.write(f"{answer['due']}{unsure} {answer['law'] or ''}".rstrip())
