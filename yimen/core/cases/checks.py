"""What `manage.py check` finds wrong with the trunk before anybody meets it: files, articles, words, handlers."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string

from yimen.core.cases.procedure import OWN, Procedure
from yimen.core.cases.rulebook import every_remedy, procedures
from yimen.core.cases.wording import words
from yimen.core.places.law import UnknownArticle
from yimen.core.places.law_book import law_book
from yimen.core.places.reading import NotTheLanguage

SINCE = date(2004, 7, 1)


def trunk(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:  # noqa: ARG001
    try:
        found = [*uncited(), *unhandled(), *wordless()]
    except NotTheLanguage as wrong:
        found = [str(mistake) for mistake in wrong.errors]
    return [Error(text, id="cases.E001") for text in found]


def uncited() -> Iterator[str]:
    """Articles that the law book does not know on the day from which they are used."""
    for found in procedures():
        for law, since in cited(found):
            try:
                law_book().article(law, max(since, found.valid.from_, SINCE))
            except UnknownArticle as unknown:
                yield f"procedures/{found.procedure}.yaml: {unknown}"
    for act, remedy in every_remedy():
        try:
            law_book().article(remedy.law, max(remedy.from_, SINCE))
        except UnknownArticle as unknown:
            yield f"remedies.yaml: {act}: {unknown}"


def cited(found: Procedure) -> Iterator[tuple[str, date]]:
    yield from ((row.law, row.from_) for row in found.moves if row.law != OWN)
    yield from ((limit.law, limit.from_) for limit in found.times.values() if limit.law != OWN)
    yield from ((more.law, more.from_) for more in (found.extension, found.joint_extension) if more)


def unhandled() -> Iterator[str]:
    """Handlers in config/switchboard.py that are not there, or that no move and no job ever calls."""
    names = {name for found in procedures() for row in found.moves for name in (row.move, *row.jobs)} | {"*", "home"}
    for name, handler in settings.AFTER_EVENT:
        if name not in names:
            yield f"AFTER_EVENT: no move and no job is called {name!r}"
        try:
            import_string(handler)
        except ImportError as missing:
            yield f"AFTER_EVENT: {missing}"


def wordless() -> Iterator[str]:
    for move in sorted({row.move for found in procedures() for row in found.moves}):
        try:
            words("moves", move)
        except KeyError:
            yield f"messages.yaml: the move {move} has no words"
