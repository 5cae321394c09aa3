"""take(): the only way a case changes.

    lock the case → settle what the law has already done by itself → check the move table and its guards → write one event, fold it
    into the case, attach what the law attaches, issue papers, file jobs → whatever a rule may do next → one write

All in the caller's transaction (people.scope.acting); nothing is written before every step has agreed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from yimen.core.cases.advising import learn
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.errors import NotNow, NotYours, OlderPage, SaysMissing, Why
from yimen.core.cases.folding import fold
from yimen.core.cases.limits import limits
from yimen.core.cases.procedure import Row
from yimen.core.cases.rulebook import procedure
from yimen.core.cases.says import read_says
from yimen.core.cases.situation import Situation, look
from yimen.core.cases.store import Once, open_case, write
from yimen.core.cases.table import possible, problems, row_for
from yimen.core.cases.timers import due_now
from yimen.core.cases.vocabulary import Json
from yimen.core.cases.work import Step, Work
from yimen.core.people.actors import CLOCK, RULE, Actor
from yimen.core.places.clock import now
from yimen.core.places.notices import working_days
from yimen.core.services.doors import staffed

MOST_STEPS = 12  # a case that settles and follows up for longer is a mistake in a procedure file


@dataclass(frozen=True)
class Said:
    """Who wants a move, and the words as they came."""

    by: Actor
    says: Json
    dated: date | None = None
    channel: str = ""


def take(
    case_id: UUID,
    move: str,
    *,
    by: Actor,
    says: Mapping[str, object] | None = None,
    at: datetime | None = None,
    expects: int | None = None,
    channel: str = "",
    once: Once | None = None,
) -> Dossier:
    """Take a move and answer the case as it then stands, with what a rule did right after it.

    `expects` is the version that the actor's page was made from, `channel` the door. Raises the closed set of errors.py.
    """
    work = _open(case_id, by, at, once)
    current(work.dossier, expects)
    settle_work(work)
    if by.role == "applicant" and staffed(channel):
        raise _not_now(work, move, by, [Why("staffed")])
    _follow(work, _move(work, move, Said(by, dict(says or {}), channel=channel)))
    return write(work, by, once)


def settle(case_id: UUID, *, at: datetime | None = None, by: Actor = CLOCK) -> Dossier | None:
    """Write down what the law has already done by itself; None where there was nothing to write."""
    work = _open(case_id, by, at, None)
    settle_work(work)
    return write(work, by) if work.events else None


def _open(case_id: UUID, by: Actor, at: datetime | None, once: Once | None) -> Work:
    opened = open_case(case_id, by, once)
    assert opened.dossier is not None
    if opened.dossier.case.owner != settings.NODE["code"]:
        raise NotYours(opened.dossier.case.owner)
    return Work(
        opened.dossier, at=at or now(), days=working_days(), serial=opened.serial, expected=opened.dossier.version
    )  # fmt: skip


def current(dossier: Dossier, expects: int | None) -> None:
    """An older page is refused with what has changed since; that a paper was served meanwhile changes nothing on it."""
    if expects is None or expects == dossier.version:
        return
    since = [event for event in dossier.events if event.n > expects]
    if expects > dossier.version or any(not beside(dossier, event) for event in since):
        raise OlderPage(since)


def beside(dossier: Dossier, event: Event) -> bool:
    rows = procedure(dossier.case.procedure, event.dated).rows(event.move, event.dated)
    return bool(rows) and all(row.beside for row in rows)


def settle_work(work: Work) -> None:
    """A late job never makes a late notice lawful: what is due by law is written first, dated back where the law says so."""
    for _ in range(MOST_STEPS):
        if nothing_due(work):
            return
        timer = due_now(work.dossier, limits(work.dossier.terms, work.today), work.days, work.today)
        if timer is None:
            return
        due = {"due": timer.said} if timer.said else {}
        _follow(work, _move(work, timer.move, Said(CLOCK, due, dated=timer.dated)))
    raise AssertionError(f"case {work.dossier.id} never settles")


def nothing_due(work: Work) -> bool:
    """The row of the case holds the next moment at which its clock does something; days that may still change are worked out anew."""
    case = work.dossier.case
    return case.state == "draft" or (not case.provisional and (case.next_due is None or work.at < case.next_due))


def _move(work: Work, move: str, said: Said) -> Row:
    """One step: choose the row, hear what is said, learn the facts anew where it changes them, ask the guards, fold.

    Whoever may not take it, or not now, is told so before any register is asked for him.
    """
    row = _row(work, move, said.by)
    _stand_in_the_way(work, row, said.by)
    clean, mistakes = read_says(row, work.procedure, said.says)
    if row.advise and (not mistakes or work.dossier.state == "draft") and (not row.says or news(work, clean)):
        learned = learn(work, said.by, clean)
        if (
            again := _row(work, move, said.by)
        ) is not row:  # the facts have chosen another procedure, which hears other words
            row = again
            clean, mistakes = read_says(row, work.procedure, said.says)
        mistakes = [*learned, *mistakes]
        _stand_in_the_way(work, row, said.by)
    if mistakes:
        raise SaysMissing(row.move, mistakes)
    _stand_in_the_way(work, row, said.by, clean)
    dated = date.fromisoformat(str(clean[row.dated])) if row.dated else said.dated
    fold(work, Step(row=row, by=said.by, says=clean, dated=dated, channel=said.channel))
    return row


def news(work: Work, says: Json) -> bool:
    """Is there anything to learn? At submission always; afterwards only where what is said changes a fact."""
    return work.dossier.state == "draft" or bool(says.get("facts") or says.get("changes"))


def _row(work: Work, move: str, by: Actor) -> Row:
    row = row_for(_look(work, by), move)
    if row is None:
        key = "not_from" if move in work.procedure.names else "no_such_move"
        raise _not_now(work, move, by, [Why(key, {"state": work.dossier.state})])
    return row


def _look(work: Work, by: Actor) -> Situation:
    """The same look as long as nothing has changed."""
    known = work.looked
    if known is None or known.dossier is not work.dossier or known.by is not by:
        work.looked = known = look(work.dossier, by, work.at, work.days)
    return known


def _stand_in_the_way(work: Work, row: Row, by: Actor, says: Json | None = None) -> None:
    """The state and the actor come first, then what was said, then the guards that look into it. Raises NotNow."""
    if why := list(problems(_look(work, by).on(row, says))):
        raise _not_now(work, row.move, by, why)


def _not_now(work: Work, move: str, by: Actor, why: list[Why]) -> NotNow:
    return NotNow(move, why, [one.move for one in possible(work.dossier, by, work.at, work.days)])


def _follow(work: Work, row: Row) -> None:
    """What a rule may do next in the same breath: accept and grant what needs no eye, send home what is decided there."""
    waiting = list(row.follow)
    for _ in range(MOST_STEPS):
        if not waiting:
            return
        now_ = _look(work, RULE)
        found = row_for(now_, waiting.pop(0))
        if found and "rule" in found.by and not list(problems(now_.on(found, {}))):
            fold(work, Step(row=found, by=RULE))
            waiting = [*found.follow, *waiting]
