"""The wire to $name: say here which documented protocol it speaks, who signs, and how long it may take."""

from collections.abc import Mapping

from yimen.core.ports.registers import Answer, Down, Subject

NOT_CONNECTED = "not connected yet"


class $klass:
    def __init__(self, name: str) -> None:
        self.name = name

    def look_up(self, query: str, subject: Subject, terms: Mapping[str, str]) -> Answer:
        """Known, None, Down or Later – never a guess; the identity number is never logged."""
        return Down(NOT_CONNECTED)

    def check(self) -> str:
        return NOT_CONNECTED
