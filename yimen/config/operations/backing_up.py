"""`manage.py backup`: one sealed file that holds the database as it was at one moment, made while everybody goes on working."""

import hashlib
import os
import time
import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from django.conf import settings

from yimen.config.environment import CHECKOUT, number
from yimen.config.operations import sealed_file
from yimen.config.operations.models import Backup
from yimen.config.operations.snapshot import NotPossible, Snapshot, dumped, snapshot
from yimen.core.people.keys import keys

KIND, ENDING = "yimen-backup", ".backup"
LATE = timedelta(hours=26)  # a daily one that has not come by then is an alarm
TRAILER = b"\nYIMEN-TRAILER\n"  # closes the content: the compressed SQL before it, the proof after it
Json = dict[str, Any]


def folder() -> Path:
    """Where daily backups go: YIMEN_BACKUPS, which should be another disk, else YIMEN_HOME/backups."""
    return Path(os.environ.get("YIMEN_BACKUPS") or settings.HOME / "backups")


def kept() -> int:
    """How many of them stay."""
    return number("YIMEN_BACKUPS_KEPT", default=14)


def address() -> str:
    """The address of the role that sees every row. Raises NotPossible where a server of one's own has none yet."""
    if found := os.environ.get("DATABASE_BACKUP_URL"):
        return found
    raise NotPossible(
        "DATABASE_BACKUP_URL is not set. A server of your own needs a role that sees every row: "
        "create role yimen_backup login password '…' bypassrls in role pg_read_all_data"
    )


def back_up(into: Path) -> Backup:
    """A new file in this folder, and its row. Raises NotPossible, OSError (no room, no right), sealed_file.NotWhole."""
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    url, started = address(), time.monotonic()
    try:
        with snapshot(url) as picture:
            at = datetime.now(UTC)
            file = into / f"{settings.NODE['code']}-{at:%Y%m%dT%H%M%S}Z{ENDING}"
            key = keys("backup")[0]
            sealed_file.write(file, key, _head(picture, at, key), _closed(dumped(url, picture), picture))
    except psycopg.Error as refused:
        raise NotPossible(f"The database does not let itself be read: {str(refused).splitlines()[0]}") from refused
    return Backup.objects.create(
        at=at, file=str(file), size=file.stat().st_size, events=sum(picture.heads.values()), seconds=time.monotonic() - started
    )  # fmt: skip


def thin_out(into: Path, keep: int) -> list[Path]:
    """Remove the oldest daily backups of this node until `keep` are left. Never touches a file of another name."""
    found = sorted(into.glob(f"{settings.NODE['code']}-*{ENDING}"))
    gone = found[: max(len(found) - max(keep, 1), 0)]
    for file in gone:
        file.unlink(missing_ok=True)
    return gone


def overdue(now: datetime) -> bool:
    """Whether the last backup is older than it may be. A new installation has until its first night."""
    last = Backup.objects.order_by("-at").values_list("at", flat=True).first()
    return last is None or now - last > LATE


def version() -> str:
    found: str = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]["version"]
    return found


def _head(picture: Snapshot, at: datetime, key: bytes) -> Json:
    """What one needs to know before one has the key; names of tables and counts of rows, nothing about anybody."""
    return {
        "kind": KIND, "at": at.isoformat(), "node": settings.NODE["code"], "version": version(), "server": picture.server,
        "roles": {"app": settings.APP_ROLE, "owner": settings.OWNER_ROLE}, "migrations": picture.migrations,
        "keys": {"backup": sealed_file.short(key), **{name: [*map(sealed_file.short, keys(name))] for name in ("fields", "index", "sign")}},
    }  # fmt: skip


def _closed(content: Iterable[bytes], picture: Snapshot) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    for part in content:
        digest.update(part)
        size += len(part)
        yield part
    proof = {"sha256": digest.hexdigest(), "size": size, "rows": picture.rows, "heads": picture.heads}
    said = msgspec.json.encode(proof)
    yield TRAILER + said + len(said).to_bytes(4, "big")
