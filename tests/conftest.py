"""Tests run on a real database as the application's role: the owner makes and migrates it, then steps back."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from yimen.config.database.grants import grant


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """After the owner has migrated the test database, every connection becomes the application's."""
    with django_db_blocker.unblock():
        grant(connection, settings.APP_ROLE, settings.READ_ONLY_TABLES)
        with connection.cursor() as cursor:  # emptying tables between transactional tests is the test's right only
            cursor.execute(f"grant truncate on all tables in schema public to {settings.APP_ROLE}")
        connection.close()
        connection.settings_dict["OPTIONS"]["options"] = f"-c role={settings.APP_ROLE}"
    yield
    connection.close()
    del connection.settings_dict["OPTIONS"]["options"]
