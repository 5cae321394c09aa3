"""The service language: every word that a service file, a pack or a look-up may use; the strict reader refuses all others."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from yimen.core.places.law import Dated, Mark
from yimen.core.places.reading import Expected
from yimen.core.services.declared import Declared, Field
from yimen.core.services.words import Body, Cell, Material, Option, Row, Type, When, Words

__all__ = [
    "Area", "Audience", "Body", "Cell", "Change", "Channel", "Contacts", "Dated", "Declared", "Device", "Example", "Faq",
    "Field", "Lookup", "Mark", "Material", "Option", "Ordinary", "Pack", "Pledge", "Pledged", "Result", "Row", "Service", "Time", "Type",
    "Visits", "When", "Words",
]  # fmt: skip

Kind = Literal["licence", "penalty", "coercion", "levy", "benefit", "inspection", "confirmation", "reward",
               "adjudication", "other", "public_service"]  # fmt: skip
Area = Literal["county", "city", "province", "country"]
Status = Literal["opening", "complete"]
Audience = Literal["person", "organisation", "either"]
Doing = Literal["inform", "precheck", "apply", "all"]
Device = Literal["chip", "face", "camera", "fingerprint", "signature", "scanner", "printer", "payment"]
Delivery = Literal["kiosk", "post", "window", "electronic"]
EXPECTED = ("may_apply", "why", "ask", "options", "materials", "asked", "fee", "statute", "promise", "statute_due",
            "promise_due", "lane", "decided_by", "procedure", "letter")  # fmt: skip
THEN = {
    "may_apply": ("ok", "officer", "refuse"),  # from the most to the least favourable
    "lane": ("instant", "officer", "two_officers", "joint"),
    "procedure": ("licence", "registration", "pledge", "penalty"),
}


@dataclass(frozen=True, kw_only=True)
class Time:
    statute: list[Row] = field(default_factory=list)
    promise: list[Row] = field(default_factory=list)
    extension: list[Row] = field(default_factory=list)  # once, by the head of the authority
    correction: list[Row] = field(default_factory=list)  # how long a requested correction may take
    bodies: list[Row] = field(default_factory=list)  # the one clock of all bodies that are asked


@dataclass(frozen=True, kw_only=True)
class Channel:
    """What a door does: `precheck` submits there, but is accepted only after attendance is recorded at a hall."""

    do: Doing
    devices: list[Device] = field(default_factory=list)
    minutes: int | None = None
    deliver: list[Delivery] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a case ends in: one certificate an item, or a document, told by its letter."""

    zh: Words | None = None  # the name of what is handed over
    certificate: str | None = None
    replaces: list[str] = field(default_factory=list)  # kinds of certificates that end when it is issued
    renews: str | None = None  # the fact that says until when the licence runs that it prolongs (许可法§50)
    letter: str
    deliver: list[Delivery] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Pledged(Dated):
    """One condition that is told and pledged (告知承诺), under its article."""

    zh: Words
    law: str
    mark: Mark = "S"


@dataclass(frozen=True, kw_only=True)
class Pledge:
    """What a signed pledge says, and the article under which a broken one is first ordered to be mended and then revoked."""

    conditions: list[Pledged]
    broken: str | None = None


@dataclass(frozen=True, kw_only=True)
class Visits:
    times: int
    why: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Contacts:
    consult: str
    complain: str


@dataclass(frozen=True, kw_only=True)
class Faq:
    q: Words
    a: Words


@dataclass(frozen=True, kw_only=True)
class Ordinary:
    """The usual applicant; each example says only what differs."""

    on: date
    region: str
    channel: str
    given: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Example:
    name: str
    on: date | None = None
    region: str | None = None
    channel: str | None = None
    given: dict[str, Any] = field(default_factory=dict)
    expect: dict[str, Any]

    def complaints(self) -> Iterator[Expected]:
        for word in self.expect.keys() - set(EXPECTED):
            yield Expected("one of: " + ", ".join(EXPECTED), at=f"expect.{word}", found=word)
        if not self.expect:
            yield Expected("at least one word: an example that expects nothing shows nothing", at="expect")


