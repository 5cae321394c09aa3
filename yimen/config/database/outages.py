"""What the log says while the database is away: one short line now and then, not one for each of a hundred attempts."""

import logging
import time

EVERY = 10.0  # seconds
TALKATIVE = "psycopg.pool"


class OneLine(logging.Filter):
    """Lets the first line of a message through, and then none for so many seconds."""

    def __init__(self, every: float = EVERY) -> None:
        super().__init__()
        self.every = every
        self.silent_until = float("-inf")

    def filter(self, record: logging.LogRecord) -> bool:
        now = time.monotonic()
        if now < self.silent_until:
            return False
        self.silent_until = now + self.every
        record.msg, record.args = record.getMessage().splitlines()[0], None
        record.exc_info = None
        return True


def be_brief() -> None:
    """Called once by each program that holds a pool of connections."""
    logging.getLogger(TALKATIVE).addFilter(OneLine())
