"""Outside the demo an unsafe setting stops the start, by a sentence that names it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pytest_django import Settings

from yimen.config.database.errors import DatabaseUnusable
from yimen.config.environment import CHECKOUT
from yimen.config.operations.checks import refuse_powerful_role, safe

SAFE: dict[str, Any] = {
    "DEMO": False, "DEBUG": False, "ALLOWED_HOSTS": ["127.0.0.1", "banshi.example"], "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True, "SESSION_COOKIE_HTTPONLY": True, "SECRET_KEY": "k7Qm2xWf9sLp4vTz8nRb3cJd6hGy1aEu5oIiXxZz", "CAST": "",
    "LETTERS": {"case.copy": "x"}, "TRUSTED_PROXIES": 1, "MESSAGES": "smpp", "GATEWAY": "",
}  # fmt: skip
UNSAFE = [
    ("DEBUG", True, "DEBUG"),
    ("ALLOWED_HOSTS", ["*"], "YIMEN_HOSTS"),
    ("ALLOWED_HOSTS", ["*.example"], "YIMEN_HOSTS"),
    ("ALLOWED_HOSTS", [], "YIMEN_HOSTS"),
    ("SESSION_COOKIE_SECURE", False, "SESSION_COOKIE_SECURE"),
    ("CSRF_COOKIE_SECURE", False, "CSRF_COOKIE_SECURE"),
    ("SESSION_COOKIE_HTTPONLY", False, "SESSION_COOKIE_HTTPONLY"),
    ("SECRET_KEY", "k7Qm2xWf9s", "YIMEN_SECRET_DJANGO"),
    ("SECRET_KEY", "a" * 60, "YIMEN_SECRET_DJANGO"),
    ("SECRET_KEY", "django-insecure-k7Qm2xWf9sLp4vTz8nRb3cJd6hGy1aEu5o", "YIMEN_SECRET_DJANGO"),
    ("CAST", "yimen.channels.demo.cast.cast", "CAST"),
    ("LETTERS", {"demo.clock": "x"}, "LETTERS"),
    ("TRUSTED_PROXIES", 0, "YIMEN_PROXIES"),
    ("MESSAGES", "demo", "YIMEN_MESSAGES"),
    ("GATEWAY", "demo", "YIMEN_GATEWAY"),
]


@pytest.fixture
def real(settings: Settings, tmp_path: Path) -> Settings:
    """Settings as a real installation has them."""
    for name, value in (SAFE | {"HOME": tmp_path}).items():
        setattr(settings, name, value)
    (tmp_path / "keys").mkdir(mode=0o700)
    return settings


def test_settings_of_a_real_installation_are_let_through(real: Settings) -> None:
    assert safe() == []


@pytest.mark.parametrize(("setting", "value", "named"), UNSAFE)
def test_each_unsafe_setting_is_refused_by_one_sentence_with_its_name(
    real: Settings, setting: str, value: Any, named: str
) -> None:
    setattr(real, setting, value)
    [error] = safe()
    assert named in error.msg
    assert "\n" not in error.msg


def test_in_the_demo_they_are_let_through_but_exposed_keys_never(real: Settings, tmp_path: Path) -> None:
    real.DEMO, real.CAST = True, "somebody"
    assert safe() == []
    (tmp_path / "keys" / "django").write_text("secret")
    (tmp_path / "keys" / "django").chmod(0o644)
    [error] = safe()
    assert "chmod 600" in error.msg


@pytest.mark.parametrize("right", ["superuser", "bypassrls"])
def test_a_role_that_passes_row_level_security_by_is_refused_everywhere(right: str) -> None:
    owner = os.environ["DATABASE_URL"]
    powerful = owner.replace("yimen_app@", "yimen@" if right == "superuser" else "yimen_backup@")
    with pytest.raises(DatabaseUnusable, match="DATABASE_URL: the role yimen"):
        refuse_powerful_role(powerful)
    refuse_powerful_role(owner)
    assert psycopg.conninfo.conninfo_to_dict(powerful) != psycopg.conninfo.conninfo_to_dict(owner)


@pytest.mark.parametrize("program", ["yimen.config.web", "yimen.config.supervisor.worker"])
def test_pages_and_worker_started_by_themselves_refuse_too(program: str, tmp_path: Path) -> None:
    told = os.environ | {
        "YIMEN_DEMO": "0",
        "YIMEN_HOSTS": "*",
        "YIMEN_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "yimen.config.settings",
    }
    refused = subprocess.run(
        [sys.executable, "-m", program], cwd=CHECKOUT, env=told, capture_output=True, text=True, check=False, timeout=60
    )
    assert refused.returncode == 1
    assert "YIMEN_HOSTS" in refused.stderr
    assert "Traceback" not in refused.stderr
