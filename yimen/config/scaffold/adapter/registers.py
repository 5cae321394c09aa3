"""The wire to $name: say here which documented protocol it speaks, who signs, and how long it may take."""

from collections.abc import Mapping
from typing import Literal

from yimen.core.ports.registers import Answer, Down, Subject


class $klass:
    local = False  # asked in threads, all at once with others; touches no database of ours
    about: Literal["person", "organisation"] = "person"

    def __init__(self, name: str) -> None:
        self.name = name

    def look_up(
        self,
        query: str,  # noqa: ARG002 – until it is connected
        subject: Subject,  # noqa: ARG002
        terms: Mapping[str, str],  # noqa: ARG002
        within: float,  # noqa: ARG002
    ) -> Answer:
        """Known, None, Down or Later within so many seconds – never a guess; the identity number is never logged."""
        return Down("down")

    def check(self) -> str:
        return "down"
