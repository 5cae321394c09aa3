"""One data directory of PostgreSQL: where its files lie, whether it lives, and how it is made.

data/     the cluster          run/    socket, 0700 because local connections are trusted
log/      one file a weekday   users.lock  start.lock  keeper.lock   never delete these
"""

import os
import secrets
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from yimen.config.database.account import NAME, hand_to_postgres, leaving_root
from yimen.config.database.binaries import major_version, programs
from yimen.config.database.errors import DatabaseUnusable

SUPERUSER = "yimen"
SOCKET_LIMIT = 107  # bytes in sockaddr_un, less the closing zero
LOCALE = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
TRUST = ["--auth-local=trust", "--auth-host=scram-sha-256"]


@dataclass(frozen=True)
class Cluster:
    """`settings` are added to PostgreSQL's own; `listen_addresses` and `port` among them open TCP, which asks for the password."""

    base: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", self.base.resolve())
        if len(os.fsencode(self.socket)) > SOCKET_LIMIT:
            raise DatabaseUnusable(
                f"The path of the database's socket is too long ({SOCKET_LIMIT} bytes at most): {self.socket}. "
                "Choose a shorter YIMEN_HOME."
            )

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def run(self) -> Path:
        return self.base / "run"

    @property
    def port(self) -> str:
        return self.settings.get("port", "5432")

    @property
    def socket(self) -> Path:
        return self.run / f".s.PGSQL.{self.port}"

    @cached_property
    def programs(self) -> Path:
        return programs(self.base / "programs")

    def url(self, role: str, database: str) -> str:
        """The address by which `role` reaches `database` through the socket."""
        return f"postgresql://{role}@/{database}?host={self.run}&port={self.port}"

    def pid(self) -> int | None:
        """The live postmaster of this very directory. A pid file whose number now belongs to a stranger is removed."""
        try:
            pid = int(self._pid_lines()[0])
            if _serves(pid, self.data):
                return pid
            if not _is_postgres(pid):
                (self.data / "postmaster.pid").unlink(missing_ok=True)
        except (OSError, ValueError, IndexError):
            return None
        return None

    def ready(self) -> bool:
        """Whether the postmaster lives and says that it takes connections."""
        try:
            return self.pid() is not None and self._pid_lines()[7].strip() == "ready"
        except (OSError, IndexError):
            return False

    def prepare(self) -> None:
        """Make the folders and, the first time, the cluster. Raises DatabaseUnusable for files of another major version."""
        self._make_folders()
        version = self.data / "PG_VERSION"
        if not version.exists():
            self._initialise()
        elif (found := version.read_text().strip()) != (ours := major_version(self.programs)):
            raise DatabaseUnusable(
                f"{self.data} belongs to PostgreSQL {found}, these programs are PostgreSQL {ours}: "
                "dump with the old version and restore with the new one, as docs/operations.md shows."
            )

    def _pid_lines(self) -> list[str]:
        return (self.data / "postmaster.pid").read_text().split("\n")

    def _make_folders(self) -> None:
        self.base.mkdir(parents=True, exist_ok=True)
        for folder in (self.run, self.base / "log"):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o700)
            hand_to_postgres(folder)
        look = subprocess.run(["/usr/bin/test", "-x", self.run], check=False, cwd="/", **leaving_root())
        if look.returncode:
            raise DatabaseUnusable(
                f"The account {NAME} cannot enter {self.run}: PostgreSQL never runs as root. "
                "Choose a YIMEN_HOME that others may enter, such as /var/lib/yimen."
            )

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there whole, so that a half-made one is never seen."""
        new, password = self.base / "data.new", self.run / "password"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        password.touch(0o600)
        password.write_text(secrets.token_urlsafe(24))
        hand_to_postgres(new)
        hand_to_postgres(password)
        who = [f"--pgdata={new}", f"--username={SUPERUSER}", f"--pwfile={password}"]
        command = [str(self.programs / "initdb"), *who, *LOCALE, *TRUST]
        made = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **leaving_root())
        if made.returncode:
            raise DatabaseUnusable(f"The database could not be made: {made.stderr}")
        password.rename(self.base / "password")
        new.rename(self.data)


def _serves(pid: int, data: Path) -> bool:
    """Whether process `pid` works in this directory and is not merely waiting to be buried."""
    stat = Path(f"/proc/{pid}/stat").read_text()
    return Path(f"/proc/{pid}/cwd").readlink() == data and stat.rsplit(")", 1)[1].split()[0] != "Z"


def _is_postgres(pid: int) -> bool:
    return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
