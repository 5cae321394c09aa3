"""What is answered, for the schema that programs read. The bytes are made by telling.py; a test compares both."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

Words = dict[str, str | None]  # {"zh": …, "en": …}


class Mistake(BaseModel):
    """One thing that is wrong or missing."""

    key: str
    detail: str
    pointer: str | None = Field(None, description="JSON pointer into the body (RFC 6901), as a fragment")
    parameter: str | None = None
    fact: str | None = None
    expected: str | None = None


class Said(BaseModel):
    """One thing to be said with a move."""

    name: str
    type: str
    required: bool
    choices: dict[str, Words] | None = None
    parts: list[str] | None = None


class Possible(BaseModel):
    """A move that may be taken now."""

    move: str
    law: str
    mark: str
    then: str | None
    notice: list[str]
    says: list[Said]


class Problem(BaseModel):
    """RFC 9457, in the language of Accept-Language; `possible` is there where a case is concerned."""

    type: str
    title: str
    status: int
    detail: str | None = None
    instance: str | None = None
    errors: list[Mistake] | None = None
    case: UUID | None = None
    state: str | None = None
    version: int | None = None
    possible: list[Possible] | None = None
    ask: list[str] | None = Field(None, description="facts that the person has to tell")
    open: list[dict[str, Any]] | None = Field(None, description="cases that are open already")
    changed: list[dict[str, Any]] | None = Field(None, description="steps since the version you expected")


class Clock(BaseModel):
    """A time that runs today."""

    kind: str
    starts: date
    stops: str
    due: date | None
    provisional: bool
    law: str
    mark: str
    used: float
    colour: Literal["green", "amber", "red"]
    stopped: bool
    late: bool
    about: str


class Event(BaseModel):
    """One step. `at` is when it was recorded, `dated` the day from which it counts."""

    n: int
    move: str
    role: str
    actor: str
    office: str
    channel: str
    at: datetime
    dated: date
    law: str
    mark: str
    state: str
    said: dict[str, Any] | None
    fault: bool
    digest: str


class Summary(BaseModel):
    """A case in a list."""

    id: UUID
    number: str | None
    state: str
    version: int
    owner: str
    service: str
    name: Words
    procedure: str
    lane: str
    applicant_name: str
    region: str
    office: str
    deciding_region: str
    channel: str
    received_on: date | None
    submitted_at: datetime | None
    act_by: date | None
    promise_due: date | None
    statute_due: date | None
    provisional: bool
    created_at: datetime


class MayApply(BaseModel):
    then: Literal["ok", "officer", "refuse"]
    why: str


Rows = list[dict[str, Any]]


class Case(BaseModel):
    """A whole case as its reader may know it."""

    id: UUID
    number: str | None
    state: str
    version: int
    owner: str
    service: str
    name: Words
    edition: str
    procedure: str
    lane: str
    region: str
    office: str
    deciding_region: str
    channel: str
    received_on: date | None
    submitted_at: datetime | None
    fee: str | None
    reason: str
    may_apply: MayApply | None
    ask: list[str]
    claims: list[str]
    promise_due: date | None
    statute_due: date | None
    act_by: date | None
    provisional: bool
    clocks: list[Clock]
    possible: list[Possible]
    events: list[Event]
    materials: Rows
    defects: Rows
    owed: Rows
    pledge: dict[str, str] | None = Field(description="what is told and signed where a pledge is the way: text, digest")
    pledges: Rows
    parties: Rows
    certificates: Rows
    remedies: Rows
    reviews: Rows
    fees: Rows
    papers: Rows
    documents: Rows
    hold: dict[str, Any] | None


class Page(BaseModel):
    items: list[Summary]
    next: UUID | None


class Request(BaseModel):
    """What another node was asked to do."""

    id: UUID
    move: str
    state: str
    owner: str


class Asked(BaseModel):
    request: Request
    case: Case


class Service(BaseModel):
    code: str
    name: Words
    vertical: str
    kind: str
    online: bool
    doors: list[str]
    covers: list[str]


class Services(BaseModel):
    items: list[Service]
    next: str | None


class Advice(BaseModel):
    """What a service would answer. Dates ISO 8601, money in yuan as text with two decimals, one thing per item as a map by item."""

    service: str
    edition: str
    on: date
    region: str
    channel: str
    provisional: bool
    may_apply: dict[str, Any] | None
    to_check: Rows
    ask: Rows
    options: dict[str, Any]
    materials: Rows
    fee: dict[str, Any] | None
    time: dict[str, Any]
    extension: dict[str, Any] | None
    lane: str | None
    decided_by: dict[str, Any] | None
    bodies: dict[str, Any] | None
    procedure: str | None
    authority: dict[str, Any] | None
    channels: dict[str, Any]
    deliver: list[str]
    visits: dict[str, Any] | None
    valid_for: Any
    result: dict[str, Any] | None
    path: Rows


class Due(BaseModel):
    due: date
    provisional: bool
    law: str | None


class Who(BaseModel):
    role: str
    id: str
    name: str
    office: str
    reach: str
    node: str
    serves: list[str]


class Token(BaseModel):
    token: str
    actor: Who


def errors(*statuses: int) -> dict[int, type[Problem]]:
    """The problems of an operation. Any of them may also be refused for its method, size or haste, or because the node is not well."""
    return dict.fromkeys(sorted({*statuses, 405, 413, 503}), Problem)
