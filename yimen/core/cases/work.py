"""A move at work: the case as it becomes, and everything that one call of case_write() will make durable."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from yimen.core.cases.attached import (
    Attached,
    Certificate,
    Correction,
    Defect,
    Fee,
    Owed,
    Paper,
    Party,
    Pledge,
    Remedy,
    Review,
    Revocation,
)
from yimen.core.cases.clocks import Clock, clocks
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.limits import limits
from yimen.core.cases.procedure import Procedure, Row
from yimen.core.cases.rulebook import procedure
from yimen.core.cases.situation import Situation
from yimen.core.cases.terms import Terms
from yimen.core.cases.vocabulary import Json
from yimen.core.people.actors import Actor
from yimen.core.places.clock import CHINA
from yimen.core.places.working_days import WorkingDays

# Where a kind of row stands: its table, and its list in the Dossier (None: not read back with the case).
PLACES: dict[type[Struct], tuple[str, str | None]] = {
    Correction: ("cases_correction", "corrections"),
    Defect: ("cases_defect", "defects"),
    Owed: ("cases_owed", "owed"),
    Pledge: ("cases_pledge", "pledges"),
    Party: ("cases_party", "parties"),
    Certificate: ("cases_certificate", "certificates"),
    Revocation: ("cases_revocation", None),
    Remedy: ("cases_remedy", "remedies"),
    Review: ("cases_review", "reviews"),
    Fee: ("cases_fee", "fees"),
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One move: the row it takes, who takes it through which door, what is said, and the day from which it counts."""

    row: Row
    by: Actor
    says: Json = field(default_factory=dict)
    dated: date | None = None
    channel: str = ""


@dataclass
class Work:
    """Filled by the steps of one take(); nothing is written before all of them have agreed."""

    dossier: Dossier
    at: datetime
    days: WorkingDays
    serial: int | None = None
    expected: int = 0
    events: list[Event] = field(default_factory=list)
    rows: dict[str, dict[str, Attached]] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    jobs: list[Json] = field(default_factory=list)
    succeeds: list[Json] = field(default_factory=list)
    sheet: Json | None = None
    looked: Situation | None = None
    _running: tuple[int, Terms, list[Clock]] | None = None

    @property
    def today(self) -> date:
        return self.at.astimezone(CHINA).date()

    @property
    def procedure(self) -> Procedure:
        return procedure(self.dossier.case.procedure, self.today)

    def running(self) -> list[Clock]:
        """The clocks that run after what has happened so far; asked for several times within one step, counted once."""
        dossier = self.dossier
        known = self._running
        if known is None or known[0] != len(dossier.events) or known[1] is not dossier.terms:
            found = clocks(dossier.events, limits(dossier.terms, self.today), self.days, self.today)
            self._running = known = (len(dossier.events), dossier.terms, found)
        return known[2]

    def attach(self, row: Attached) -> None:
        """A new row, or one that takes the place of the row with its id."""
        table, listed = PLACES[type(row)]
        self.rows.setdefault(table, {})[str(row.id)] = row
        if listed:
            self.dossier = self.dossier.with_(**{listed: placed(getattr(self.dossier, listed), row)})

    def change(self, row: Attached, **changes: Any) -> None:
        self.attach(replace(row, **changes))

    def issue(self, paper: Paper) -> None:
        self.papers[str(paper.id)] = paper
        self.dossier = self.dossier.with_(papers=placed(self.dossier.papers, paper))

    def change_paper(self, paper: Paper, **changes: Any) -> None:
        self.issue(replace(paper, **changes))

    def append(self, event: Event) -> None:
        self.events.append(event)
        self.dossier = self.dossier.with_(events=[*self.dossier.events, event])


def placed(rows: list[Any], row: Any) -> list[Any]:
    """The rows with this one in the place of its older self, or at the end."""
    if any(one.id == row.id for one in rows):
        return [row if one.id == row.id else one for one in rows]
    return [*rows, row]
