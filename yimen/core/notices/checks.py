"""What `manage.py check` finds wrong with how papers are served and messages are worded, before anybody gets one."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from yimen.core.cases.rulebook import procedures
from yimen.core.notices.rules import sending, serving, texts, wrong_texts
from yimen.core.notices.wording import catalogue
from yimen.core.places.law import UnknownArticle
from yimen.core.places.law_book import law_book
from yimen.core.places.reading import NotTheLanguage

SINCE = date(2004, 7, 1)


def rules(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:  # noqa: ARG001
    try:
        found = [
            *uncited(),
            *unknown_papers(),
            *untold(),
            *wrong_texts(settings.SMS_SIGN, settings.SITE),
            *wordless(),
            *no_wire(),
        ]
    except NotTheLanguage as wrong:
        found = [str(mistake) for mistake in wrong.errors]
    return [Error(text, id="notices.E001") for text in found]


def uncited() -> Iterator[str]:
    for rule in serving().rules:
        for one in rule.ways:
            try:
                law_book().article(one.law, max(rule.from_, SINCE))
            except UnknownArticle as unknown:
                yield f"serving.yaml: {', '.join(rule.papers)}: {unknown}"


def unknown_papers() -> Iterator[str]:
    known = {kind for procedure in procedures() for kind in procedure.papers}
    for rule in serving().rules:
        if lost := sorted(set(rule.papers) - known):
            yield f"serving.yaml: no procedure issues {', '.join(lost)}"


def untold() -> Iterator[str]:
    """A move that issues a paper and tells nobody, or in no words, and a kind of paper of which nobody says how it is served. A slip that
    goes between desks tells the person nothing: it asks and grants nothing, and is on the page of the case."""
    ways = {kind for rule in serving().rules for kind in rule.papers} | set(serving().shown)
    for found in procedures():
        for row in found.moves:
            at = f"procedures/{found.procedure}.yaml: {row.move}"
            if row.notice and not row.inside and "tell_person" not in row.jobs:
                yield f"{at}: issues {', '.join(row.notice)} and tells nobody: jobs: [tell_person]"
            if "tell_person" in row.jobs and not {row.move, f"{row.move}_{found.procedure}"} & catalogue().keys():
                yield f"{at}: no words in messages.yaml to tell it in"
            if lost := sorted(set(row.notice) - ways):
                yield f"{at}: serving.yaml says nothing of {', '.join(lost)}"


def wordless() -> Iterator[str]:
    if lost := sorted({"code", "legal", "legal_again", "friendly", "changed"} - texts().keys()):
        yield f"texts.yaml: no words for {', '.join(lost)}"
    if lost := sorted(set(sending().tells) - catalogue().keys()):
        yield f"sending.yaml: tells: no words in messages.yaml for {', '.join(lost)}"


def no_wire() -> Iterator[str]:
    """A real provider is a setting; without its address nothing could be sent."""
    if settings.MESSAGES not in settings.ADAPTERS["messages"]:
        yield f"YIMEN_MESSAGES: expected one of {', '.join(settings.ADAPTERS['messages'])}; found {settings.MESSAGES}"
    if settings.MESSAGES == "smpp" and not settings.SMPP:
        yield "YIMEN_SMPP: expected smpp://system_id:password@host:port/sender"
