"""Settings from the environment: what they become, and which one is named when it cannot be used."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection

from yimen.config import environment
from yimen.config.database.grants import grant


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment of this test only."""
    for name in list(os.environ):
        if name.startswith(("YIMEN_", "DATABASE_")):
            monkeypatch.delenv(name)
    return monkeypatch


def test_an_address_with_a_socket_becomes_the_words_of_django(setting: pytest.MonkeyPatch) -> None:
    setting.setenv("DATABASE_URL", "postgresql://yimen_app@/yimen_gd?host=/a/run&sslmode=disable")
    words = environment.connection("DATABASE_URL")
    assert (words["NAME"], words["USER"], words["HOST"], words["PORT"]) == ("yimen_gd", "yimen_app", "/a/run", "")
    assert words["OPTIONS"] == {"sslmode": "disable"}


def test_a_password_with_special_characters_survives(setting: pytest.MonkeyPatch) -> None:
    setting.setenv("DATABASE_URL", "postgresql://a:p%40ss%2Fword@db.example:5433/b")
    words = environment.connection("DATABASE_URL")
    assert (words["PASSWORD"], words["HOST"], words["PORT"]) == ("p@ss/word", "db.example", "5433")


def test_only_programs_that_the_supervisor_starts_keep_a_pool(setting: pytest.MonkeyPatch) -> None:
    setting.setenv("DATABASE_URL", "postgresql://a@/b")
    assert "pool" not in environment.connection("DATABASE_URL")["OPTIONS"]
    setting.setenv("YIMEN_POOL", "8")
    assert environment.connection("DATABASE_URL")["OPTIONS"]["pool"]["max_size"] == 8


def test_a_missing_address_says_who_would_set_it(setting: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL is not set; bin/serve sets it"):
        environment.database()


def test_an_address_that_is_none_is_named(setting: pytest.MonkeyPatch) -> None:
    setting.setenv("DATABASE_URL", "mysql:somewhere")
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL is not an address"):
        environment.database()


def test_outside_the_demo_the_names_of_the_site_must_be_told(setting: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="YIMEN_HOSTS is not set"):
        environment.hosts(demo=False)
    setting.setenv("YIMEN_HOSTS", "yimen.example")
    assert environment.hosts(demo=False) == ["127.0.0.1", "yimen.example"]


def test_many_processes_that_start_at_once_agree_on_one_secret(setting: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        found = set(many.map(lambda _: environment.secret(tmp_path, "django"), range(32)))
    assert len(found) == 1
    assert (tmp_path / "keys" / "django").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["django"]


@pytest.mark.django_db
def test_grants_may_be_given_again_and_again_and_leave_what_is_only_read(settings: pytest.FixtureRequest) -> None:
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        for _ in range(2):
            grant(connection, settings.APP_ROLE)  # type: ignore[attr-defined]
        cursor.execute("set local role yimen_app")
        cursor.execute(
            "select has_table_privilege('people_lookup', 'insert'), has_table_privilege('people_lookup', 'delete')"
        )
        assert cursor.fetchone() == (True, False)
        with pytest.raises(ProgrammingError, match="permission denied"):
            cursor.execute("update people_lookup set purpose = ''")
