"""What the law attaches to a case, as values: the same columns as the models in models/law.py and models/documents.py."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from yimen.core.cases.vocabulary import Json

UNUSABLE = ("infected", "unfit")  # verdicts


class Attached(Struct, frozen=True, kw_only=True):
    """A row that the law attaches to a case; `n` is the event that made it."""

    id: UUID
    case_id: UUID
    n: int


class Correction(Attached, frozen=True, kw_only=True):
    sent_on: date
    due: date | None
    again: bool
    visible_before: bool
    answered_on: date | None = None
    withdrawn_on: date | None = None


class Defect(Attached, frozen=True, kw_only=True):
    code: str  # number of the event and place in its list: 4.1
    correction_id: UUID
    about: str
    text: str
    how: str
    answered_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def open(self) -> bool:
        return self.answered_on is None and self.withdrawn_on is None


class Owed(Attached, frozen=True, kw_only=True):
    material: str
    due: date
    promise: str
    settled_on: date | None = None


class Pledge(Attached, frozen=True, kw_only=True):
    text: str
    signed_by: str
    signed_at: datetime
    check_due: date | None = None
    checked_on: date | None = None
    result: str = ""


class Party(Attached, frozen=True, kw_only=True):
    kind: str  # home | joint | lower | higher
    region: str
    authority: str = ""
    since: date
    due: date | None
    answered_on: date | None = None


class Certificate(Attached, frozen=True, kw_only=True):
    kind: str
    item: str = ""
    option: str = ""
    holder_id: UUID | None = None
    organisation_id: UUID | None = None
    state: str = "valid"
    valid_from: date
    valid_to: date | None = None
    replaced_by_id: UUID | None = None


class Revocation(Attached, frozen=True, kw_only=True):
    certificate_id: UUID
    ground: str
    since: date


class Remedy(Attached, frozen=True, kw_only=True):
    act: str
    way: str
    within: str
    first: bool = False
    after: str = ""
    where_zh: str
    where_en: str = ""
    law: str
    mark: str = "S"


class Review(Attached, frozen=True, kw_only=True):
    asked_on: date
    due: date | None
    why: str = ""
    answered_on: date | None = None
    outcome: str = ""


class Fee(Attached, frozen=True, kw_only=True):
    number: str
    yuan: str
    paid_on: date
    office: str = ""


class Paper(Attached, frozen=True, kw_only=True):
    """An issued paper; `data` and `says` go to the database and do not come back with the case."""

    kind: str
    number: str | None = None  # given by the database
    office: str = ""
    issued_at: datetime
    token: str
    data: str | None = None
    says: Json | None = None
    withdrawn_on: date | None = None


class Document(Struct, frozen=True, kw_only=True):
    id: UUID
    material: str
    filename: str
    media_type: str
    size: int
    verdict: str
    unfit: str = ""
    received_at: datetime

    @property
    def usable(self) -> bool:
        """Does it count as handed in? Not where something harmful was found in it, or it cannot be opened."""
        return self.verdict not in UNUSABLE


class Hold(Struct, frozen=True, kw_only=True):
    by: str
    name: str
    since: datetime
    until: datetime
