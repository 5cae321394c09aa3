"""The book of access: who came in, and what was done to a way in. The person or officer whose line it is reads it."""

from typing import Literal, get_args
from uuid import UUID

from yimen.core.people.models_access import AccessLine
from yimen.core.people.scope import actor_now
from yimen.core.places.clock import now

What = Literal[
    "identity_linked", "identity_unlinked", "identity_doubted", "visits_ended", "phone_confirmed", "guardian_entered", "guardian_ended",
    "offer_made", "offer_accepted", "offer_declined", "offer_withdrawn", "proxy_ended",
    "signed_in", "refused", "enrolment_given", "enrolled", "passkey_added", "passkey_removed", "password_set",
    "recovery_used", "recovery_renewed", "reset_asked", "reset_agreed",
]  # fmt: skip
WHATS: tuple[What, ...] = get_args(What)
FOLLOWED: frozenset[str] = frozenset({"guardian_entered", "guardian_ended"})
PAGE = 30


def note_down(what: What, whose: str, *, office: str = "", note: str = "") -> None:
    """Write a line in the name of whoever acts now."""
    actor = actor_now()
    AccessLine.objects.create(
        whose=whose, what=what, by=actor.id, role=actor.role, office=office or actor.office, note=note.strip()[:200]
    )


def lines_of(whose: str, limit: int = PAGE) -> list[AccessLine]:
    return list(AccessLine.objects.filter(whose=whose).order_by("-at", "-id")[:limit])


def unread(whose: str) -> list[AccessLine]:
    """What was done for the person by somebody else and not read yet: it waits on the page of the person's visits."""
    return [one for one in lines_of(whose) if one.read_at is None and one.by != whose and tells(one)]


def tells(line: AccessLine) -> bool:
    """A rule is not somebody else, but who acts for a person is news also where it follows from a register."""
    return line.role != "rule" or line.what in FOLLOWED


def mark_read(whose: str, lines: list[UUID]) -> None:
    AccessLine.objects.filter(whose=whose, id__in=lines, read_at=None).update(read_at=now())
