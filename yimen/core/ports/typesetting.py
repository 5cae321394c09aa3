"""Typesetting: words in, PDF/A out. Whoever sets them decides nothing and reads nothing but its own templates and fonts."""

from collections.abc import Mapping
from typing import Any, Protocol


class CannotSet(Exception):
    """The paper cannot be set: no fonts, a template that fails, a text that it cannot take. Says which."""


class Typesetting(Protocol):
    def missing(self, text: str) -> str:
        """The characters of a text that no font of ours can draw, each once; empty when all can. Raises CannotSet without fonts."""
        ...

    def set(self, template: str, data: Mapping[str, Any]) -> bytes:
        """The PDF of a template filled with data, whose texts stay text. Raises CannotSet."""
        ...

    def check(self) -> str:
        """One line that says what is missing; empty when all is there."""
        ...
