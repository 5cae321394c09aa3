"""The town of the portal's tests; seals and their authority stand in a folder of their own."""

from pathlib import Path

import pytest

from tests.channels.portal.conftest import browse, queries, town, visitor  # noqa: F401 – fixtures


@pytest.fixture(autouse=True)
def _seals(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.SEALS = Path(tmp_path_factory.getbasetemp()) / "seals"  # type: ignore[attr-defined]
