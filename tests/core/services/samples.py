"""Three small services, a pack and a look-up of an invented vertical, with an invented law."""

from datetime import date, datetime
from pathlib import Path

from yimen.core.places.clock import CHINA
from yimen.core.places.law_book import LawBook
from yimen.core.places.loading import DATA, load
from yimen.core.places.reading import read_text
from yimen.core.places.regions import regions
from yimen.core.places.working_days import WorkingDays, released
from yimen.core.services.advice import advise
from yimen.core.services.editions import Edition
from yimen.core.services.examples import applicant, ordinary, run
from yimen.core.services.facts import Facts
from yimen.core.services.files import shelf
from yimen.core.services.language import Example, Service
from yimen.core.services.linter import Subject, lint
from yimen.core.services.walk import Json

SAMPLE = Path(__file__).parent / "files/sample"
BOOK = LawBook.of(load([DATA, SAMPLE]), regions())
DAYS = WorkingDays(released())
ON, HERE = date(2018, 4, 19), "440106"
AT = datetime(2018, 4, 19, 9, tzinfo=CHINA)


def text_of(name: str) -> str:
    return (SAMPLE / f"services/{name}.yaml").read_text("utf-8")


def edition_from(text: str) -> Edition:
    return Edition(read_text(Service, text, "changed.yaml"))


def edition_of(name: str, *, packs: bool = False) -> Edition:
    files = shelf([SAMPLE])
    edition = edition_from(text_of(name))
    return Edition(edition.service, files.packs_for(edition.service.service)) if packs else edition


def changed(name: str, *changes: tuple[str, str]) -> str:
    """The text of a sample service with something else in it."""
    text = text_of(name)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def answer(
    edition: Edition, *, on: date | None = None, region: str | None = None, channel: str | None = None, **given: object
) -> Json:
    """The advice for the ordinary applicant, of whom this is different."""
    return run(
        edition, Example(name="", on=on, region=region, channel=channel, given=given, expect={"fee": 0}), BOOK, DAYS
    )


def ask(edition: Edition, facts: Facts, *, region: str = HERE, channel: str = "portal", eyes: str = "public") -> Json:
    return advise(
        edition, facts, on=facts.on, region=region, channel=channel, at=facts.at, days=DAYS, book=BOOK, eyes=eyes  # type: ignore[arg-type]
    )  # fmt: skip


def visitor(edition: Edition, **given: object) -> Facts:
    """Somebody whom nobody has identified."""
    return applicant(edition.service.facts, given, ON, identified=False)


def usual(edition: Edition, **given: object) -> Facts:
    return applicant(edition.service.facts, {**ordinary(edition).given, **given}, ordinary(edition).on)


def faults(text: str, *, packs: bool = False) -> str:
    """What the linter says of a changed file."""
    edition = edition_from(text)
    files = shelf([SAMPLE])
    codes = frozenset(file.said.service for file in files.services if isinstance(file.said, Service))
    if packs:
        edition = Edition(edition.service, files.packs_for(edition.service.service))
    return "\n".join(map(str, lint(Subject(edition, BOOK, DAYS, codes))))
