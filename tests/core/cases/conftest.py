import pytest

from tests.core.cases.people import publish, zhang
from yimen.core.people.models import Person


@pytest.fixture
def applicant(db: None) -> Person:
    """The services of these tests are published, and 张示例 is known here."""
    publish()
    return zhang()
