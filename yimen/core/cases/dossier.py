"""A case as one value: its row, its events and what the law has attached to it, decoded from what case_open() returns.

Frozen: a move makes a new Dossier. Names of fields are those of the columns. Digests are hexadecimal with a leading \\x.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from yimen.core.cases.attached import (
    Certificate,
    Correction,
    Defect,
    Document,
    Fee,
    Hold,
    Owed,
    Paper,
    Party,
    Pledge,
    Remedy,
    Review,
)
from yimen.core.cases.terms import Terms
from yimen.core.cases.vocabulary import OPEN, Json, State


class Event(Struct, frozen=True, kw_only=True):
    """One step of a case. `at` is when it was recorded, `dated` the day from which it counts in law."""

    id: UUID
    case_id: UUID
    n: int  # 1, 2, 3 … without a gap
    node: str
    seq: int = 0  # given by the database, unique per node
    move: str
    role: str
    actor_id: str
    actor_name: str
    office: str
    channel: str
    at: datetime
    dated: date
    law: str
    mark: str
    edition: str
    state_after: State
    fault: bool = False
    said: Json | None  # None once lawfully erased
    secret_said: str | None = None  # sealed: what was said about facts
    salt: str | None = None
    content_digest: str
    prev_digest: str
    digest: str
    erased_law: str = ""


class Head(Struct, frozen=True, kw_only=True):
    """The row of cases_case."""

    id: UUID
    number: str | None = None
    service: str
    edition: str
    procedure: str
    state: State
    owner: str
    applicant_id: UUID | None = None
    organisation_id: UUID | None = None
    agent_id: UUID | None = None
    region: str
    office: str
    deciding_region: str
    deciding_office: str = ""
    channel: str
    applicant_name: str = ""
    reason: str = ""  # why a second case for the same service
    received_on: date | None = None
    submitted_at: datetime | None = None
    lane: str = ""
    terms: Terms = Terms()
    joint_with: list[str] | None = None  # other authorities that were asked; kept by the database
    act_by: date | None = None
    promise_due: date | None = None
    statute_due: date | None = None
    next_due: datetime | None = None
    provisional: bool = False
    version: int
    created_at: datetime
    erased_on: date | None = None  # kept no longer

    @property
    def authority(self) -> str:
        """Who is competent, as the edition has it; its own column in the database, for policies."""
        return self.terms.authority


class Dossier(Struct, frozen=True, kw_only=True):
    """The whole case. `facts` is the sealed sheet, only while it may still change."""

    case: Head
    events: list[Event] = []
    corrections: list[Correction] = []
    defects: list[Defect] = []
    owed: list[Owed] = []
    pledges: list[Pledge] = []
    parties: list[Party] = []
    certificates: list[Certificate] = []
    remedies: list[Remedy] = []
    reviews: list[Review] = []
    fees: list[Fee] = []
    papers: list[Paper] = []
    documents: list[Document] = []
    hold: Hold | None = None
    facts: str | None = None

    @property
    def id(self) -> UUID:
        return self.case.id

    @property
    def number(self) -> str | None:
        return self.case.number

    @property
    def state(self) -> State:
        return self.case.state

    @property
    def version(self) -> int:
        return self.case.version

    @property
    def terms(self) -> Terms:
        return self.case.terms

    @property
    def open(self) -> bool:
        return self.case.state in OPEN

    def last(self, *moves: str) -> Event | None:
        """The latest event of one of these moves."""
        return next((event for event in reversed(self.events) if event.move in moves), None)

    def with_(self, **changes: Any) -> "Dossier":
        """The same case with other rows; a field of the head is changed by `head`."""
        return replace(self, **changes)

    def head(self, **changes: Any) -> "Dossier":
        return replace(self, case=replace(self.case, **changes))
