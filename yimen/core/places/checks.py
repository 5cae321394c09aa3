"""What must be there before anything starts: `manage.py check` names every file, key and line that is missing or wrong."""

from collections.abc import Callable, Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from yimen.core.places.codes import codes
from yimen.core.places.holidays import holiday_lists
from yimen.core.places.law import UnknownArticle
from yimen.core.places.law_book import law_book
from yimen.core.places.reading import NotTheLanguage
from yimen.core.places.regions import regions
from yimen.core.places.working_days import released

DATA: tuple[Callable[[], object], ...] = (codes, regions, released, holiday_lists, law_book)


def check_data(app_configs: Sequence[AppConfig] | None = None, **_: object) -> list[CheckMessage]:
    """Every data file of the places and of the law book can be read, and what it names exists."""
    if app_configs is not None and not any(app.label == "places" for app in app_configs):
        return []
    broken = [message for read in DATA for message in unreadable(read)]
    return broken or [*lost_successors(), *uncited_holidays()]


def unreadable(read: Callable[[], object]) -> list[CheckMessage]:
    try:
        read()
    except NotTheLanguage as wrong:
        return [Error(str(mistake), id="places.E001") for mistake in wrong.errors]
    return []


def lost_successors() -> list[CheckMessage]:
    table = regions()
    rows = ((code, row.successor) for code, row in table.named.items() if row.successor)
    return [
        Error(f"regions.yaml: {code}.successor: expected a code of GB/T 2260; found {successor}", id="places.E002")
        for code, successor in rows
        if not table.known(successor)
    ]


def uncited_holidays() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for number, row in enumerate(holiday_lists()):
        for text in (row.law, row.substitute):
            try:
                law_book().article(text, row.from_)
            except UnknownArticle as unknown:
                found.append(Error(f"holidays.yaml: [{number}]: {unknown}", id="places.E003"))
    return found
