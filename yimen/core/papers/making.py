"""Making the file of a paper: compose, set, seal, keep. Done by a job after the move; done twice, it is done once.

What cannot be printed whole is not printed: a name with a character that no font has stays a page, is marked, and an officer sees it.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

import msgspec
from django.conf import settings
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from yimen.core.cases.models import Paper
from yimen.core.cases.vocabulary import Json
from yimen.core.papers.content import SLIPS, Letter, Made
from yimen.core.papers.models import PaperFile, SealCertificate
from yimen.core.papers.receipts import decides, keep, path_of
from yimen.core.people.secrecy import open_, seal
from yimen.core.ports.seals import NoSeal, Sealed, Seals
from yimen.core.ports.typesetting import CannotSet, Typesetting
from yimen.core.ports.wires import wire

PLACE = "papers_paperfile.content"
TASK = "yimen.core.papers.tasks.make_file"
AGAIN = timedelta(hours=1)  # how long what could not be made is left alone
State = PaperFile.State


def make(paper_id: UUID, at: datetime) -> PaperFile | None:
    """The file of a paper, made now if it is not there. None where there is no such paper. A system role only."""
    row = Paper.objects.select_related("case", "receipt").filter(id=paper_id).first()
    if row is None:
        return None
    if decides(row):
        row.receipt = keep(row, at)
    kept = PaperFile.objects.filter(paper_id=paper_id).first()
    return kept if kept and kept.state == State.READY else written(row, at, outcome(row, at))


def outcome(row: Paper, at: datetime) -> Json:
    """The columns of the file, or why there is none."""
    made = words()(row, path_of(row))
    setter: Typesetting = wire("typesetting")
    sealer: Seals = wire("seals")
    try:
        if lacking := setter.missing("".join(made.letter.lines())):
            return {"state": State.NO_GLYPH, "lacking": lacking[:200]}
        pdf = setter.set(template(made.letter), data_of(made))
        sealed = sealer.seal(pdf, made.sealer, made.sealer_name, at.date())
    except CannotSet as cannot:
        return {"state": State.NO_SETTING, "lacking": str(cannot)[:200]}
    except NoSeal as missing:
        return {"state": State.NO_SEAL, "lacking": str(missing)[:200]}
    return ready(sealed)


def ready(sealed: Sealed) -> Json:
    certificate = sealed.certificate
    SealCertificate.objects.get_or_create(
        fingerprint=certificate.fingerprint,
        defaults={
            "key": certificate.key, "subject": certificate.subject[:200], "since": certificate.since,
            "valid_from": certificate.valid_from, "valid_to": certificate.valid_to, "chain": certificate.chain,
        },
    )  # fmt: skip
    return {
        "state": State.READY, "content": seal(sealed.pdf, PLACE), "size": len(sealed.pdf), "lacking": "",
        "digest": hashlib.sha256(sealed.pdf).digest(), "certificate_id": certificate.fingerprint,
    }  # fmt: skip


def written(row: Paper, at: datetime, columns: Json) -> PaperFile:
    head = {"case_id": row.case_id, "token": row.token, "made_at": at}
    kept, _ = PaperFile.objects.update_or_create(paper_id=row.id, defaults=head | columns)
    return kept


@cache
def words() -> Callable[[Paper, list[Json]], Made]:
    """Who has the words: a door's furniture, named in the configuration, since the core speaks no language."""
    found: Callable[[Paper, list[Json]], Made] = import_string(settings.PAPER_WORDS)
    return found


def template(letter: Letter) -> str:
    return "slip" if letter.kind in SLIPS else "letter"


def data_of(made: Made) -> Json:
    """What the template gets: the letter, and the drawing of its code."""
    told: Json = msgspec.to_builtins(made.letter)
    return told | {"drawn": made.drawn}


def content_of(file: PaperFile) -> bytes:
    """The file as it is given out."""
    return open_(bytes(file.content or b""), PLACE)


def file_of(paper_id: UUID) -> PaperFile | None:
    return PaperFile.objects.filter(paper_id=paper_id).first()


def wanted(paper_id: UUID) -> None:
    """Somebody asks for a file that is not there: let it be made. Asked twice, it is made once."""
    app.configure_task(TASK, lock=f"paper:{paper_id}", priority=5).defer(paper_id=str(paper_id))
