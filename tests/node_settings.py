"""Settings of the second node of a test: the product's own, and one kind of letter that tests can count."""

from yimen.config import switchboard
from yimen.config.settings import *  # noqa: F403

LETTERS = {**switchboard.LETTERS, "test.note": "tests.node_calls.note"}
