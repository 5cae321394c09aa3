"""What `manage.py check` asks of this room: the purposes cite articles that exist, and the keys can be read by nobody else."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from yimen.core.people.keys import NAMES, KeyUnusable, keys
from yimen.core.people.purposes import uncited


def check_people(app_configs: Sequence[AppConfig] | None = None, **_: object) -> list[CheckMessage]:
    if app_configs is not None and not any(app.label == "people" for app in app_configs):
        return []
    return [*(Error(text, id="people.E001") for text in uncited()), *unusable_keys()]


def unusable_keys() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for name in NAMES:
        try:
            keys(name)
        except KeyUnusable as unusable:
            found.append(Error(str(unusable), id="people.E002"))
    return found
