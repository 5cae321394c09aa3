"""One installation for all faults, and people who use it."""

from collections.abc import Iterator

import pytest

from tests.config.processes import belonging_to, eventually
from tests.faults.installation import Installation
from tests.faults.load import Client, clients
from tests.product import empty_folder, free_port


@pytest.fixture(scope="session")
def running() -> Iterator[Installation]:
    with empty_folder() as home:
        made = Installation(home, free_port())
        try:
            made.start()
            yield made
        finally:
            made.stop()
        assert eventually(lambda: not belonging_to(home)), "processes were left behind"


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
