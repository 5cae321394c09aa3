"""`python -m yimen.config.safety`: what pages and worker ask before they serve anybody, however they were started – are the settings
safe, is the role a small one? Loads the settings only, so it costs a fraction of a second."""

import os
import sys
from collections.abc import Callable

import psycopg
from django.core.exceptions import ImproperlyConfigured

from yimen.config.database.errors import DatabaseUnusable
from yimen.config.operations.checks import refuse_powerful_role, safe


def refuse_unsafe() -> None:
    """Raises ImproperlyConfigured, DatabaseUnusable; the message is for the operator. A database that is away is no fault of settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")
    if found := safe():
        raise ImproperlyConfigured("This installation is not safe:\n" + "\n".join(f"- {error.msg}" for error in found))
    try:
        refuse_powerful_role(os.environ["DATABASE_URL"])
    except psycopg.OperationalError:
        return


def safely(main: Callable[[], int | None]) -> int:
    """Run it; 1 with the reason where it may not."""
    try:
        refuse_unsafe()
    except (ImproperlyConfigured, DatabaseUnusable) as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return main() or 0


if __name__ == "__main__":
    sys.exit(safely(lambda: 0))
