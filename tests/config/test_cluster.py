"""What is refused before anything starts, and the words in which it is refused."""

from pathlib import Path

import psycopg
import pytest

from yimen.config.database import external
from yimen.config.database.cluster import SUPERUSER, Cluster
from yimen.config.database.errors import DatabaseUnusable
from yimen.config.database.roles import APP, BACKUP, OWNER, addresses, ensure


def test_a_socket_path_longer_than_the_system_allows_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 100)
    with pytest.raises(DatabaseUnusable, match="shorter YIMEN_HOME"):
        Cluster(deep)
    assert not deep.exists()


def test_files_of_another_major_version_are_refused_with_the_way_out(home: Path) -> None:
    old = Cluster(home / "old")
    old.data.mkdir(parents=True)
    (old.data / "PG_VERSION").write_text("13\n")
    with pytest.raises(DatabaseUnusable, match="belongs to PostgreSQL 13, these programs are PostgreSQL 18: dump"):
        old.prepare()


def test_roles_are_made_once_and_only_the_backup_that_never_writes_passes_row_level_security_by(
    running: Cluster,
) -> None:
    for _ in range(2):
        ensure(running, ["yimen_one", "yimen_two"])
    with psycopg.connect(running.url(SUPERUSER, "postgres")) as connection:
        rows = connection.execute(
            "select rolname, rolsuper or rolbypassrls or rolcreatedb from pg_roles where rolname like 'yimen\\__%'"
        )
        assert dict(rows.fetchall()) == {OWNER: False, APP: False, BACKUP: True}
        owned = connection.execute("select datname from pg_database where datdba = %s::regrole", [OWNER])
        assert {name for (name,) in owned} == {"yimen_one", "yimen_two"}
    with (
        psycopg.connect(running.url(BACKUP, "yimen_one")) as connection,
        pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
    ):
        connection.execute("create table mine (x int)")


def test_the_application_may_make_no_tables_and_enter_no_other_database(running: Cluster) -> None:
    ensure(running, ["yimen_one"])
    with (
        psycopg.connect(addresses(running, "yimen_one").app) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("create table mine (x int)")


@pytest.mark.parametrize(("app", "owner", "missing"), [("x", None, "DATABASE_OWNER_URL"), (None, "x", "DATABASE_URL")])
def test_one_address_alone_names_the_other(app: str | None, owner: str | None, missing: str) -> None:
    with pytest.raises(DatabaseUnusable, match=f"{missing} is not set"):
        external.check(app, owner)


def test_a_server_that_does_not_answer_is_named_by_its_variable(home: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="DATABASE_URL cannot be reached"):
        external.check(f"postgresql://a@/b?host={home}", f"postgresql://c@/b?host={home}")


def test_a_proper_server_of_ones_own_is_accepted(running: Cluster) -> None:
    ensure(running, ["yimen_one"])
    found = addresses(running, "yimen_one")
    external.check(found.app, found.owner)


def test_a_superuser_is_refused_as_the_applications_role(running: Cluster) -> None:
    ensure(running, ["yimen_one"])
    with pytest.raises(DatabaseUnusable, match="is a superuser or bypasses row-level security"):
        external.check(running.url(SUPERUSER, "yimen_one"), running.url(OWNER, "yimen_one"))


def test_the_owner_is_refused_as_the_applications_role(running: Cluster) -> None:
    ensure(running, ["yimen_one"])
    with pytest.raises(DatabaseUnusable, match="must not own the tables"):
        external.check(running.url(OWNER, "yimen_one"), running.url(OWNER, "yimen_one"))


def test_all_faults_are_told_at_once(running: Cluster) -> None:
    ensure(running, ["yimen_one", "yimen_two"])
    with pytest.raises(DatabaseUnusable) as refused:
        external.check(running.url(SUPERUSER, "yimen_one"), running.url(SUPERUSER, "yimen_two"))
    assert str(refused.value).count("\n- ") == 3
