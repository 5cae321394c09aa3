#!/usr/bin/env python3
"""Django's command line. `migrate` and `makemigrations` work as the owner of the tables, everything else as the application."""

import os
import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import connection

from yimen.config.database.grants import grant

AS_OWNER = {"migrate", "makemigrations"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command in AS_OWNER:
        os.environ["YIMEN_ROLE"] = "owner"
    execute_from_command_line(sys.argv)
    if command == "migrate":
        grant(connection, settings.APP_ROLE)  # a new table never stays closed to the application
