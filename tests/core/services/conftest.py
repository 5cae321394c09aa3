from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.core.services.samples import SAMPLE, edition_of
from yimen.core.places.law_book import law_book
from yimen.core.services import published
from yimen.core.services.catalogue import lookups
from yimen.core.services.editions import Edition
from yimen.core.services.files import Shelf, shelf


@pytest.fixture
def endorsement() -> Edition:
    return edition_of("endorsement")


@pytest.fixture
def settlement() -> Edition:
    return edition_of("settlement")


@pytest.fixture
def card() -> Edition:
    return edition_of("card")


@pytest.fixture
def files() -> Shelf:
    return shelf([SAMPLE])


@pytest.fixture
def sample_vertical(settings: Settings) -> Iterator[None]:
    """The product with just the invented vertical and its law."""
    settings.VERTICALS = [str(SAMPLE)]
    forget()
    yield
    forget()


def forget() -> None:
    for kept in (law_book, lookups, published._edition, published._by_digest):
        kept.cache_clear()
