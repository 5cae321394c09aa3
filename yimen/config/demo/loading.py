"""Loading the demo: idempotent and keyed by the digest of its data, so that a second start costs one query."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from yimen.channels.demo import clock, line, registers as rehearsals
from yimen.config.demo.cases import load_cases, withdraw_all
from yimen.config.demo.files import digest
from yimen.config.demo.folk import named, souls
from yimen.config.demo.models import Loaded
from yimen.config.demo.offices import load_offices
from yimen.config.demo.people import load_people
from yimen.config.demo.registers import load_registers
from yimen.core.people.actors import RULE
from yimen.core.people.scope import acting
from yimen.core.places.clock import CHINA, now
from yimen.core.services.models import Publication

LOCK = "select pg_advisory_xact_lock(hashtextextended('yimen demo', 0))"


@dataclass(frozen=True)
class Report:
    """What was written; all zero where everything was there."""

    offices: int = 0
    people: int = 0
    entries: int = 0
    cases: int = 0


def load(*, again: bool = False) -> Report:
    """Bring the demo into this database. `again` begins it anew: see begin_anew(). All or nothing."""
    with transaction.atomic(), acting(RULE):
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
        before = Loaded.objects.first()
        if again:
            begin_anew()
        elif before and before.digest == digest():
            return Report()
        return _load(before, now(), anew=again or before is None)


def _load(before: Loaded | None, at: datetime, *, anew: bool) -> Report:
    """New data alone change nothing about cases: those under way belong to whoever is playing.

    What was loaded today stands as it should, since nobody writes offices and registers here: only people may have changed."""
    day, fresh = at.date(), _fresh(before, at.date())
    people = list(named()) if fresh else souls(day)
    offices = 0 if fresh else load_offices(day)
    load_people(people, at)
    entries = 0 if fresh else load_registers(people, day)
    number = (before.round if before else 0) + anew
    ready = Publication.objects.exists()  # before services are published nobody can apply
    cases = load_cases(number, at) if anew and ready else 0
    if ready:
        _remember(number, at)
    return Report(offices, len(people), entries, cases)


def _fresh(before: Loaded | None, day: date) -> bool:
    return before is not None and before.digest == digest() and before.at.astimezone(CHINA).date() == day


def _remember(number: int, at: datetime) -> None:
    Loaded.objects.update_or_create(pk=1, defaults={"digest": digest(), "round": number, "at": at})


def begin_anew() -> None:
    """The clock is real again, registers and line are well, and everybody has withdrawn what was open."""
    withdraw_all(now())
    clock.turn(timedelta(0))
    for register in rehearsals.rehearsing().values():
        register.rehearse("normal", None, {})
    if wire := line.rehearsing():
        wire.rehearse("normal", None, {})
        line.push_again()
