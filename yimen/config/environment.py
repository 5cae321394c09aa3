"""The environment as typed values. Every reader names the variable when its value cannot be used."""

import json
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def home(base: Path) -> Path:
    """Where data lives: YIMEN_HOME, else /var/lib/yimen for root (PostgreSQL never runs as root), else .yimen/ in the checkout."""
    default = Path("/var/lib/yimen") if os.geteuid() == 0 else base / ".yimen"
    return Path(os.environ.get("YIMEN_HOME") or default).resolve()


def node() -> dict[str, str]:
    """This node: YIMEN_NODE='{"code": …, "region": …, "name": …}'; its region is the part of the country that it owns."""
    default = '{"code": "gd", "region": "440000", "name": "示例省公安厅"}'
    read: dict[str, str] = json.loads(os.environ.get("YIMEN_NODE") or default)
    if missing := {"code", "region", "name"} - read.keys():
        raise ImproperlyConfigured(f"YIMEN_NODE lacks {', '.join(sorted(missing))}")
    return read


def peers() -> dict[str, str]:
    """Other nodes by code: YIMEN_PEERS='hn=http://127.0.0.1:8001 …'."""
    return dict(pair.split("=", 1) for pair in os.environ.get("YIMEN_PEERS", "").split())


def secret(home: Path, name: str) -> str:
    """A secret of this installation, made on first use and kept with mode 0600."""
    if given := os.environ.get(f"YIMEN_SECRET_{name.upper()}"):
        return given
    file = home / "keys" / name
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(48))
    return file.read_text()


def database() -> dict[str, Any]:
    """The connection of this process: DATABASE_OWNER_URL when it migrates (YIMEN_ROLE=owner), else DATABASE_URL."""
    name = "DATABASE_OWNER_URL" if os.environ.get("YIMEN_ROLE") == "owner" else "DATABASE_URL"
    url = os.environ.get(name)
    if not url:
        raise ImproperlyConfigured(f"{name} is not set; bin/serve sets it for the embedded server")
    return connection(url)


def connection(url: str) -> dict[str, Any]:
    """Django's words for postgresql://user:password@host:port/name?host=/socket/folder."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": query.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
