"""A demo wire can be told to have a bad day, so that people and tests see what happens then. Real wires cannot be told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class Rehearses(Protocol):
    """What a demo adapter offers beside its port; a door finds it by `isinstance(wire(…), Rehearses)`."""

    modes: tuple[str, ...]

    def rehearse(self, mode: str, until: datetime | None, params: Mapping[str, Any]) -> None:
        """Behave like `mode` until that moment (None: until told otherwise). Raises ValueError for a mode it does not know."""
        ...

    def rehearsing(self) -> str:
        """The mode of this moment; `normal` on a good day."""
        ...
