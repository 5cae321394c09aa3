from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yimen.core.places.notices import NewNotice, load
from yimen.core.places.reading import NotTheLanguage, read


class Command(BaseCommand):
    help = (
        "载入放假通知: make a provisional year official from a YAML file with year, number, published_on, off and work."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: str, **options: Path) -> None:
        try:
            notice = read(NewNotice, options["file"])
        except NotTheLanguage as wrong:
            raise CommandError(str(wrong)) from wrong
        new = load(notice)
        self.stdout.write(f"{notice.year} 年放假安排（{notice.number}）{'已载入' if new else '此前已载入，没有变化'}")
