#!/usr/bin/env python3
"""Django's command line, on the database of DATABASE_URL or on the embedded one that bin/serve keeps."""

import sys

from yimen.config.commands import run

if __name__ == "__main__":
    sys.exit(run(sys.argv))
