"""The line on a bad day: cut, answer lost, doubled, reordered, damaged or slow, as the row in `letters_demowire` says.

It stands before the real wire, so that a demonstration and a test of a bad line use the same code as a good one."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from yimen.adapters.letters.https import Https
from yimen.adapters.letters.models import DemoWire
from yimen.core.places.clock import now
from yimen.core.ports.letters import LetterWire, NotDelivered

CUT = "the line is cut (demo)"


class Demo:
    """`mode` is one of `modes`; params: {"seconds": …} for delay."""

    modes = ("normal", "cut", "answer_lost", "duplicate", "reorder", "corrupt", "delay")

    def __init__(self, name: str = "default", real: LetterWire | None = None) -> None:
        self.name, self.real = name, real or Https(name)

    def push(self, url: str, letters: Sequence[bytes]) -> bytes:
        mode, params = self._today()
        if mode == "cut":
            raise NotDelivered(CUT)
        if mode == "delay":
            time.sleep(float(params.get("seconds", 2)))
        answer = self.real.push(url, self._mangled(mode, letters))
        if mode == "answer_lost":
            raise NotDelivered("the line was cut before the answer came (demo)")
        return answer

    def introduce(self, url: str) -> bytes:
        if self.rehearsing() == "cut":
            raise NotDelivered(CUT)
        return self.real.introduce(url)

    def check(self) -> str:
        return CUT if self.rehearsing() == "cut" else self.real.check()

    def rehearse(self, mode: str, until: datetime | None, params: Mapping[str, Any]) -> None:
        if mode not in self.modes:
            raise ValueError(f"{mode}: expected one of {', '.join(self.modes)}")
        DemoWire.objects.update_or_create(
            name=self.name, defaults={"mode": mode, "until": until, "params": dict(params)}
        )

    def rehearsing(self) -> str:
        return self._today()[0]

    def _today(self) -> tuple[str, dict[str, Any]]:
        row = DemoWire.objects.filter(name=self.name).first()
        if row is None or (row.until is not None and row.until <= now()):
            return "normal", {}
        return row.mode, row.params

    @staticmethod
    def _mangled(mode: str, letters: Sequence[bytes]) -> list[bytes]:
        if mode == "duplicate":
            return [letter for letter in letters for _ in (1, 2)]
        if mode == "reorder":
            return list(reversed(letters))
        if mode == "corrupt":  # one bit of the first letter
            middle = len(letters[0]) // 2
            return [letters[0][:middle] + bytes([letters[0][middle] ^ 1]) + letters[0][middle + 1 :], *letters[1:]]
        return list(letters)
