"""Random assignment of examiners, which anybody with the row can draw again.

    place of an officer = SHA-256( seed of the day | case | digest of the roster | officer );  the first place that may take it has it

Passed over: whoever is on leave (the delegate takes it, if the delegate may), has recused, or has decided in this case already.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case
from yimen.core.people.actors import RULE
from yimen.core.people.models import Staff
from yimen.core.people.powers import reaches
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA, now
from yimen.core.places.models import Office
from yimen.core.work.leaves import on_leave
from yimen.core.work.models import Assignment, Seed

DECIDES = ("approve", "reject")


def assign(case_id: UUID, _: int, at: datetime | None = None) -> Assignment | None:
    """After acceptance, and again after a recusal (config.switchboard.AFTER_EVENT). None: the case needs no examiner, or there is none."""
    at = at or now()
    case = read_case(case_id)
    with acting(RULE):
        found = roster(case)
        held = Assignment.objects.filter(case_id=case_id, current=True).first()
        if case.state not in ("accepted", "suspended") or not found or (held and held.officer not in recused(case)):
            return held
        seed = seed_of(at)
        passed, drawn = passed_over(case, found, at.astimezone(CHINA).date()), order(seed, case_id, found)
        officer, stands_for = first(drawn, passed, on_leave(found, at.astimezone(CHINA).date()))
        if not officer:
            return None
        Assignment.objects.filter(case_id=case_id, current=True).update(current=False)
        return Assignment.objects.create(
            case_id=case_id, officer=officer, stands_for=stands_for, seed=seed, roster=found, roster_digest=digest(found),
            passed=passed, at=at,
        )  # fmt: skip


def roster(case: Dossier) -> list[str]:
    """Examiners on duty at offices of the competent authority whose reach covers the place that decides, by their numbers."""
    offices = Office.objects.filter(authority=case.case.authority).values_list("code", flat=True)
    rows = Staff.objects.filter(office__in=list(offices), roles__contains=["examiner"], active=True)
    return sorted(one.id for one in rows if reaches(one.reach, case.case.deciding_region))


def passed_over(case: Dossier, found: list[str], day: date) -> dict[str, str]:
    """Who may not have it, and why: the strongest reason."""
    decided = {event.actor_id for event in case.events if event.move in DECIDES}
    away, out = on_leave(found, day), recused(case)
    why = dict.fromkeys(away, "leave") | dict.fromkeys(decided, "decided") | dict.fromkeys(out, "recused")
    return {one: why[one] for one in found if one in why}


def recused(case: Dossier) -> set[str]:
    return {event.actor_id for event in case.events if event.move == "recuse"}


def seed_of(at: datetime) -> str:
    """The seed of a day; whoever comes first makes it, and from then on it stands."""
    day = at.astimezone(CHINA).date()
    made, _ = Seed.objects.get_or_create(day=day, defaults={"seed": secrets.token_hex(16), "made_at": at})
    return made.seed


def digest(found: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


def order(seed: str, case_id: UUID, found: list[str]) -> list[str]:
    """The roster in the order of the draw: the same for ever from the same seed, case and roster."""
    stem = f"{seed}|{case_id}|{digest(found)}"
    return sorted(found, key=lambda one: hashlib.sha256(f"{stem}|{one}".encode()).digest())


def first(drawn: list[str], passed: dict[str, str], delegates: dict[str, str]) -> tuple[str, str]:
    """Who has it, and for whom: the first that may, or the delegate of one on leave."""
    for one in drawn:
        if one not in passed:
            return one, ""
        delegate = delegates.get(one, "")
        if passed[one] == "leave" and delegate in drawn and delegate not in passed:
            return delegate, one
    return "", ""


def assigned_to(case_id: UUID) -> Assignment | None:
    return Assignment.objects.filter(case_id=case_id, current=True).first()


def drawn_again(one: Assignment) -> str:
    """Who has it when the draw is made again from what the row says; the audit compares it with `officer`."""
    drawn = order(one.seed, one.case_id, list(one.roster))
    away = {one.stands_for: one.officer} if one.stands_for else {}
    return first(drawn, dict(one.passed), away)[0]
