"""Serving a paper: which way is tried next, what counts as service, and what a returned letter does. System roles, and staff for letters.

inbox → sms → post, as serving.yaml has it for the kind of paper on the day it was issued. The first proof ends it; a letter that
comes back begins a new round. Two jobs at the same moment wait for each other at the row.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction

from yimen.core.cases.errors import NotNow, NotYours
from yimen.core.cases.store import read_case
from yimen.core.cases.take import take
from yimen.core.notices.models import Attempt, Consent, Contact, Delivery, Notice
from yimen.core.notices.rules import Rule, Try, after, rule_of, serving
from yimen.core.notices.writing import queue
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA
from yimen.core.ports.ids import new_id

WAYS = {"post": "post", "electronic": "inbox"}  # of the move `deliver`; all others are by hand
log = structlog.get_logger(__name__)
OPEN, SERVED, STUCK = Delivery.State.OPEN, Delivery.State.SERVED, Delivery.State.STUCK


def begin(notice: Notice, paper: str, at: datetime) -> Delivery | None:
    """A paper sets out on its way; None where its kind need not be served. Begun twice it is begun once."""
    rule = rule_of(paper, notice.at.astimezone(CHINA).date())
    if rule is None:
        return None
    row, new = Delivery.objects.get_or_create(
        notice=notice,
        defaults={"id": new_id(), "person_id": notice.person_id, "case_id": notice.case_id, "paper": paper, "opened_at": at},
    )  # fmt: skip
    if new:
        _enter(row, rule, 0, at)
    return row


def go_on(delivery_id: UUID, at: datetime, *, again: bool = False) -> None:
    """Its time with this way is over: the next one. `again`: the last may have reached the person after all."""
    with transaction.atomic():
        row = Delivery.objects.select_for_update().filter(id=delivery_id, state=OPEN).first()
        if row is not None:
            _enter(row, rule(row), row.step + 1, at, again=again)


def due(delivery_id: UUID, at: datetime) -> None:
    with transaction.atomic():
        row = Delivery.objects.select_for_update().filter(id=delivery_id, state=OPEN, due_at__lte=at).first()
        if row is not None:
            _enter(row, rule(row), row.step + 1, at)


def rule(row: Delivery, notice: Notice | None = None) -> Rule:
    """The rule of the day on which it began: a change of the file does not move what is on its way."""
    found = rule_of(row.paper, (notice or row.notice).at.astimezone(CHINA).date())
    assert found is not None, f"{row.paper}: no rule of serving.yaml holds any more"
    return found


def way_of(row: Delivery, notice: Notice | None = None) -> Try:
    ways = rule(row, notice).ways
    return ways[min(row.step, len(ways) - 1)]


def _enter(row: Delivery, by: Rule, step: int, at: datetime, *, again: bool = False) -> None:
    """Take the first way from `step` on that is open to this person; past the last one an officer has to help."""
    while step < len(by.ways) and not _tried(row, by.ways[step], at, again=again):
        step += 1
    if step < len(by.ways):
        row.step, row.due_at = step, after(at, by.ways[step].wait)
    else:
        row.state, row.due_at = STUCK, None
    row.save(update_fields=["step", "due_at", "state", "round"])


def _tried(row: Delivery, one: Try, at: datetime, *, again: bool) -> bool:
    """The inbox is always there; a message needs a confirmed number; a letter waits at the desk."""
    again = again or row.round > 1
    key = f"{row.id}:{row.round}:{one.way}"
    if one.way == "inbox":
        return True
    if one.way == "post":
        Attempt.objects.get_or_create(
            key=key,
            defaults={"id": new_id(), "why": "legal", "way": "post", "person_id": row.person_id, "notice_id": row.notice_id,
                      "delivery": row, "case_id": row.case_id, "again": again, "made_at": at, "due_at": at},
        )  # fmt: skip
        return True
    contact = Contact.objects.filter(person_id=row.person_id, confirmed_at__isnull=False).first()
    if contact is None:
        return False
    queue("legal", contact, at, key=key, template="legal_again" if again else "legal", notice=row.notice, delivery=row)
    return True


def serve(row: Delivery, on: date, way: str, at: datetime, **proof: Any) -> bool:
    """It has reached the person on that day, and the case is told; what still waits is left unsent. False: it was served before."""
    with acting(RULE):
        done = Delivery.objects.filter(id=row.id).exclude(state=SERVED).update(
            state=SERVED, served_on=on, way=way, proof=proof, due_at=None
        )  # fmt: skip
        if done:
            Attempt.objects.filter(delivery_id=row.id, state="waiting").update(state="dropped", proof={"why": "served"})
            told_served(Delivery.objects.select_related("notice").get(id=row.id), at)
    return bool(done)


def told_served(row: Delivery, at: datetime) -> None:
    """The event of the case from which its clocks count; once, and not where the paper was withdrawn meanwhile."""
    says = {"on": str(row.served_on), "way": row.way, "signed_by": row.proof.get("signed_by") or None}
    Delivery.objects.filter(id=row.id).update(event=_told(row, "serve", at, says))


def _told(row: Delivery, move: str, at: datetime, says: dict[str, Any]) -> int:
    """The number of the event; 0 where the case is not ours to write or has no such paper any more."""
    of = {"of": str(row.notice.n), "paper": str(row.notice.paper_id)}
    try:
        return take(row.case_id, move, by=RULE, says=of | says, at=at).last(move).n  # type: ignore[union-attr]
    except (NotNow, NotYours) as refused:
        log.warning("a case was not told of service", case=str(row.case_id), move=move, why=str(refused))
        return 0


def tell_of(delivery_id: UUID, at: datetime) -> None:
    """For papers that were served before their case could be told."""
    row = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("notice")
        .filter(id=delivery_id, event=None)
        .first()
    )
    if row is not None and row.state == SERVED:
        told_served(row, at)


def reopen(row: Delivery, at: datetime, words: str, **why: Any) -> None:
    """A letter came back, or a receipt was taken back: nothing was served, the case is told, and all ways begin anew – a few times."""
    with acting(RULE):
        one = Delivery.objects.select_for_update(of=("self",)).select_related("notice").get(id=row.id)
        one.proof = {"before": {"on": str(one.served_on), "way": one.way}, **why} if one.served_on else why
        one.served_on, one.way, one.state, one.round, one.event = None, "", OPEN, one.round + 1, None
        one.save(update_fields=["proof", "served_on", "way", "state", "round", "event"])
        _told(one, "reopen_service", at, {"why": words})
        if one.round > serving().rounds.n:
            Delivery.objects.filter(id=one.id).update(state=STUCK, due_at=None)
        else:
            _enter(one, rule(one), 0, at)


def read(notices: Iterable[UUID], at: datetime) -> int:
    """The person has read these: with a consent to electronic service that is service, on this day."""
    with acting(RULE):
        mine = Delivery.objects.filter(notice_id__in=list(notices), notice__read_at__isnull=False)
        rows = mine.exclude(state=SERVED).select_related("notice").order_by("notice__n")
        return sum(_by_reading(row, at) for row in rows)


def read_before(person: UUID, at: datetime) -> int:
    """What was read before the person agreed counts from the agreement."""
    with acting(RULE):
        rows = Delivery.objects.filter(person_id=person, notice__read_at__isnull=False).exclude(state=SERVED)
        return sum(_by_reading(row, at) for row in rows.select_related("notice"))


def _by_reading(row: Delivery, at: datetime) -> bool:
    serves = any(one.way == "inbox" and one.serves == "read" for one in rule(row).ways)
    consent = Consent.objects.filter(person_id=row.person_id, until=None).first()
    if not serves or consent is None:
        return False
    return serve(row, at.astimezone(CHINA).date(), "inbox", at, read=at.isoformat(), consent=str(consent.id))


def handed_over(case_id: UUID, n: int) -> None:
    """After the move `deliver`: what was handed to the person, or what the person says to have got, is served (AFTER_EVENT).

    An officer who notes that it goes by post has not served it yet."""
    event = read_case(case_id).events[n - 1]
    way = WAYS.get(str((event.said or {}).get("way")), "hand")
    if way == "hand" or event.role == "applicant":
        for row in (
            Delivery.objects.filter(case_id=case_id, notice__n__lte=n).exclude(state=SERVED).order_by("notice__n")
        ):
            serve(row, event.dated, way, event.at, event=n, signed_by=(event.said or {}).get("taken_by"))
