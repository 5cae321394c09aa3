"""A file that comes in pieces and goes on after an interruption: begun, added to at its offset, whole – then received like any other.

Pieces are sealed as they come, seen by whoever sees the case, count among the files of the case, and are forgotten when nothing came for a
day (settings FILE_LIMITS `hours`).
"""

from datetime import datetime, timedelta
from uuid import UUID

from yimen.core.cases.documents import receive, see_that_it_may_come
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.file_limits import limits
from yimen.core.cases.models import Document, Upload, UploadPart
from yimen.core.people.actors import Actor
from yimen.core.people.secrecy import open_, seal
from yimen.core.places.clock import now

PLACE = "cases_uploadpart.content"


class NotThere(LookupError):
    """No such upload, or none that one may see, or its time is over: begin anew."""


class OtherOffset(ValueError):
    """The piece does not begin where the last one ended; `here` is where."""

    def __init__(self, here: int):
        self.here = here
        super().__init__(here)


def begin_upload(
    case_id: UUID, material: str, filename: str, size: int, *, mark: str = "", by: Actor, at: datetime | None = None
) -> Upload:
    """A place for a file of so many bytes; one that was interrupted, known by its mark, goes on.

    Raises BadDocument `empty`, `too_large`, `too_many`, NotNow, Case.DoesNotExist."""
    at = at or now()
    if size <= 0:
        raise BadDocument("empty")
    if size > limits().bytes:
        raise BadDocument("too_large", most=limits().megabytes)
    see_that_it_may_come(case_id)
    if mark and (found := interrupted(case_id, material, size, mark, by=by, at=at)):
        return found
    under_way = Upload.objects.filter(by_role=by.role, by_id=by.id, document=None, last_at__gte=at - lasting()).count()
    if under_way + Document.objects.filter(case_id=case_id).count() >= limits().files or under_way >= limits().uploads:
        raise BadDocument("too_many", most=min(limits().files, limits().uploads))
    return Upload.objects.create(
        case_id=case_id, material=material[:60], filename=filename[:200] or "file", mark=mark[:40], size=size,
        by_role=by.role, by_id=by.id, begun_at=at, last_at=at,
    )  # fmt: skip


def interrupted(case_id: UUID, material: str, size: int, mark: str, *, by: Actor, at: datetime) -> Upload | None:
    same = Upload.objects.filter(case_id=case_id, material=material, size=size, mark=mark[:40], document=None)
    return same.filter(by_role=by.role, by_id=by.id, last_at__gte=at - lasting()).order_by("-last_at").first()


def come(case_id: UUID, material: str, upload_id: UUID, *, by: Actor) -> UUID | None:
    """The file that an upload of whoever acts has become; None while it is not whole."""
    found = Upload.objects.filter(
        id=upload_id, case_id=case_id, material=material, by_role=by.role, by_id=by.id
    ).first()
    return found.document if found else None


def under_way(case_id: UUID, material: str, *, at: datetime | None = None) -> list[Upload]:
    """What was begun for a material and not brought to its end."""
    alive = Upload.objects.filter(
        case_id=case_id, material=material, document=None, last_at__gte=(at or now()) - lasting()
    )
    return list(alive.order_by("-last_at"))


def upload_of(case_id: UUID, upload_id: UUID, *, at: datetime | None = None) -> Upload:
    """Raises NotThere."""
    found = Upload.objects.filter(id=upload_id, case_id=case_id, last_at__gte=(at or now()) - lasting()).first()
    if found is None:
        raise NotThere(upload_id)
    return found


def add(upload: Upload, start: int, piece: bytes, *, by: Actor, at: datetime | None = None) -> Upload:
    """Keep the next piece; with the last one the file is received. Whoever sends two at once stands in line.

    Raises OtherOffset, and what receive() raises: then the upload is gone, because what came cannot be used."""
    at = at or now()
    held = Upload.objects.select_for_update().filter(id=upload.id).first()
    if held is None:
        raise NotThere(upload.id)
    if held.document or start != held.here or held.here + len(piece) > held.size:
        raise OtherOffset(held.here)
    if piece:
        UploadPart.objects.create(upload=held, start=start, content=seal(piece, PLACE))
    held.here, held.last_at = held.here + len(piece), at
    if held.here == held.size:
        held.document = whole(held, by, at)
    held.save(update_fields=["here", "last_at", "document"])
    return held


def whole(upload: Upload, by: Actor, at: datetime) -> UUID:
    parts = [open_(bytes(one.content), PLACE) for one in upload.parts.order_by("start")]
    document = receive(upload.case_id, upload.material, upload.filename, b"".join(parts), by=by, at=at)
    upload.parts.all().delete()
    return document.id


def give_up(upload: Upload) -> None:
    Upload.objects.filter(id=upload.id).delete()


def forget(at: datetime) -> int:
    """Uploads to which nothing has come for so long, with their pieces; for the system."""
    return Upload.objects.filter(last_at__lt=at - lasting()).delete()[1].get("cases.Upload", 0)


def lasting() -> timedelta:
    return timedelta(hours=limits().hours)
