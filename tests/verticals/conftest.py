"""The files of the verticals as they lie in the checkout, with the law book and the calendar they are read under."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest

from yimen.core.places.clock import CHINA
from yimen.core.places.law_book import LawBook, law_book
from yimen.core.places.working_days import WorkingDays, released
from yimen.core.services.advice import advise
from yimen.core.services.editions import Edition
from yimen.core.services.examples import applicant, ordinary
from yimen.core.services.files import Shelf, shelf
from yimen.core.services.language import Service

Advise = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def book() -> LawBook:
    return law_book()


@pytest.fixture(scope="session")
def files() -> Shelf:
    return shelf()


@pytest.fixture(scope="session")
def days() -> WorkingDays:
    """The calendar of the release, without what an operator has loaded since: no database is needed to read the law."""
    return WorkingDays(released())


@pytest.fixture
def advice(files: Shelf, book: LawBook, days: WorkingDays) -> Advise:
    """Advise the ordinary applicant of a service, on a day and in a region, with some facts changed."""

    def ask(code: str, on: str | None = None, region: str = "", channel: str = "", **given: Any) -> dict[str, Any]:
        service = files.find(code).said
        assert isinstance(service, Service)
        edition = Edition(service, files.packs_for(code))
        usual = ordinary(edition)
        day = date.fromisoformat(on) if on else usual.on
        facts = applicant(service.facts, {**usual.given, **given}, day)
        at = datetime.combine(day, time(9, tzinfo=CHINA))
        here, door = region or usual.region, channel or usual.channel
        return advise(edition, facts, on=day, region=here, channel=door, at=at, days=days, book=book)

    return ask
