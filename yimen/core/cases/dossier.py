"""A case as one value: its row, its events and what the law has attached to it, decoded from what case_open() returns.

Frozen: a move makes a new Dossier. Names of fields are those of the columns. Digests are hexadecimal with a leading \\x.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from yimen.core.cases.vocabulary import OPEN, State


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
    said: dict[str, Any] | None  # None once lawfully erased
    secret_said: str | None = None  # sealed: what was said about facts
    salt: str | None = None
    content_digest: str
    prev_digest: str
    digest: str


class Material(Struct, frozen=True, kw_only=True):
    id: str
    zh: str
    status: str  # asked | fetched | not_needed
    may_be_owed: bool = False
    get: list[str] = []
    law: str = ""
    mark: str = "S"


class TimeTerm(Struct, frozen=True, kw_only=True):
    """A time that the edition gives to this case: `5 working days`, from submission or acceptance, to decision or delivery."""

    time: str
    starts: str = "accept"
    stops: str = "decide"
    law: str = ""
    mark: str = "S"


class Terms(Struct, frozen=True, kw_only=True):
    """What the edition lays down for this case, frozen at submission. No facts about the person are in it."""

    procedure: str = ""
    then: str = ""  # ok | officer | refuse: the advice when it was handed in
    why: str = ""
    ask: list[str] = []
    lane: str = "officer"
    do: str = "apply"  # what the door may do: precheck waits for attendance
    statute: TimeTerm | None = None
    promise: TimeTerm | None = None
    extension: TimeTerm | None = None
    correction: TimeTerm | None = None
    region: str = ""  # who decides
    within: TimeTerm | None = None
    authority: str = ""
    law: list[str] = []
    materials: list[Material] = []
    fee: str = "0.00"
    certificates: list["Granted"] = []
    letter: str = ""
    deliver: list[str] = []


class Granted(Struct, frozen=True, kw_only=True):
    """A certificate that approval brings: one an item. `valid_for` is a period like “6 years”, a day, or none: no end."""

    kind: str
    item: str = ""
    option: str = ""
    valid_for: str = ""


class Correction(Struct, frozen=True, kw_only=True):
    id: UUID
    n: int  # the event that sent it
    sent_on: date
    due: date | None
    again: bool
    visible_before: bool
    answered_on: date | None = None
    withdrawn_on: date | None = None


class Defect(Struct, frozen=True, kw_only=True):
    id: str  # event number and place in its list: 4.1
    correction_id: UUID
    about: str
    text: str
    how: str
    answered_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def open(self) -> bool:
        return self.answered_on is None and self.withdrawn_on is None


class Owed(Struct, frozen=True, kw_only=True):
    id: UUID
    material: str
    due: date
    promise: str
    settled_on: date | None = None


class Pledge(Struct, frozen=True, kw_only=True):
    id: UUID
    signed_by: str
    signed_at: datetime
    check_due: date | None = None
    checked_on: date | None = None
    result: str = ""


class Party(Struct, frozen=True, kw_only=True):
    id: UUID
    kind: str  # home
    region: str
    since: date
    due: date | None
    answered_on: date | None = None


class Certificate(Struct, frozen=True, kw_only=True):
    id: UUID
    kind: str
    item: str
    state: str
    valid_from: date
    valid_to: date | None = None


class Review(Struct, frozen=True, kw_only=True):
    id: UUID
    asked_on: date
    due: date | None
    answered_on: date | None = None
    outcome: str = ""


class Fee(Struct, frozen=True, kw_only=True):
    id: UUID
    number: str
    yuan: str
    paid_on: date


class Paper(Struct, frozen=True, kw_only=True):
    id: UUID
    kind: str
    number: str
    n: int
    issued_at: datetime
    token: str
    withdrawn_on: date | None = None


class Document(Struct, frozen=True, kw_only=True):
    id: UUID
    material: str
    filename: str
    media_type: str
    size: int
    verdict: str
    received_at: datetime


class Hold(Struct, frozen=True, kw_only=True):
    by: str
    name: str
    since: datetime
    until: datetime


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
    reason: str = ""  # why a second case for the same service
    received_on: date | None = None
    submitted_at: datetime | None = None
    lane: str = ""
    terms: Terms = Terms()
    promise_due: date | None = None
    statute_due: date | None = None
    next_due: datetime | None = None
    provisional: bool = False
    version: int
    created_at: datetime


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
