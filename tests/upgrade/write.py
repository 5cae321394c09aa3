"""`python -m tests.upgrade.write`: keep the database as these programs make it, for those that come after them. Once a release.

On the embedded server, without DATABASE_URL: only its role for backups sees every row.
"""

import os
import subprocess
import sys

from tests.server import provide
from tests.upgrade.ground import BEFORE, database
from yimen.config.operations.snapshot import tools


def main() -> int:
    provide()
    with database("yimen_before") as told:
        command = [sys.executable, "-m", "tests.upgrade.programs", "tests.upgrade.story"]
        subprocess.run(command, env=os.environ | told, check=True)
        dump = [tools() / "pg_dump", "--dbname", told["DATABASE_BACKUP_URL"], "--no-owner", "--no-privileges"]
        found = subprocess.run([*dump, "--compress", "gzip:9"], capture_output=True, check=True)
    BEFORE.write_bytes(found.stdout)
    sys.stdout.write(f"{BEFORE.name}: {len(found.stdout)} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
