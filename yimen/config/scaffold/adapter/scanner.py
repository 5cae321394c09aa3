"""The scanner $name: say here which documented protocol it speaks and how long it may take."""

from yimen.core.ports.scanner import Verdict

NOT_CONNECTED = "not connected yet"


class $klass:
    def __init__(self, name: str) -> None:
        self.name = name

    def scan(self, content: bytes) -> Verdict:  # noqa: ARG002 – until it is connected
        """No verdict delays a receipt: pending means that it is asked again."""
        return "pending"

    def check(self) -> str:
        return NOT_CONNECTED
