#!/usr/bin/env python3
"""Django's command line. `migrate` and `makemigrations` work as the owner of the tables, everything else as the application."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")
    if sys.argv[1:2] and sys.argv[1] in {"migrate", "makemigrations"}:
        os.environ["YIMEN_ROLE"] = "owner"
    execute_from_command_line(sys.argv)
