"""The demo scanner: finds the EICAR test file (a harmless string that every scanner calls infected), and can be told to be unsure."""

from yimen.core.ports.scanner import Verdict

# Written in two halves, so that a scanner does not take this file for a virus.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
MARKERS: dict[bytes, Verdict] = {
    EICAR: "infected",
    b"YIMEN-DEMO-SCAN-NOT-SCANNABLE": "not_scannable",
    b"YIMEN-DEMO-SCAN-PENDING": "pending",
}


class Demo:
    def __init__(self, name: str = "default") -> None:
        self.name = name

    def scan(self, content: bytes) -> Verdict:
        return next((verdict for marker, verdict in MARKERS.items() if marker in content), "clean")

    def check(self) -> str:
        return ""
