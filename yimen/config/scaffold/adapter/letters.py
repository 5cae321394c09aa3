"""The line $name to other nodes: it carries sealed letters and says what became of them; meaning is the exchange's."""

from collections.abc import Sequence

from yimen.core.ports.letters import NotDelivered

NOT_CONNECTED = "not connected yet"


class $klass:
    def __init__(self, name: str) -> None:
        self.name = name

    def push(self, url: str, letters: Sequence[bytes]) -> bytes:  # noqa: ARG002 – until it is connected
        """All letters in their order or none; raises NotDelivered when the other node did not answer, and they are sent again."""
        raise NotDelivered(NOT_CONNECTED)

    def introduce(self, url: str) -> bytes:  # noqa: ARG002 – until it is connected
        """What the node at `url` says about itself, unread; an operator compares its key before anything is believed."""
        raise NotDelivered(NOT_CONNECTED)

    def check(self) -> str:
        return NOT_CONNECTED
