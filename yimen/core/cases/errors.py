"""Everything that can go wrong with a case, as a closed set of values: a key for the words (messages.yaml) and what fills them.

Refused
├─ NoSuchCase     it does not exist, or this actor may not see it: the same answer for both
├─ NotYours       another node owns it; ask that node to move it (letters.request_move)
├─ NotNow         the table or a guard does not allow the move; `why` says what is missing, `possible` what may be done
├─ SaysMissing    what must be said with the move is missing, unknown or of the wrong kind; all mistakes at once
├─ OlderPage      the case has moved since the page was made; `changed` are the steps since
├─ AlreadyOpen    the same person has the same service open; a second case needs a reason
├─ NoService      nobody takes applications for this service here and now
├─ NoMandate      nobody has given this agent the power to act for this principal in this service
├─ AnsweredBefore this command was answered before; the answer is inside
├─ KeyConflict    the same key came with another body
├─ BadDocument    the file is not what may be handed in
└─ Held           another officer is working on the case
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.core.cases.dossier import Event
from yimen.core.cases.vocabulary import Json, Unoffered


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: a key of messages.yaml under `why`, and the values its words name."""

    key: str
    params: Json = field(default_factory=dict)


class Refused(Exception):
    """The closed set above. `key` is found under `errors` in messages.yaml."""

    key = "refused"

    def __init__(self, **params: Any):
        self.params = params
        super().__init__(f"{self.key}: {params}")


class NoSuchCase(Refused):
    key = "no_such_case"

    def __init__(self, case_id: UUID):
        super().__init__(case=case_id)


class NotYours(Refused):
    key = "not_yours"

    def __init__(self, owner: str):
        self.owner = owner
        super().__init__(owner=owner)


class NotNow(Refused):
    key = "not_now"

    def __init__(self, move: str, why: list[Why], possible: list[str]):
        self.move, self.why, self.possible = move, why, possible
        super().__init__(move=move, why=[(one.key, one.params) for one in why], possible=possible)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one thing said: `at` is its path (`defects[0].text`), `key` a word of messages.yaml under `says_errors`."""

    at: str
    key: str
    expected: str = ""


class SaysMissing(Refused):
    key = "says_missing"

    def __init__(self, move: str, mistakes: list[Mistake]):
        self.move, self.mistakes = move, mistakes
        super().__init__(move=move, mistakes=[(one.at, one.key) for one in mistakes])


class OlderPage(Refused):
    key = "older_page"

    def __init__(self, changed: list[Event]):
        self.changed = changed
        super().__init__(changed=[event.move for event in changed])


class AlreadyOpen(Refused):
    key = "already_open"

    def __init__(self, cases: list[Json]):
        self.cases = cases
        super().__init__(cases=cases)


class NoService(Refused):
    key = "no_service"

    def __init__(
        self, service: str, why: Unoffered, *, also: Sequence[Unoffered] = (), mistakes: Sequence["Mistake"] = ()
    ):
        """`also`: further reasons; `mistakes`: what else was wrong in what was said, so that nobody is told one thing after another."""
        self.service, self.why, self.also, self.mistakes = service, why, tuple(also), tuple(mistakes)
        super().__init__(service=service, why=why)


class NoMandate(Refused):
    key = "no_mandate"

    def __init__(self, principal: UUID, service: str):
        super().__init__(principal=principal, service=service)


class AnsweredBefore(Refused):
    key = "answered_before"

    def __init__(self, status: int, body: bytes):
        self.status, self.body = status, body
        super().__init__(status=status)


class KeyConflict(Refused):
    key = "key_conflict"

    def __init__(self, idempotency_key: str):
        super().__init__(idempotency_key=idempotency_key)


class BadDocument(Refused):
    key = "bad_document"

    def __init__(self, why: str, **params: Any):
        self.why = why
        super().__init__(why=why, **params)


class Held(Refused):
    key = "held"

    def __init__(self, name: str, since: datetime, until: datetime):
        self.name, self.since, self.until = name, since, until
        super().__init__(name=name, since=since, until=until)
