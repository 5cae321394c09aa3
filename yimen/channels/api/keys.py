"""Calls that carry a key (Idempotency-Key): the same key and call get the same answer, byte for byte, for 30 days."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse

from yimen.channels.api.telling import answer, encoded, form
from yimen.core.cases.answers import keep_answer
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import Once
from yimen.core.cases.vocabulary import Json
from yimen.core.people.actors import Actor


@dataclass
class Command:
    """One call that changes something: who, when, what is said about facts, and under which key it may come again."""

    by: Actor
    at: datetime
    status: int
    facts: Json = field(default_factory=dict)
    key: str | None = None
    digest: bytes = b""

    @cached_property
    def once(self) -> Once | None:
        """For take() and begin(): the answer is made before anything is written, and kept with it."""
        return Once(key=f"api:{self.key}", digest=self.digest, answer=self._made) if self.key else None

    def _made(self, case: Dossier) -> tuple[int, bytes]:
        return self.status, self.body(case)

    def body(self, case: Dossier) -> bytes:
        return encoded(form(case, self.by, self.at, self.facts))

    def answer(self, case: Dossier) -> HttpResponse:
        """What was kept, or the case as it now stands where there is no key."""
        kept = self.once.given if self.once else None
        return answer(self.status, kept[1] if kept else self.body(case))

    def keep(self, response: HttpResponse) -> HttpResponse:
        """Keep another answer than the one made first, in the same transaction."""
        if self.key:
            keep_answer(self.by, f"api:{self.key}", response.status_code, response.content)
        return response


def digest(request: HttpRequest) -> bytes:
    """Of everything that makes the call what it is."""
    whole = hashlib.sha256(f"{request.method}\n{request.path}\n".encode())
    whole.update(request.body)
    return whole.digest()