def outcomes(table: str, rows: list[Row]) -> Iterator[Expected]:
    """Complaints about a `then` that is no outcome of its table."""
    for number, row in enumerate(rows):
        if row.then not in THEN[table]:
            yield Expected(" | ".join(THEN[table]), at=f"{table}[{number}].then", found=row.then)


@dataclass(frozen=True, kw_only=True)
class Service:
    service: str  # vertical.name
    status: Status
    name: Words
    words: list[str]
    covers: list[str] = field(default_factory=list)  # rows of the catalogues that this file serves
    kind: Kind
    for_: Audience
    authority: str
    law: list[str]
    valid: Dated
    accepted_in: Area = "country"
    procedure: list[Row] = field(default_factory=list)
    facts: dict[str, Declared] = field(default_factory=dict)
    may_apply: list[Row] = field(default_factory=list)
    options: dict[str, list[Option]] = field(default_factory=dict)
    materials: list[Material] = field(default_factory=list)
    before_2016: list[str] = field(default_factory=list)  # what used to be asked: the reform figure counts from here
    fee: dict[str, list[Row]] = field(default_factory=dict)
    time: Time = field(default_factory=Time)
    lane: list[Row] = field(default_factory=list)
    decided_by: list[Row] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)  # authorities that are heard, where the lane is joint
    valid_for: list[Row] = field(default_factory=list)
    channels: dict[str, Channel]
    result: Result | None = None
    pledge: Pledge | None = None
    visits: Visits | None = None
    contacts: Contacts | None = None
    topics: list[str] = field(default_factory=list)
    faq: list[Faq] = field(default_factory=list)
    sample: str | None = None
    ordinary: Ordinary | None = None
    examples: list[Example] = field(default_factory=list)

    @property
    def vertical(self) -> str:
        return self.service.partition(".")[0]

    @property
    def informs_only(self) -> bool:
        """A service that says where and how, and takes no application here."""
        return all(channel.do == "inform" for channel in self.channels.values())

    def complaints(self) -> Iterator[Expected]:
        if not all(self.service.partition(".")):
            yield Expected("vertical.name", at="service", found=self.service)
        for table in THEN:
            yield from outcomes(table, getattr(self, table))
        if self.examples and not self.ordinary:
            yield Expected("an `ordinary` applicant, from whom the examples differ", at="examples")


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a pack may do to a service: rows on top of its tables, more options and doors, materials that fall away."""

    may_apply: list[Row] = field(default_factory=list)
    options: dict[str, list[Option]] = field(default_factory=dict)
    fee: dict[str, list[Row]] = field(default_factory=dict)
    time: Time = field(default_factory=Time)
    lane: list[Row] = field(default_factory=list)
    accepted_in: Area | None = None
    channels: dict[str, Channel] = field(default_factory=dict)
    drop: list[str] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)

    def complaints(self) -> Iterator[Expected]:
        for table in ("may_apply", "lane"):
            yield from outcomes(table, getattr(self, table))


@dataclass(frozen=True, kw_only=True)
class Pack:
    pack: str
    name: Words
    words: list[str] = field(default_factory=list)
    covers: list[str] = field(default_factory=list)
    kind: Literal["pack"] = "pack"
    law: str
    mark: Mark = "S"
    region: str  # a code or a named set
    valid: Dated
    changes: dict[str, Change]


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """A query, a reminder, a map: no case, but it stands in the same catalogue."""

    lookup: str  # vertical.name
    name: Words
    words: list[str]
    covers: list[str] = field(default_factory=list)
    kind: Literal["lookup"] = "lookup"
    for_: Audience = "either"
    channels: dict[str, Channel]
    topics: list[str] = field(default_factory=list)
