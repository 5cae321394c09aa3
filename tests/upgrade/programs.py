"""The programs on one database: `python -m tests.upgrade.programs MODULE` brings it up to date as a start does, then runs the module's
`main()` as the application. The module is loaded only then: models want Django to be set up."""

import os
import sys
from importlib import import_module

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from yimen.config.database.grants import grant
from yimen.config.environment import connection as connection_words


def begin() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    connection.settings_dict.update(connection_words("DATABASE_OWNER_URL"))
    call_command("migrate", interactive=False, verbosity=0)
    grant(connection, settings.APP_ROLE)
    connection.close()
    connection.settings_dict.update(connection_words("DATABASE_URL"))


if __name__ == "__main__":
    begin()
    import_module(sys.argv[1]).main()
