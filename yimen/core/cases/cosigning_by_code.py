"""A guardian signs by a code: looking at it changes nothing, signing spends it; what is refused leaves it good."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.core.cases.cosigning import MOVE, parties, to_sign
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NoSuchCase
from yimen.core.cases.handing_over import (
    TRIES,
    WRONG_TRIES,
    Code,
    NotTaken,
    digest as keyed,
    hand_over,
    may_try,
    one_row,
    take_over,
    tried,
)
from yimen.core.cases.store import read_case
from yimen.core.cases.take import take
from yimen.core.people.actors import Actor

DOOR = "sign"  # of a code that signs and opens nothing else


def ask(case: UUID, by: Actor, at: datetime) -> Code:
    """A code for the guardian. Raises NoSuchCase, NotTaken (busy)."""
    return hand_over(case, DOOR, "", by, at)


@dataclass(frozen=True)
class ToSign:
    """What a code shows before anything is signed."""

    case: Dossier
    digest: str


def shown(code: str, by: Actor, at: datetime) -> ToSign:
    """The application behind a code, for a guardian; looking spends nothing but a try. Raises NotTaken."""
    asked, typed = may_try(code, by, 2 * TRIES, at)
    said, whose = one_row("select said, whose from cases_handover_look(%s, %s, %s)", [keyed(asked), DOOR, at])
    if typed and said == "unknown":
        tried("wrong", WRONG_TRIES, at)
    if said != "good":
        raise NotTaken(said)
    return ToSign(case := guarded(whose, by), to_sign(case))


def guarded(case_id: UUID, by: Actor) -> Dossier:
    try:
        case = read_case(case_id)
    except NoSuchCase as hidden:
        raise NotTaken("not_yours") from hidden
    if by.id in parties(case):
        raise NotTaken("not_yours")
    return case


def sign(code: str, digest: str, by: Actor, at: datetime) -> Dossier:
    """Sign once with a code; what is refused leaves the code good. Raises NotTaken, and NotNow for another text or no guardian."""
    with transaction.atomic():
        case = take_over(code, DOOR, by, at).case
        return take(case.id, MOVE, by=by, says={"as_read": digest}, at=at, channel="portal")
