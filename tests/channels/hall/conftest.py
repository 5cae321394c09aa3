"""The ground of the interface serves the desk as well: the same people, registers and officers."""

import pytest

from tests.channels.api.ground import Ground, lay


@pytest.fixture
def ground(db: None) -> Ground:
    return lay()
