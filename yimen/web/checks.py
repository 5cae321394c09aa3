"""Absent words stop the start: catalogues that cannot be read, keys that templates say and no catalogue has, icons nobody drew."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from yimen.core.places.yaml12 import NotTheLanguage
from yimen.web import words
from yimen.web.drawings import icons

SAID = re.compile(r"""\b(say|text|icon)\(["']([^"']+)["']\s*[,)]""")


def register_checks() -> None:
    register(check_words)


def check_words(app_configs: Any = None, **options: Any) -> list[CheckMessage]:  # noqa: ARG001 – Django's signature
    """One error for each mistake, with file and line."""
    try:
        words.catalogue()
    except NotTheLanguage as wrong:
        return [Error(str(mistake), id="web.E001") for mistake in wrong.errors]
    return [error for file in templates() for error in unsaid(file)]


def unsaid(file: Path) -> Iterator[CheckMessage]:
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        for tool, name in SAID.findall(line):
            if tool == "icon" and name not in icons():
                yield Error(f"{file}:{number}: no icon is called {name}", id="web.E003")
            elif tool != "icon" and not words.knows(name):
                yield Error(f"{file}:{number}: no catalogue has the words {name}", id="web.E002")


def templates() -> Iterator[Path]:
    for engine in settings.TEMPLATES:
        for folder in cast("list[Path]", engine["DIRS"]):
            yield from sorted(folder.rglob("*.html"))
