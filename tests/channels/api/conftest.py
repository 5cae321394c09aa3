import pytest

from tests.channels.api.ground import Caller, Ground, as_applicant, lay
from yimen.core.places.notices import working_days


@pytest.fixture
def ground(db: None) -> Ground:
    made = lay()
    working_days()
    return made


@pytest.fixture
def zhang(ground: Ground) -> Caller:
    return Caller(as_applicant(ground.zhang))


@pytest.fixture
def anybody(ground: Ground) -> Caller:
    return Caller()
