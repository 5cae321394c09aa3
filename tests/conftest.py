"""Tests run on a real database as the application's role: the owner makes and migrates it, then steps back."""

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from pytest_django import DjangoDbBlocker
from xdist.scheduler import LoadScopeScheduling

from tests.config.processes import belonging_to, eventually
from tests.migrated import template
from tests.product import empty_folder
from yimen.config.database.grants import grant
from yimen.config.operations import tallies

ONE_INSTALLATION = ("tests/config/test_commands.py", "tests/config/test_serve.py", "tests/faults/")  # in this order
DATABASE_FIXTURES = {"db", "transactional_db"}
SQL_BY_HAND = (
    "tests/core/", "tests/adapters/", "tests/config/", "tests/test_database_role.py",
    "tests/channels/api/test_keys.py", "tests/channels/api/test_lives.py", "tests/channels/api/test_pace.py",
)  # fmt: skip


class TogetherScheduling(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    def _split_scope(self, nodeid: str) -> str:
        return "one installation" if nodeid.startswith(ONE_INSTALLATION) else str(super()._split_scope(nodeid))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Reading all tests takes as long as running many: those that are not asked for are not opened."""
    path = collection_path.relative_to(config.rootpath).as_posix()
    asked = any(f"{path}/".startswith(one) or one.startswith(path) for one in SQL_BY_HAND)
    return True if config.option.markexpr == "oldest" and not asked else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks the database where SQL is written by hand: those tests run on the oldest supported PostgreSQL."""
    for item in items:
        if item.nodeid.startswith(SQL_BY_HAND) and _asks_the_database(item) and not item.get_closest_marker("slow"):
            item.add_marker("oldest")
    items.sort(
        key=lambda item: item.get_closest_marker("slow") is None
    )  # first, so that nobody waits for them at the end


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures: set[str] = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & fixtures)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A module stays with one worker, and so does all that prepares, starts and breaks the one installation."""
    return TogetherScheduling(config, log)


@pytest.fixture(scope="session")
def lived_in() -> Iterator[Path]:
    """The folder of the one installation: empty for whoever comes first, prepared for all others."""
    with empty_folder() as home:
        yield home
        assert eventually(lambda: not belonging_to(home)), "processes were left behind"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The workers of xdist copy one database that is migrated already."""
    if hasattr(request.config, "workerinput"):
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = template(tmp_path_factory.getbasetemp().parent)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """After the owner has migrated the test database, every connection becomes the application's."""
    with django_db_blocker.unblock():
        grant(connection, settings.APP_ROLE)
        with connection.cursor() as cursor:  # emptying tables between transactional tests is the test's right only
            cursor.execute(f"grant truncate on all tables in schema public to {settings.APP_ROLE}")
        connection.close()
        connection.settings_dict["OPTIONS"]["options"] = f"-c role={settings.APP_ROLE}"
    for model in apps.get_app_config("procrastinate").get_models():
        model._meta.managed = True  # so that jobs too are emptied after a transactional test
    yield
    connection.close()
    del connection.settings_dict["OPTIONS"]["options"]


@pytest.fixture(scope="session", autouse=True)
def only_a_test_that_asks_writes_tallies() -> Iterator[None]:
    """What requests count goes into rows every few seconds: by chance that would be in a test without a database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tallies, "FLUSH", math.inf)
        yield


@pytest.fixture
def drain(transactional_db: None) -> Callable[[], None]:
    """Run every job that is due, here and now, with a real worker; transactional tests only, since jobs see committed rows."""

    def run() -> None:
        assert isinstance(app.connector, DjangoConnector)
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    return run
