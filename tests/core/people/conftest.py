"""Three people: two cities of one province, and another province."""

import pytest

from tests.core.people.folk import LI, WANG, ZHANG, person
from yimen.core.people.models import Person


@pytest.fixture
def zhang(db: None) -> Person:
    return person("张示例", ZHANG)


@pytest.fixture
def li(db: None) -> Person:
    return person("李测试", LI)


@pytest.fixture
def wang(db: None) -> Person:
    return person("王样本", WANG)
