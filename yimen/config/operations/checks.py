"""Outside the demo nothing starts with a setting that is not safe: each fault is one sentence that names it and says what to do.

Demo adapters are found by the exchange's own check, keys of the wrong shape by that of people.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.checks import CheckMessage, Error

from yimen.config.database.errors import DatabaseUnusable

LONG, VARIED = 40, 8  # characters of a secret, and different ones among them
ROLE = "select rolsuper, rolbypassrls from pg_roles where rolname = current_user"


def safe(**_: Any) -> list[CheckMessage]:
    """What `manage.py check` and every start ask. In the demo only what would expose keys counts."""
    found = [*exposed_keys(settings.HOME / "keys"), *(() if settings.DEMO else unsafe_settings())]
    return [Error(sentence, id=f"operations.E{number:03}") for number, sentence in found]


def unsafe_settings() -> Iterator[tuple[int, str]]:
    if settings.DEBUG:
        yield 1, "DEBUG is on: error pages would show what is inside; take it out of settings.py"
    if not settings.ALLOWED_HOSTS or any("*" in host for host in settings.ALLOWED_HOSTS):
        yield 2, "YIMEN_HOSTS lets every name in ('*'): tell the names of this site, separated by commas"
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"):
        if not getattr(settings, name):
            yield 3, f"{name} is off: cookies would travel where others read them; take it out of settings.py"
    if weak(settings.SECRET_KEY):
        yield 4, "YIMEN_SECRET_DJANGO is weak or empty: unset it, and a random one is made in YIMEN_HOME/keys/django"
    if settings.CAST:
        yield (
            5,
            "CAST names people of the demo: with YIMEN_DEMO=0 nobody may choose who to be; take it out of settings.py",
        )
    if demo := sorted(kind for kind in settings.LETTERS if kind.startswith("demo.")):
        yield 6, f"LETTERS takes letters of the demo ({', '.join(demo)}): take them out of settings.py"
    if not settings.TRUSTED_PROXIES:
        yield (
            7,
            "YIMEN_PROXIES is 0: without a proxy of your own in front nothing is encrypted on its way; set it to how many there are",
        )

    yield from demo_wires()


def demo_wires() -> Iterator[tuple[int, str]]:
    """Messages that reach nobody and payments that are none: what nobody may take for the real thing."""
    chosen = {"messages": ("YIMEN_MESSAGES", settings.MESSAGES), "payments": ("YIMEN_GATEWAY", settings.GATEWAY)}
    for number, (port, (name, value)) in enumerate(chosen.items(), 9):
        if settings.ADAPTERS[port].get(value, "").split(".")[-2:-1] == ["demo"]:
            instead = ", ".join(sorted(set(settings.ADAPTERS[port]) - {value})) or "a real wire"
            none = "; or none: then people pay at a window" if port == "payments" else ""
            yield (
                number,
                f"{name} is {value}, which is for the demo only: name {instead} under ADAPTERS[{port!r}]{none}",
            )


def weak(secret: str) -> bool:
    return len(secret) < LONG or len(set(secret)) < VARIED or secret.startswith("django-insecure")


def exposed_keys(folder: Path) -> Iterator[tuple[int, str]]:
    """The folder of keys, which closes the folders in it, and every file."""
    for file in [folder, *folder.rglob("*")] if folder.exists() else []:
        if (file == folder or file.is_file()) and (mode := file.stat().st_mode & 0o077):
            right = "700" if file.is_dir() else "600"
            yield (
                8,
                f"YIMEN_HOME: {file} is open to others ({mode:03o}): chmod {right} {file}, and change the keys if anybody copied them",
            )


def refuse_powerful_role(url: str) -> None:
    """In the demo too. Raises DatabaseUnusable where the application's role passes row-level security by."""
    with psycopg.connect(url) as connection:
        row = connection.execute(ROLE).fetchone()
    superuser, bypasses = row or (False, False)
    if superuser or bypasses:
        what = "is a superuser" if superuser else "bypasses row-level security"
        raise DatabaseUnusable(
            f"DATABASE_URL: the role {psycopg.conninfo.conninfo_to_dict(url).get('user')} {what}, so everybody would see everything: "
            "alter role … nosuperuser nobypassrls"
        )
