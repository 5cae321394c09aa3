"""Is a paper genuine? Asked by anybody: with its number and check code, or with the file itself. Answers with the paper's token, which
tells no more than its verification page does. A file that somebody sends is looked at and kept nowhere."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from django.db import connection

from yimen.core.cases.papers import Genuine, verify
from yimen.core.papers.models import PaperFile, SealCertificate
from yimen.core.ports.seals import Seals, Verdict
from yimen.core.ports.wires import wire

SLOW = "slow"
MARK, WITHIN = b"%PDF-", 1024
Outcome = Literal["ours", "not_in_book", "changed", "foreign", "unsealed", "unreadable"]


class TooOften(Exception):
    """The check code of this number was tried too often within the hour; the QR code still works."""


@dataclass(frozen=True)
class Checked:
    """`ours`: byte for byte as we issued it. `not_in_book`: sealed by one of our authorities, but not issued here."""

    outcome: Outcome
    paper: Genuine | None = None
    verdict: Verdict | None = None


def by_number(number: str, code: str, at: datetime) -> Genuine | None:
    """The paper with this number and this code beside it. Raises TooOften."""
    plain = "".join(number.split()).upper(), "".join(code.split()).upper()
    with connection.cursor() as cursor:
        cursor.execute("select papers_by_number(%s, %s, %s)", [*plain, at])
        [token] = cursor.fetchone()
    if token == SLOW:
        raise TooOften(number)
    return verify(token) if token else None


def by_file(pdf: bytes, at: datetime) -> Checked:
    """What a file is. A file of ours is known by its digest and never parsed; any other is judged in a process of its own."""
    if token := token_of(hashlib.sha256(pdf).hexdigest()):
        return Checked("ours", verify(token))
    if MARK not in pdf[:WITHIN]:
        return Checked("unreadable", verdict=Verdict(outcome="unreadable", why="not_a_pdf"))
    seals: Seals = wire("seals")
    verdict = seals.judge(pdf, at)
    known = verdict.outcome == "intact" or SealCertificate.objects.filter(fingerprint=verdict.fingerprint).exists()
    if verdict.outcome in ("intact", "foreign"):
        return Checked("not_in_book" if known else "foreign", verdict=verdict)
    return Checked(cast("Outcome", verdict.outcome), verdict=verdict)


def token_of(digest: str) -> str | None:
    """The token of the paper whose file has this digest, for whoever has the file."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('yimen.file', %s, true)", [digest])
        found = (
            PaperFile.objects.filter(digest=bytes.fromhex(digest), state="ready")
            .values_list("token", flat=True)
            .first()
        )
        cursor.execute("select set_config('yimen.file', '', true)")
    return found
