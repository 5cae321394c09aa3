"""Runs what a test asks of a second node: one line `["module:function", [args]]` in, one line {"value": …} out."""

import json
import sys
import traceback

import django
from django.utils.module_loading import import_string

if __name__ == "__main__":
    django.setup()
    for line in sys.stdin:
        function, args = json.loads(line)
        try:
            told = {"value": import_string(function.replace(":", "."))(*args)}
        except Exception:  # noqa: BLE001 – the rim: the test reads it
            told = {"raised": traceback.format_exc()}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
