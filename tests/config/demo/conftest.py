import pytest

from tests.channels.demo.stage import set_up


@pytest.fixture
def province(db: None) -> None:
    """Services are published and the demo is loaded, with its cases."""
    set_up()
