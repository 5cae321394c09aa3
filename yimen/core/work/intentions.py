"""拟办: an act that was pressed and is not done yet. For some seconds its officer can take it back; then it is carried out, exactly once.

    intend() → waiting ─ carry_out() → done | refused (with what changed)
                       └ take_back() → taken_back

The act is made when it is carried out: its time, its clocks and its papers are of that moment, and before it nobody is told anything.
Whoever carries it out – the worker, the officer's next request, the officer by a key – holds the row; the others find it ended.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import NotNow, Refused
from yimen.core.cases.requests import request_move
from yimen.core.cases.take import take
from yimen.core.people.actors import CLOCK, Actor
from yimen.core.people.models import Staff
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA, now
from yimen.core.work.models import Intention

Json = dict[str, Any]
WAITS = (
    "accept",
    "accept_owed",
    "correct",
    "correct_again",
    "not_accept",
    "not_preaccept",
    "approve",
    "reject",
    "revoke",
)
KEPT = timedelta(days=1)  # what was typed, after an intention has ended otherwise than by being done
TASK = "yimen.core.work.tasks.carry_out_intention"


class AlreadyIntended(Exception):
    """Another act waits on this case; `one` is it."""

    def __init__(self, one: Intention):
        super().__init__(str(one))
        self.one = one


def waits(move: str, at: datetime) -> bool:
    """Does this act wait? Not where the wait would end on another day: nobody may lose a day of the law by it."""
    long = timedelta(seconds=settings.UNDO)
    return move in WAITS and bool(long) and (at + long).astimezone(CHINA).date() == at.astimezone(CHINA).date()


def intend(
    case: Dossier, move: str, *, by: Actor, says: Mapping[str, Any], typed: Json, at: datetime | None = None
) -> Intention:
    """Keep the act and its page's words, and file the job that carries it out; pressed twice, the same one. Raises AlreadyIntended."""
    at = at or now()
    said = {"says": dict(says), "typed": typed, "about": case.case.applicant_name}
    try:
        with transaction.atomic():
            made = Intention.objects.create(
                case_id=case.id, move=move, expects=case.version, officer=by.id, actor=asdict(by), said=said, made_at=at,
                due=at + timedelta(seconds=settings.UNDO),
            )  # fmt: skip
    except IntegrityError as another:
        found = Intention.objects.get(case_id=case.id, state=Intention.State.WAITING)
        if (found.officer, found.move, found.expects) != (by.id, move, case.version):
            raise AlreadyIntended(found) from another
        return found
    app.configure_task(TASK, schedule_in={"seconds": settings.UNDO}).defer(intention=str(made.id))
    return made


def carry_out(intention: UUID, *, at: datetime | None = None) -> Intention | None:
    """Do what was intended, or write down why it cannot be done any more. What has ended stays as it ended; None: there is none."""
    with acting(CLOCK):
        found = Intention.objects.select_for_update().filter(id=intention).first()
        if found is None or found.state != Intention.State.WAITING:
            return found
        try:
            if not still_may(found):
                return ended(found, "refused", at, why=[{"key": "no_longer_yours"}])
            with acting(actor_of(found)):
                done(found, at)
        except Refused as refused:
            return ended(found, "refused", at, why=reasons(refused))
        return ended(found, "done", at)


def take_back(intention: UUID, *, by: Actor, at: datetime | None = None) -> Intention | None:
    """The officer's own, as long as it waits; otherwise as it ended meanwhile."""
    with acting(CLOCK):
        found = Intention.objects.select_for_update().filter(id=intention, officer=by.id).first()
        waiting = found is not None and found.state == Intention.State.WAITING
        return ended(found, "taken_back", at) if waiting and found else found


def done(found: Intention, at: datetime | None) -> None:
    """Raises Refused."""
    says, by = found.said["says"], actor_of(found)
    if found.case.owner == settings.NODE["code"]:
        take(found.case_id, found.move, by=by, says=says, at=at or now(), expects=found.expects, channel="hall")
    else:
        request_move(found.case_id, found.move, by=by, says=says, expects=found.expects, at=at)


def ended(found: Intention, state: str, at: datetime | None, why: list[Json] | None = None) -> Intention:
    """What is done stands in the case; its words are not kept twice."""
    found.state, found.ended_at, found.why = state, at or now(), why or []
    if state == Intention.State.DONE:
        found.said = {}
    found.save()
    return found


def actor_of(found: Intention) -> Actor:
    return msgspec.convert(found.actor, Actor)


def still_may(found: Intention) -> bool:
    """Whoever was taken off duty, or lost the role, in these seconds does nothing any more."""
    staff = Staff.objects.filter(id=found.officer).first()
    return staff is None or (staff.active and found.actor["role"] in staff.roles)


def reasons(refused: Refused) -> list[Json]:
    if isinstance(refused, NotNow):
        return [{"key": one.key, "params": msgspec.to_builtins(one.params)} for one in refused.why]
    return [{"key": refused.key}]


def open_of(officer: str) -> list[Intention]:
    """What waits, and what could not be done and was not looked at yet, oldest first."""
    wanted = (Intention.State.WAITING, Intention.State.REFUSED)
    return list(Intention.objects.filter(officer=officer, state__in=wanted, seen_at=None).order_by("made_at"))


def seen(intention: UUID, *, by: Actor) -> None:
    with acting(CLOCK):
        Intention.objects.filter(id=intention, officer=by.id, state="refused", seen_at=None).update(seen_at=now())


def typed_again(intention: UUID, case_id: UUID, *, by: Actor) -> Json:
    """What stood in the form, for the officer's own next try; nothing once it is done or forgotten."""
    found = Intention.objects.filter(id=intention, case_id=case_id, officer=by.id).first()
    return dict(found.said.get("typed", {})) if found and found.state in ("taken_back", "refused") else {}


def overdue(at: datetime) -> list[UUID]:
    """For the sweep: what a lost job has left."""
    return list(
        Intention.objects.filter(state="waiting", due__lt=at - timedelta(minutes=1)).values_list("id", flat=True)
    )


def forget(at: datetime) -> int:
    """Words that led to nothing are not kept."""
    return Intention.objects.filter(ended_at__lt=at - KEPT, forgotten=False).update(said={}, forgotten=True)
