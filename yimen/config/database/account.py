"""Leaving root: PostgreSQL refuses to run as root, so its programs then run as a system account made for them."""

import os
import pwd
import subprocess
from functools import cache
from pathlib import Path
from typing import TypedDict

NAME = "yimen-pg"
MAKE = ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", NAME]


class Leaving(TypedDict, total=False):
    """The keywords of subprocess that change who a program runs as; none of them for an ordinary user."""

    user: int
    group: int
    extra_groups: list[int]


def leaving_root() -> Leaving:
    """How to start a program of PostgreSQL: as oneself, or, for root, as `yimen-pg`."""
    if os.geteuid() != 0:
        return {}
    entry = _entry()
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def hand_to_postgres(path: Path) -> None:
    """Give a file or folder to the account that PostgreSQL runs as."""
    if os.geteuid() == 0:
        os.chown(path, _entry().pw_uid, _entry().pw_gid)


@cache
def _entry() -> pwd.struct_passwd:
    """The account's entry; it is made when missing, and where none can be made `nobody` has to do."""
    if not _exists(NAME):
        subprocess.run(MAKE, capture_output=True, check=False)
    return pwd.getpwnam(NAME if _exists(NAME) else "nobody")


def _exists(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())
