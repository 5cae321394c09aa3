"""Owed answers with the real job queue: these tests commit, since jobs see committed rows."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.core.exchange.test_lookups import ask, ask_all, behave, resumed, zhang
from yimen.core.people.models import Person
from yimen.core.ports.ids import new_id
from yimen.core.ports.registers import Known, Later

__all__ = ["zhang"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", ["later", "duplicate", "out_of_order"])
def test_a_job_brings_each_owed_answer_once_and_resumes_what_waited(
    zhang: Person, drain: Callable[[], None], mode: str
) -> None:
    behave(mode, seconds=0)
    case = new_id()
    sources = ["population.person", "population.match"]
    first = ask_all(sources, zhang, case)
    assert all(isinstance(answer, Later) for answer in first.values())
    drain()
    assert sorted(resumed) == [(case, "population.match"), (case, "population.person")]
    told: dict[str, Any] = {source: ask(source, zhang, case) for source in sources}
    assert all(isinstance(answer, Known) for answer in told.values())
    assert told["population.match"].value is True
