from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Max

from yimen.core.places.law_book import law_book
from yimen.core.places.working_days import WorkingDays, released
from yimen.core.services.files import shelf
from yimen.core.services.linting import code_of, lint_files
from yimen.core.services.models import Publication


class Command(BaseCommand):
    help = "The catalogue, one line each: code, name, doors, newest edition, and what the linter says."

    def handle(self, *_: Any, **__: Any) -> None:
        files = shelf()
        newest = dict(Publication.objects.values("service").annotate(n=Max("number")).values_list("service", "n"))
        said = {code_of(file): file.said for file in files.all()}
        for report in lint_files(files, law_book(), WorkingDays(released())):
            one = said[report.code]
            doors = ", ".join(f"{name} {door.do}" for name, door in getattr(one, "channels", {}).items())
            state = f"{len(report.faults)} faults" if report.faults else "clean"
            edition = f"no. {newest[report.code]}" if report.code in newest else "-"
            told = f" ({report.counts})" if report.counts and str(report.counts) else ""
            self.stdout.write(
                "\t".join([report.code, one.name.zh if one else "?", doors or "-", edition, state + told])
            )
