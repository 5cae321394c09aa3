"""The demo's provider: a box of messages that everybody may look into, and a bad day on demand.

| mode | what happens | params |
|---|---|---|
| normal | it takes the message and tells once that it arrived | |
| slow | answers after a while; later than we wait, we do not know | seconds (3) |
| down | cannot be reached, nothing goes out | |
| throttled | takes nothing now, later perhaps | |
| refused | the number does not exist | |
| lost_answer | sends it, and the answer gets lost; asked, it knows | |
| lost_for_good | the same, and asked, it cannot say | |
| twice | tells each receipt twice | |
| out_of_order | tells the later receipt before the earlier | |
| contradict | tells that it arrived, then that it failed | |
| undelivered | takes it, and tells that it did not arrive | |
| silent | takes it and tells nothing | |
"""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from yimen.adapters.messages.models import DemoBehaviour, DemoMessage, DemoReceipt
from yimen.adapters.messages.parts import parts
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import now
from yimen.core.ports.ids import new_id
from yimen.core.ports.messages import Book, Fate, Message, NotTaken, Receipt, Shown, Unsure

LOST = ("lost_answer", "lost_for_good")


class Demo:
    """The provider of that name."""

    modes = ("normal", "slow", "down", "throttled", "refused", *LOST, "twice", "out_of_order", "contradict", "undelivered",
             "silent")  # fmt: skip

    def __init__(self, name: str) -> None:
        self.name = name

    def send(self, message: Message, within: float) -> list[str]:
        today = self._today()
        self._in_the_way(today)
        refs = self._take(message, today.mode)
        if today.mode == "slow" and not _waited(today, within):
            raise Unsure("the provider answered too late (demo)")
        if today.mode in LOST:
            raise Unsure("the answer got lost (demo)")
        return refs

    def ask(self, key: str, refs: list[str], within: float) -> Fate:  # noqa: ARG002 – it knows our keys
        today = self._today()
        if today.mode == "down":
            raise Unsure("the provider is down (demo)")
        if today.mode == "slow" and not _waited(today, within):
            raise Unsure("the provider answered too late (demo)")
        with acting(RULE):
            row = DemoMessage.objects.filter(key=key).first() if today.mode != "lost_for_good" else None
        fate: Fate = row.fate if row else "unknown"  # type: ignore[assignment]
        return fate

    def collect(self, book: Book, within: float) -> int:  # noqa: ARG002 – nothing here takes time
        if self._today().mode == "down":
            raise Unsure("the provider is down (demo)")
        owed = list(DemoReceipt.objects.order_by("place", "id"))
        for one in owed:
            book(Receipt(one.ref, one.fate, one.at))  # type: ignore[arg-type]
            one.delete()
        return len(owed)

    def check(self) -> str:
        return "down" if self.rehearsing() == "down" else ""

    def shown(self, limit: int) -> list[Shown]:
        with acting(RULE):
            rows = list(DemoMessage.objects.order_by("-at", "-id")[:limit])
        return [Shown(row.phone, row.text, row.at, row.fate) for row in rows]

    def rehearse(self, mode: str, until: datetime | None, params: Mapping[str, Any]) -> None:
        if mode not in self.modes:
            raise ValueError(f"{mode}: expected one of {', '.join(self.modes)}")
        told = {"mode": mode, "until": until, "params": dict(params)}
        DemoBehaviour.objects.update_or_create(name=self.name, defaults=told)

    def rehearsing(self) -> str:
        return self._today().mode

    def _today(self) -> DemoBehaviour:
        row = DemoBehaviour.objects.filter(name=self.name).first()
        over = row is None or (row.until is not None and row.until <= now())
        return DemoBehaviour(name=self.name) if row is None or over else row

    def _in_the_way(self, today: DemoBehaviour) -> None:
        if today.mode == "down":
            raise NotTaken("the provider is down (demo)", later=True)
        if today.mode == "throttled":
            raise NotTaken("too many at once (demo)", later=True)
        if today.mode == "refused":
            raise NotTaken("no such number (demo)")

    @transaction.atomic
    def _take(self, message: Message, mode: str) -> list[str]:
        """One message a key: the provider keeps its own book, and asked twice it still sends once."""
        with acting(RULE):
            refs = [new_id().hex for _ in parts(message.text)]
            fate = {"undelivered": "failed", "silent": "accepted"}.get(mode, "delivered")
            row, new = DemoMessage.objects.get_or_create(
                key=message.key,
                defaults={"phone": message.phone, "text": message.text, "refs": refs, "fate": fate, "at": now()},
            )
        if new and mode != "silent":
            self._owe(row, mode)
        return list(row.refs)

    @staticmethod
    def _owe(row: DemoMessage, mode: str) -> None:
        sign = -1 if mode == "out_of_order" else 1
        fates = {"twice": [row.fate] * 2, "contradict": ["delivered", "failed"]}.get(mode, [row.fate])
        DemoReceipt.objects.bulk_create(
            DemoReceipt(ref=ref, fate=fate, at=row.at, place=sign * time.time())
            for ref in (reversed(row.refs) if sign < 0 else row.refs)
            for fate in fates
        )


def _waited(today: DemoBehaviour, within: float) -> bool:
    """Wait as long as the provider takes, but not longer than the asker does."""
    seconds = float(today.params.get("seconds", 3))
    time.sleep(min(seconds, within))
    return seconds < within
