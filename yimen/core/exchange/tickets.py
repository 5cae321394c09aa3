"""Answers that a register owes. Under its ticket the question is parked; the first answer counts, and what waited is resumed."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import structlog
from django.conf import settings
from django.db import transaction

from yimen.core.exchange.letter import Letter, canonical
from yimen.core.exchange.models import Ticket
from yimen.core.exchange.tasks import after_answer
from yimen.core.people.secrecy import blind
from yimen.core.places.clock import now
from yimen.core.ports.registers import Answer, Known, Later

PATIENCE = timedelta(days=1)  # after that an owed answer is asked for anew, and one that came is stale
log = structlog.get_logger(__name__)


class Owed(msgspec.Struct):
    """The body of a register's answer."""

    ticket: str
    known: bool
    at: datetime
    value: Any = None


def question(source: str, number: str, terms: Mapping[str, str], case: UUID | None) -> str:
    """What makes two look-ups the same question, without telling whom it is about."""
    return blind("question", canonical([source, number, dict(terms), case]).decode()).hex()


def standing(keys: Iterable[str], at: datetime) -> dict[str, Answer]:
    """What is owed or was answered lately, by question: these are not asked again."""
    recent = Ticket.objects.filter(question__in=list(keys), made_at__gt=at - PATIENCE).order_by("made_at")
    return {row.question: _told(row) for row in recent}


def park(key: str, later: Later, source: str, case: UUID | None) -> None:
    """Keep what is owed. A register that gives the same ticket twice owes one answer."""
    row = Ticket(ticket=later.ticket, source=source, question=key, case=case, made_at=now())
    Ticket.objects.bulk_create([row], ignore_conflicts=True)


def answered(ticket: str, answer: Known | None) -> bool:
    """Keep the answer and resume what waited for it. False for an unknown ticket, and for any answer after the first."""
    with transaction.atomic():
        row = Ticket.objects.select_for_update().filter(ticket=ticket).first()
        if row is None or row.answered_at is not None:
            log.warning("an answer that nobody waits for", ticket=ticket, known=row is not None)
            return False
        row.answered_at = now()
        row.answer = None if answer is None else {"value": answer.value, "at": answer.at}
        row.save(update_fields=["answered_at", "answer"])
        for handler in settings.AFTER_ANSWER:
            after_answer.defer(handler=handler, ticket=str(row.id))
    return True


def by_letter(letter: Letter) -> None:
    """`register.answer` {ticket, known, value, at}: a node answers the tickets that begin with its code and a stroke, no others."""
    body = msgspec.convert(letter.body, Owed)
    if not body.ticket.startswith(f"{letter.sender}/"):
        log.warning("a ticket of somebody else was answered", peer=letter.sender)
        return
    answered(body.ticket, Known(body.value, body.at) if body.known else None)


def _told(row: Ticket) -> Answer:
    if row.answered_at is None:
        return Later(row.ticket)
    return None if row.answer is None else Known(row.answer["value"], datetime.fromisoformat(row.answer["at"]))
