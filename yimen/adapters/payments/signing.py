"""How the demo's gateway signs what it tells, and how we know it: Ed25519 over time, nonce and body, of the last five minutes."""

import os
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from yimen.core.ports.payments import Charge, ChargeState, NotGenuine, Notification, Returned, ReturnState

TIME, NONCE, SIGNATURE = "Gateway-Time", "Gateway-Nonce", "Gateway-Signature"
WINDOW = timedelta(minutes=5)
SIZE = 32


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a notification says: of a charge, or where `refund` is named, of a refund."""

    id: str
    number: str
    state: str
    yuan: str = ""
    ref: str = ""
    at: datetime | None = None
    refund: bool = False


def signed(name: str, told: Mapping[str, Any], at: datetime) -> tuple[bytes, dict[str, str]]:
    """The body and the headers of a notification."""
    body = msgspec.json.encode(told)
    time, nonce = str(int(at.timestamp())), secrets.token_hex(16)
    signature = key(name, str(settings.HOME)).sign(message(time, nonce, body)).hex()
    return body, {TIME: time, NONCE: nonce, SIGNATURE: signature, "Content-Type": "application/json"}


def genuine(name: str, headers: Mapping[str, str], body: bytes, at: datetime) -> Notification:
    """Raises NotGenuine: the signature first, so that nothing of a stranger's is looked at."""
    time, nonce = headers.get(TIME, ""), headers.get(NONCE, "")
    try:
        signature = bytes.fromhex(headers.get(SIGNATURE, ""))
        key(name, str(settings.HOME)).public_key().verify(signature, message(time, nonce, body))
    except (InvalidSignature, ValueError) as forged:
        raise NotGenuine("signature") from forged
    if not time.isdecimal() or abs(int(time) - at.timestamp()) > WINDOW.total_seconds():
        raise NotGenuine("time")
    try:
        return read(msgspec.json.decode(body, type=Body))
    except (msgspec.DecodeError, ValueError, ArithmeticError) as strange:
        raise NotGenuine("form") from strange


def read(said: Body) -> Notification:
    """Raises ValueError for a state that there is not, ArithmeticError for a sum that is none."""
    yuan = Decimal(said.yuan) if said.yuan else None
    if said.refund:
        returned = msgspec.convert(said.state, ReturnState)
        return Notification(said.id, Returned(said.number, returned, yuan, said.ref, said.at))
    charged = msgspec.convert(said.state, ChargeState)
    return Notification(said.id, Charge(said.number, charged, yuan, said.ref, said.at))


def message(time: str, nonce: str, body: bytes) -> bytes:
    return f"{time}\n{nonce}\n".encode() + body


@lru_cache(maxsize=8)
def key(name: str, home: str) -> Ed25519PrivateKey:
    """The gateway's key, which in the demo lies beside ours: made on first use, mode 0600."""
    file = Path(home) / "keys" / f"gateway-{name}"
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        aside = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(secrets.token_bytes(SIZE))
        try:
            os.link(aside, file)  # two processes that start together end up with one key
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    return Ed25519PrivateKey.from_private_bytes(file.read_bytes())
