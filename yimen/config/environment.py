"""The environment as typed values. Every reader names the variable when its value cannot be used."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from yimen.config import switchboard

CHECKOUT = Path(__file__).resolve().parents[2]
DJANGO_WORDS = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def home() -> Path:
    """Where data lives: YIMEN_HOME, else /var/lib/yimen for root (PostgreSQL never runs as root), else .yimen/ in the checkout."""
    default = Path("/var/lib/yimen") if os.geteuid() == 0 else CHECKOUT / ".yimen"
    return Path(os.environ.get("YIMEN_HOME") or default).resolve()


def flag(name: str, *, default: bool) -> bool:
    """A switch: 1 or 0, on or off."""
    said = os.environ.get(name, "").lower()
    if said not in {"", "0", "1", "on", "off"}:
        raise ImproperlyConfigured(f"{name} is {said!r}; it may be 1, on, 0 or off")
    return said in {"1", "on"} if said else default


def number(name: str, *, default: int) -> int:
    said = os.environ.get(name) or str(default)
    if not said.isdecimal():
        raise ImproperlyConfigured(f"{name} is {said!r}; it must be a whole number")
    return int(said)


def hosts(*, demo: bool) -> list[str]:
    """The names under which pages may be asked for; outside the demo nobody guesses them. Our own look at /healthz uses the first."""
    given = os.environ.get("YIMEN_HOSTS")
    if not given and not demo:
        raise ImproperlyConfigured("YIMEN_HOSTS is not set; with YIMEN_DEMO=0 the names of this site must be told")
    return ["127.0.0.1", *(given.split(",") if given else ["localhost", "testserver"])]


def node() -> Mapping[str, str]:
    """This node: YIMEN_NODE='{"code": …, "region": …, "name": …}'; its region is the part of the country that it owns."""
    given = os.environ.get("YIMEN_NODE")
    read: Mapping[str, str] = json.loads(given) if given else switchboard.NODE
    if missing := {"code", "region", "name"} - read.keys():
        raise ImproperlyConfigured(f"YIMEN_NODE lacks {', '.join(sorted(missing))}")
    return read


def peers() -> dict[str, str]:
    """Other nodes by code: YIMEN_PEERS='hn=http://127.0.0.1:8001 …'."""
    return dict(pair.split("=", 1) for pair in os.environ.get("YIMEN_PEERS", "").split())


def identity(port: int, *, demo: bool) -> dict[str, Any]:
    """The provider of citizens' identities: YIMEN_IDENTITY='{"issuer": …, "client_id": …, "acr": …}', see docs/operations.md.
    The demo brings its own; elsewhere none means that citizens come to a counter."""
    given = os.environ.get("YIMEN_IDENTITY")
    here = f"http://127.0.0.1:{port}"
    own = {"issuer": f"{here}/demo/identity", "client_id": "yimen", "here": here} | {
        "acr": {"substantial": "loa2", "high": "loa3"}
    }
    read: dict[str, Any] = json.loads(given) if given else own if demo else {}
    if read and (missing := {"issuer", "client_id", "acr"} - read.keys()):
        raise ImproperlyConfigured(f"YIMEN_IDENTITY lacks {', '.join(sorted(missing))}")
    return read


def secret(home: Path, name: str) -> str:
    """A secret of this installation, made on first use and kept with mode 0600."""
    if given := os.environ.get(f"YIMEN_SECRET_{name.upper()}"):
        return given
    file = home / "keys" / name
    if not file.exists():
        _write_once(file, secrets.token_urlsafe(48))
    return file.read_text()


def _write_once(file: Path, text: str) -> None:
    """Write the whole file or leave another process's: a reader never finds half a secret."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(text)
    try:
        file.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def cookie(name: str, code: str, *, demo: bool) -> str:
    """A cookie knows no port: two nodes of one host would sign each other out, hence the node's code. Outside the demo, which runs
    without TLS, a browser takes `__Host-` from this very host over TLS alone, and from no neighbour under the same domain."""
    return f"{name}_{code}" if demo else f"__Host-{name}_{code}"


def database() -> dict[str, Any]:
    """The connection of this process: DATABASE_OWNER_URL when it migrates (YIMEN_ROLE=owner), else DATABASE_URL."""
    return connection("DATABASE_OWNER_URL" if os.environ.get("YIMEN_ROLE") == "owner" else "DATABASE_URL")


def role(name: str) -> str:
    """The role that an address logs in as; empty where the address is not set, for programs that need no database."""
    return str(connection(name)["USER"]) if os.environ.get(name) else ""


def connection(name: str) -> dict[str, Any]:
    """Django's words for the address in this variable; a pool where the supervisor asked for one (YIMEN_POOL connections)."""
    url = os.environ.get(name)
    if not url:
        raise ImproperlyConfigured(f"{name} is not set; bin/serve sets it for the embedded server")
    try:
        said: dict[str, Any] = dict(conninfo_to_dict(url))
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"{name} is not an address of a PostgreSQL database: {error}") from error
    words: dict[str, Any] = {django: str(said.pop(libpq, "")) for libpq, django in DJANGO_WORDS.items()}
    if size := number("YIMEN_POOL", default=0):
        said["pool"] = {"min_size": 2, "max_size": size, "timeout": 10}
    fixed = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}
    return fixed | words | {"OPTIONS": said}
