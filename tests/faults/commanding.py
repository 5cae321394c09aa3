"""Commands of manage.py one after another in one process: each told as a line of JSON `[words, environment]`, each answered by one.

They find the database of YIMEN_HOME as manage.py does, which stays up meanwhile, and keep nothing of one another but the process.
"""

import io
import json
import os
import sys
import traceback

import django
from django.core.management import CommandError, call_command

from yimen.config.commands import database


def done(words: list[str], more: dict[str, str]) -> dict[str, object]:
    """How it ended: its exit code and what it said."""
    os.environ.update(more)
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command(*words, stdout=out, stderr=err)
    except CommandError as refused:
        code = refused.returncode
        err.write(str(refused))
    except Exception:  # noqa: BLE001 – the rim: a test reads it, and finds that it is a Traceback
        code = 1
        err.write(traceback.format_exc())
    return {"code": code, "said": out.getvalue(), "refused": err.getvalue()}


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "yimen.config.settings"
    with database(prepared=False):
        django.setup()
        for line in sys.stdin:
            sys.stdout.write(json.dumps(done(*json.loads(line))) + "\n")
            sys.stdout.flush()
