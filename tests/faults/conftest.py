"""One installation for all faults, and people who use it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.installation import Installation
from tests.faults.load import Client, clients
from tests.product import free_port


@pytest.fixture(scope="session")
def running(lived_in: Path) -> Iterator[Installation]:
    made = Installation(lived_in, free_port())
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="session")
def crowd(running: Installation) -> list[Client]:
    return clients(running)


@pytest.fixture(scope="session")
def zhang(crowd: list[Client]) -> Client:
    """One of them."""
    return crowd[0]


@pytest.fixture(scope="session")
def counter(crowd: list[Client]) -> Client:
    """The officer who takes in identity cards of another province: each move after that has a job."""
    return crowd[-1]
