from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from yimen.core.ports.ids import new_id
from yimen.core.ports.wires import wire, wires


class Named:
    def __init__(self, name: str) -> None:
        self.name = name


@pytest.fixture
def switchboard(settings: Any) -> Any:
    settings.ADAPTERS = {"registers": {"weather": f"{__name__}.Named", "tides": f"{__name__}.Named"}}
    wire.cache_clear()
    yield settings
    wire.cache_clear()


def test_one_class_serves_several_names_and_knows_which_it_is(switchboard: Any) -> None:
    assert {name: adapter.name for name, adapter in wires("registers").items()} == {
        "weather": "weather",
        "tides": "tides",
    }
    assert wire("registers", "weather") is wire("registers", "weather")


@pytest.mark.parametrize(("port", "name"), [("registers", "moon"), ("payments", "default")])
def test_a_wire_that_is_not_set_is_named(switchboard: Any, port: str, name: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=rf"ADAPTERS\['{port}'\]\['{name}'\]"):
        wire(port, name)


def test_ids_sort_by_the_time_they_were_made() -> None:
    made = [new_id() for _ in range(1000)]
    assert made == sorted(made)
    assert len(set(made)) == 1000
    assert made[0].version == 7
