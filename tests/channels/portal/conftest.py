"""The town, and people who look at it through a browser without a script."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import visiting
from tests.channels.portal import town as towns
from tests.channels.portal.browsing import Browser
from tests.channels.portal.town import Town
from yimen.channels.portal import places
from yimen.core.people.actors import Actor
from yimen.core.people.models import Person
from yimen.core.places.notices import working_days

BESIDES = (
    "people_visit",
    "set_config",
    "people_lookup",
    "places_calendarnotice",  # looked for every ten seconds
    "BEGIN",
    "COMMIT",
    "SAVEPOINT",
    "RELEASE",
    "places_clockoffset",
)


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    places.forget()
    working_days()
    yield towns.build()
    places.forget()


@pytest.fixture
def visitor(town: Town) -> Browser:
    return Browser(Client())


@pytest.fixture
def browse(town: Town) -> Callable[[Person | Actor], Browser]:
    """A browser in which somebody has signed in."""

    def signed_in(who: Person | Actor) -> Browser:
        client = Client()
        session = visiting.signed_in(client, who if isinstance(who, Actor) else towns.as_applicant(who)).session
        client.cookies["session_gd"] = session.session_key or ""
        return Browser(client)

    return signed_in


@pytest.fixture
def queries() -> Callable[[Browser, str], list[str]]:
    """What a page asks of the database besides session, actor, look-up line and the demo's clock. The second look counts: editions,
    halls and the calendar are kept by the process."""

    def counted(browser: Browser, path: str) -> list[str]:
        browser.get(path)
        with CaptureQueriesContext(connection) as seen:
            browser.get(path)
        return [one["sql"] for one in seen.captured_queries if not any(word in one["sql"] for word in BESIDES)]

    return counted
