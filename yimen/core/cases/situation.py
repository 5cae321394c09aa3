"""One look at a case by one actor at one moment: all that a guard may know."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from yimen.core.cases.clocks import Limits
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.effective import effective
from yimen.core.cases.limits import limits
from yimen.core.cases.procedure import Procedure, Row
from yimen.core.cases.rulebook import procedure
from yimen.core.cases.terms import Material
from yimen.core.cases.timers import Timer, timers
from yimen.core.cases.vocabulary import Json
from yimen.core.people.actors import Actor
from yimen.core.places.clock import CHINA
from yimen.core.places.working_days import WorkingDays


@dataclass(frozen=True, kw_only=True)
class Situation:
    """`says` is None while somebody only asks what may be done: a guard about what is said lets that pass."""

    dossier: Dossier
    procedure: Procedure
    row: Row
    by: Actor
    at: datetime
    limits: Limits
    days: WorkingDays
    says: Json | None = None

    def on(self, row: Row, says: Json | None = None) -> "Situation":
        """The same look, at another row and at what is said with it."""
        return Situation(
            dossier=self.dossier, procedure=self.procedure, row=row, by=self.by, at=self.at, limits=self.limits, days=self.days,
            says=says,
        )  # fmt: skip

    @property
    def today(self) -> date:
        return self.at.astimezone(CHINA).date()

    @cached_property
    def events(self) -> list[Event]:
        """Those that count."""
        return effective(self.dossier.events)

    @cached_property
    def timers(self) -> list[Timer]:
        return timers(self.dossier, self.limits, self.days)

    @property
    def by_rule(self) -> bool:
        return self.by.role == "rule"

    def due(self, move: str) -> bool:
        """Has the moment of a clock's move come?"""
        return any(timer.move == move and timer.on <= self.today for timer in self.timers)

    @cached_property
    def missing(self) -> list[Material]:
        """Materials that were asked and are not here: no file handed in, no register that supplied it."""
        return missing(self.dossier)

    @cached_property
    def lacking(self) -> list[Material]:
        """Of these, the ones that no officer has seen either."""
        return [material for material in self.missing if not seen(self.dossier, material)]


def look(dossier: Dossier, by: Actor, at: datetime, days: WorkingDays) -> Situation:
    """A look at a case; `on` turns it to a row of its procedure."""
    on = at.astimezone(CHINA).date()
    of = procedure(dossier.case.procedure, on)
    return Situation(
        dossier=dossier, procedure=of, row=of.moves[0], by=by, at=at, limits=limits(dossier.terms, on), days=days,
    )  # fmt: skip


def seen(dossier: Dossier, material: Material) -> bool:
    """Attendance tells which originals an officer looked at; what can only be brought was looked at when the person came.

    What is made at the counter – a photograph, fingerprints – is here only where somebody says so.
    """
    came, only_brought = dossier.last("attend"), "hand_in" in material.get and "upload" not in material.get
    return came is not None and (only_brought or material.zh in str((came.said or {}).get("shown")))


def missing(dossier: Dossier) -> list[Material]:
    here = {document.material for document in dossier.documents if document.usable}
    settled = {owed.material for owed in dossier.owed}
    return [
        material
        for material in dossier.terms.materials
        if material.status == "asked" and material.id not in here and material.id not in settled
    ]
