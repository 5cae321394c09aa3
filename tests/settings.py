"""Settings of the tests: the product's own, connected as the owner, who makes the test database and then steps back."""

import os

from tests.server import provide

provide()
os.environ["YIMEN_ROLE"] = "owner"

from yimen.config.settings import *

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # no built files needed
UNDO = 0  # what is pressed is done; tests of taking back say otherwise
DEMO_FULL = False  # the small province is enough
