"""What is sent: bodies, parameters and headers. Members that nobody knows are refused, and no type is guessed."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import HeaderEx, QueryEx
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, StringConstraints

from yimen.core.cases.vocabulary import Ended, Open
from yimen.core.people.powers import OF_MOVE
from yimen.core.people.sign_in_rules import LEVELS, Level
from yimen.core.places.answers import MOST_DAYS
from yimen.core.services.catalogue import MOST

LARGEST = 2**31 - 1


def iso(value: Any) -> date:
    """A day as text, 2026-11-24; no moment and no number passes for a day."""
    if not isinstance(value, str) or len(value) != len("2026-11-24"):
        raise ValueError("a day like 2026-11-24")
    return date.fromisoformat(value)


Text = Annotated[str, StringConstraints(max_length=500)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Day = Annotated[date, BeforeValidator(iso)]
Facts = Annotated[dict[str, Any], Field(max_length=200)]
Region = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{5}$")]
State = Literal[Open, Ended]
Move = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,24}$"), Field(json_schema_extra={"enum": sorted(OF_MOVE)})]
Unit = Literal["working", "calendar"]
Role = Literal["citizen", "window", "examiner", "decider", "head", "supervisor"]
Limit = Annotated[int, QueryEx(20, ge=1, le=MOST, description="how many at most")]
Words = Annotated[str, StringConstraints(max_length=100)]
After = Annotated[UUID | None, QueryEx(None, description="`next` of the page before")]
Cursor = Annotated[Words | None, QueryEx(None, description="`next` of the page before")]
Wanted = Annotated[State | None, QueryEx(None)]
Since = Annotated[Day, QueryEx(..., alias="from", description="the day of the event, which is not counted")]
Count = Annotated[int, QueryEx(..., ge=0, le=MOST_DAYS)]
Version = Annotated[StrictInt, Field(ge=1, le=LARGEST)]
Key = Annotated[
    str | None,
    HeaderEx(
        None, alias="Idempotency-Key", min_length=1, max_length=150, pattern=r"^[!-~]+$",
        description="The same key and call within 30 days get the same answer. A call without a key that is repeated is done again.",
    ),
]  # fmt: skip


class Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AdviceIn(Sent):
    """Somebody who need not exist. Days are ISO 8601; “none”: there is no such record; “unknown”: nobody knows."""

    facts: Facts = {}
    on: Day | None = Field(None, description="day of submission, else today")
    region: Region = Field(description="where one would apply, a code of GB/T 2260")
    channel: Code = "portal"


class CaseIn(Sent):
    """An application. What only a register or a device can tell is a claim when a citizen says it, and decides nothing."""

    service: Code
    facts: Facts = {}
    region: Region = Field(description="where one applies, a code of GB/T 2260")
    channel: Code = "portal"
    submit: StrictBool = Field(False, description="hand it in at once; else it is a draft")
    anyway: StrictBool = Field(False, description="hand it in although the advice is no, or questions are open")
    says: dict[str, Any] = Field({}, description="what else the move `submit` wants said, e.g. a pledge")
    reason: Text = Field("", description="why a second case for the same service is needed")
    person: Text | None = Field(None, description="who applies, for officers and proxies: identity number or id")
    organisation: Text | None = Field(None, description="the organisation that applies: credit code or id")


class MoveIn(Sent):
    says: dict[str, Any] = Field({}, description="what the move wants said: see `possible` of the case")
    expects: Version | None = Field(None, description="the version you have seen; an older one is refused")

    @property
    def facts(self) -> dict[str, Any]:
        found = self.says.get("facts") or self.says.get("changes")
        return found if isinstance(found, dict) else {}


class TokenIn(Sent):
    """Only in the demo, where nobody proves anything."""

    as_: Role = Field(alias="as")
    person: Text | None = Field(None, description="identity number, id or name in the demo; for an officer the badge")
    office: Text | None = Field(None, description="the office of the officer")
    level: Level = Field(LEVELS[-1], description="how surely the citizen has shown who it is")
