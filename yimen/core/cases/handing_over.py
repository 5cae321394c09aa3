"""换个地方接着办: a case goes on at another door, at the same question, and back. A code is good once and for a quarter of an hour.

A door calls `hand_over` and shows what comes back; the other door calls `take_over` with what was typed or scanned. Six digits can be
guessed, so tries are counted in the database: for one caller, and – where they were wrong – for everybody together; a scanned
token is too long to be guessed and stays good when typed codes are closed.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, get_args
from uuid import UUID

from django.db import IntegrityError, transaction

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NoSuchCase
from yimen.core.cases.models import Handover
from yimen.core.cases.store import read_case
from yimen.core.people.actors import STAFF, Actor
from yimen.core.people.powers import may, relation
from yimen.core.people.proxies import principals
from yimen.core.people.secrecy import blind
from yimen.core.places.clock import CHINA, now
from yimen.core.ports.statements import ask_row

Why = Literal["unknown", "used", "expired", "another_door", "too_many", "closed", "not_yours", "elsewhere", "busy"]
WHYS: tuple[Why, ...] = get_args(Why)
LASTS = timedelta(minutes=15)
OPEN_FOR = timedelta(hours=12)  # how long a window keeps a draft that it took over: its working day
TRIES, WRONG_TRIES, COUNTED_FOR = 10, 300, timedelta(minutes=15)
DIGITS, TOKEN = 6, 22
PAGE = re.compile(r"[a-z_]+/(?:[\w.-]+/)?", re.ASCII)


class NotTaken(Exception):
    """The code opens nothing; `key` is one of WHYS, `region` the place of the case where another place must go on."""

    def __init__(self, key: Why, region: str = ""):
        super().__init__(key)
        self.key, self.region = key, region


@dataclass(frozen=True)
class Code:
    """What the person carries to the other door. Shown once: only digests are kept."""

    digits: str
    token: str
    ends: datetime


@dataclass(frozen=True)
class Taken:
    """The case, and the page below it on which the person was ("" – the case itself)."""

    case: Dossier
    at_page: str


def hand_over(case: UUID, to: str, at_page: str, by: Actor, at: datetime | None = None) -> Code:
    """A new code for a case that `by` sees; `to` is a door or `any`. Raises NoSuchCase, NotTaken (busy)."""
    at = at or now()
    read_case(case)
    page = at_page if PAGE.fullmatch(at_page) and len(at_page) <= 100 else ""
    for _ in range(5):  # a code that somebody else carries just now is drawn again
        code = Code(f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}", secrets.token_urlsafe(16), at + LASTS)
        row = Handover(
            case_id=case, for_door=to, at_page=page, code=digest(code.digits), token=digest(code.token),
            given_by=by.id, given_at=at, ends=code.ends,
        )  # fmt: skip
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            continue
        return code
    raise NotTaken("busy")


def take_over(code: str, by_door: str, actor: Actor, at: datetime | None = None) -> Taken:
    """Open the case of a code at this door. Raises NotTaken; a refused code stays good for the one whose it is."""
    at = at or now()
    asked, typed = may_try(code, actor, TRIES, at)
    try:
        with transaction.atomic():
            return taken(asked, by_door, actor, at)
    except NotTaken as refused:
        if typed and refused.key in ("unknown", "not_yours"):
            tried("wrong", WRONG_TRIES, at)
        raise


def may_try(code: str, actor: Actor, most: int, at: datetime) -> tuple[str, bool]:
    """Count a try of this actor: the code as it is looked for, and whether it was typed. Raises NotTaken (too_many, closed)."""
    asked = clean(code)
    typed = len(asked) == DIGITS
    if not tried(f"{actor.role}:{actor.id}", most, at):
        raise NotTaken("too_many")
    if typed and not still_open(at):
        raise NotTaken("closed")
    return asked, typed


def taken(asked: str, by_door: str, actor: Actor, at: datetime) -> Taken:
    said, whose, page = one_row(
        "select said, whose, page from cases_take_over(%s, %s, %s, %s)", [digest(asked), by_door, OPEN_FOR, at]
    )
    if said != "taken":
        raise NotTaken(said)
    try:
        case = read_case(whose)
    except NoSuchCase as hidden:
        raise NotTaken("elsewhere" if actor.role in STAFF else "not_yours") from hidden
    if not concerns(actor, case, at):
        raise NotTaken("elsewhere" if actor.role in STAFF else "not_yours", case.case.region)
    return Taken(case, page)


def concerns(actor: Actor, case: Dossier, at: datetime) -> bool:
    """May this actor go on with the case: its applicant, somebody who acts for that one, or a window of its place and authority?"""
    stands = relation(actor, case.case)
    if stands == "none" and actor.role == "applicant":
        mandate = principals(UUID(actor.id), case.case.service, at.astimezone(CHINA).date())
        stands = relation(actor, case.case, principals=mandate)
    return may(actor, "apply" if case.state == "draft" else "see_case", stands)


def clean(code: str) -> str:
    """Six digits however they were typed, or the token of an address that was scanned."""
    said = code.strip()
    found = re.search(rf"([\w-]{{{TOKEN}}})/?$", said, re.ASCII)
    if found:
        return found[1]
    return "".join(str(int(one)) for one in said if one.isdecimal())[:64]


def digest(code: str) -> bytes:
    """Keyed, so that a copy of the table does not give away codes of six digits. A token keeps its small letters."""
    return blind("handover", code if code.isdecimal() else code.encode().hex())


def tried(who: str, most: int, at: datetime) -> bool:
    """Count a try; False when there were too many."""
    asked = "select cases_handover_try(%s, %s, %s, %s)"
    return bool(one_row(asked, [blind("handover.try", who), most, COUNTED_FOR, at])[0])


def still_open(at: datetime) -> bool:
    """Have fewer codes been guessed wrongly, by all together, than would put codes at risk?"""
    asked = "select cases_handover_tried(%s, %s, %s, %s)"
    return bool(one_row(asked, [blind("handover.try", "wrong"), WRONG_TRIES, COUNTED_FOR, at])[0])


def one_row(statement: str, values: list[Any]) -> tuple[Any, ...]:
    """What a function of the database answers: always one row."""
    found = ask_row(statement, values)
    if found is None:
        raise LookupError(statement)
    return found
