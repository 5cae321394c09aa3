"""Folders and clusters of their own for tests that start and kill things."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.processes import belonging_to, eventually
from tests.server import FAST
from yimen.config.database.cluster import Cluster
from yimen.config.database.embedded import using


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A folder that PostgreSQL's account may enter; pytest's own folders are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="yimen-config-"))
    folder.chmod(0o755)
    yield folder
    assert eventually(lambda: not belonging_to(folder)), "processes were left behind"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def cluster(home: Path) -> Cluster:
    """A cluster that nobody uses yet; the first test to start it makes its files."""
    return Cluster(home / "postgres", FAST)


@pytest.fixture
def running(cluster: Cluster) -> Iterator[Cluster]:
    with using(cluster):
        yield cluster
