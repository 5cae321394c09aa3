"""The key with which the demo's provider signs: P-256, made on first use, in YIMEN_HOME/keys/demo_identity (0600)."""

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from joserfc.jwk import ECKey


def signing() -> ECKey:
    return _read(str(Path(settings.HOME) / "keys" / "demo_identity"))


@lru_cache(maxsize=4)
def _read(path: str) -> ECKey:
    file = Path(path)
    if not file.exists():
        _make(file)
    return ECKey.import_key(file.read_text(), {"use": "sig", "alg": "ES256", "kid": "demo-1"})


def _make(file: Path) -> None:
    """Written aside and linked into place, so that two processes that start together end up with one key."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    number, aside = tempfile.mkstemp(dir=file.parent)  # mode 0600
    with os.fdopen(number, "wb") as out:
        out.write(ECKey.generate_key("P-256").as_pem(private=True))
    try:
        os.link(aside, file)
    except FileExistsError:
        pass  # the other process was first: its key is the key
    finally:
        Path(aside).unlink()
