"""The calendar that a process holds is forgotten around each test, since tests undo what they load."""

from collections.abc import Iterator

import pytest

from yimen.core.places.notices import forget


@pytest.fixture(autouse=True)
def _fresh_calendar() -> Iterator[None]:
    forget()
    yield
    forget()
