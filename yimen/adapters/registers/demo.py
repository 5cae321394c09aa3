"""All registers of the demo: one table of records, and a bad day on demand.

| mode | a look-up … | params |
|---|---|---|
| normal | answers what the book says | |
| slow | waits first; longer than the asker does, it is down | seconds (3) |
| down | says that it is down | |
| later | gives a ticket and answers it after a while | seconds (5) |
| duplicate | the same, and answers twice | seconds (5) |
| out_of_order | the same, and answers the later ticket before the earlier | seconds (5) |
| contradict | says every second time something else | record: what is different then |
"""

import time
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db.models import F, Q
from django.utils.timezone import localtime

from yimen.adapters.registers.book import enter, subject_index, written
from yimen.adapters.registers.models import DemoBehaviour
from yimen.adapters.registers.tasks import answer_ticket
from yimen.core.places.clock import now
from yimen.core.ports.ids import new_id
from yimen.core.ports.registers import Answer, Down, Known, Later, Subject
from yimen.core.ports.rehearsals import Entry

OWED = ("later", "duplicate", "out_of_order")  # modes that answer under a ticket


class Demo:
    """The register of that name."""

    local = True
    about: Literal["person", "organisation"] = "person"
    modes = ("normal", "slow", "down", "contradict", *OWED)

    def __init__(self, name: str) -> None:
        self.name = name

    def look_up(self, query: str, subject: Subject, terms: Mapping[str, str], within: float) -> Answer:  # noqa: ARG002
        today, index = self._today(), subject_index(subject, self.about)
        if today.mode == "down":
            return Down("down")
        if today.mode in OWED:
            return self._owed(today, query, index)
        if today.mode == "slow" and not _waited(_seconds(today, 3), within):
            return Down("slow")
        if today.mode == "contradict" and self._count(today) % 2 == 0:
            return _contradiction(written(self.name, query, index), today.params.get("record"))
        return written(self.name, query, index)

    def check(self) -> str:
        return "down" if self.rehearsing() == "down" else ""

    def rehearse(self, mode: str, until: datetime | None, params: Mapping[str, Any]) -> None:
        if mode not in self.modes:
            raise ValueError(f"{mode}: expected one of {', '.join(self.modes)}")
        said = {"mode": mode, "until": until, "params": dict(params), "calls": 0}
        DemoBehaviour.objects.update_or_create(register=self.name, defaults=said)

    def rehearsing(self) -> str:
        return self._today().mode

    def unwell(self) -> dict[str, str]:
        """Of all registers of the demo."""
        at = now()
        rows = DemoBehaviour.objects.exclude(mode="normal").filter(Q(until=None) | Q(until__gt=at))
        return dict(rows.values_list("register", "mode"))

    def fill(self, entries: Iterable[Entry]) -> None:
        enter(self.name, entries)

    def _today(self) -> DemoBehaviour:
        row = DemoBehaviour.objects.filter(register=self.name).first()
        over = row is None or (row.until is not None and row.until <= now())
        return DemoBehaviour(register=self.name) if row is None or over else row

    def _owed(self, today: DemoBehaviour, query: str, index: bytes) -> Later:
        """File the job that answers; where the order is wrong, each ticket is answered before the one given before it."""
        ticket, seconds = f"demo/{self.name}/{new_id()}", _seconds(today, 5)
        if today.mode == "out_of_order":
            seconds /= 2 ** (self._count(today) - 1)
        job = answer_ticket.configure(schedule_at=localtime() + timedelta(seconds=seconds))  # jobs run in real time
        for _ in range(2 if today.mode == "duplicate" else 1):
            job.defer(ticket=ticket, register=self.name, query=query, subject=index.hex())
        return Later(ticket)

    def _count(self, today: DemoBehaviour) -> int:
        """1 for the first look-up since the register was told to behave so, 2 for the second …"""
        DemoBehaviour.objects.filter(register=self.name).update(calls=F("calls") + 1)
        return today.calls + 1


class OfOrganisations(Demo):
    """A register that keeps organisations under their credit code."""

    about = "organisation"


def _seconds(today: DemoBehaviour, default: float) -> float:
    return float(today.params.get("seconds", default))


def _waited(seconds: float, within: float) -> bool:
    """Wait as long as the register takes, but not longer than the asker does."""
    time.sleep(min(seconds, within))
    return seconds < within


def _contradiction(found: Known | None, record: Any) -> Known | None:
    """A record with other fields, another plain value, or a record of which the book knows nothing."""
    if found is None:
        return Known(record, now()) if record is not None else None
    if isinstance(found.value, dict) and isinstance(record, dict):
        return Known({**found.value, **record}, found.at)
    return Known(record, found.at) if record is not None else None
