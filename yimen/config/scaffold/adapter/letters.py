"""The line $name to other nodes: it carries sealed bytes and says what became of them; meaning is the exchange's."""

from yimen.core.ports.letters import Acknowledged, NotDelivered

NOT_CONNECTED = "not connected yet"


class $klass:
    def __init__(self, name: str) -> None:
        self.name = name

    def push(self, url: str, envelope: bytes) -> Acknowledged:
        """Raises NotDelivered when the other node did not answer; the letter then stays in the outbox."""
        raise NotDelivered(NOT_CONNECTED)

    def check(self) -> str:
        return NOT_CONNECTED
