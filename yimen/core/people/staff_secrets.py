"""Password, TOTP and recovery codes of staff: checked in one go, so that nobody learns which was wrong, or whether the badge exists."""

import base64
import secrets
from datetime import datetime
from time import time
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from yimen.core.people.access_book import note_down
from yimen.core.people.models_access import RecoveryCode, Secret
from yimen.core.people.secrecy import blind
from yimen.core.people.sign_in_rules import RULES

STEP, DIGITS = 30, 6  # seconds of a code, and its length, as authenticator programs have them (RFC 6238)
AROUND = (0, -1, 1)  # steps that a clock may be off
LONGEST_PASSWORD = 200
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # no 0, O, 1, I, L, U: codes are read from paper
NOBODY = make_password(secrets.token_urlsafe(16))  # compared with when there is no such badge: the answer takes as long


class TooWeak(ValueError):
    """A password that is too short, too well known, or the badge itself: `why` has words."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


def fresh_totp() -> str:
    """A new key in base32, as authenticator programs read it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def totp_address(badge: str, key: str, issuer: str) -> str:
    """What the QR code says to an authenticator program."""
    name = f"{quote(issuer)}:{quote(badge)}"
    return f"otpauth://totp/{name}?secret={key}&issuer={quote(issuer)}&algorithm=SHA1&digits={DIGITS}&period={STEP}"


def step_of(key: str, code: str, at: float) -> int | None:
    """The half minute that a code belongs to; None when it is of none around now."""
    made = TOTP(base64.b32decode(key), DIGITS, SHA1(), STEP)  # noqa: S303 – RFC 6238; an HMAC, which SHA-1 still serves well
    plain = "".join(code.split())
    for off in AROUND:
        try:
            made.verify(plain.encode(), int(at) + off * STEP)
        except InvalidToken:
            continue
        return int(at) // STEP + off
    return None


def strong_enough(badge: str, password: str) -> None:
    """Long, not among those that everybody tries, not the badge. Raises TooWeak."""
    if len(password) < RULES.shortest_password:
        raise TooWeak("short")
    if len(password) > LONGEST_PASSWORD:
        raise TooWeak("long")
    if badge and badge.lower() in password.lower():
        raise TooWeak("badge")
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError as known:
        raise TooWeak("known") from known


def set_secret(badge: str, password: str, key: str, step: int) -> None:
    """Password and TOTP key, both anew; `step` is the code that proved the key, which then is used up. Raises TooWeak."""
    strong_enough(badge, password)
    Secret.objects.update_or_create(
        staff_id=badge, defaults={"password": make_password(password), "totp": key, "step": step}
    )
    note_down("password_set", badge)


def proves(badge: str, password: str, code: str, at: float | None = None) -> bool:
    """Are password and code right together? Each code serves once, a recovery code for good. For the system."""
    found = Secret.objects.filter(staff_id=badge, staff__active=True).first()
    right = check_password(password[:LONGEST_PASSWORD], found.password if found else NOBODY)
    if found is None or not right:
        return False
    step = step_of(found.totp, code, time() if at is None else at)
    if step is not None:
        return bool(Secret.objects.filter(staff_id=badge, step__lt=step).update(step=step))
    return recovered(badge, code)


def recovered(badge: str, code: str) -> bool:
    """A recovery code, used now; once."""
    digest = recovery_digest(badge, code)
    used = RecoveryCode.objects.filter(digest=digest, staff_id=badge, used_at=None).update(
        used_at=datetime.now().astimezone()
    )
    if used:
        note_down("recovery_used", badge)
    return bool(used)


def recovery_codes(badge: str) -> list[str]:
    """Ten new codes to be shown once; the older ones open nothing any more."""
    codes = [readable_code(10) for _ in range(RULES.recovery_codes)]
    RecoveryCode.objects.filter(staff_id=badge).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(staff_id=badge, digest=recovery_digest(badge, one)) for one in codes)
    note_down("recovery_renewed", badge)
    return codes


def recovery_left(badge: str) -> int:
    return RecoveryCode.objects.filter(staff_id=badge, used_at=None).count()


def recovery_digest(badge: str, code: str) -> bytes:
    return blind("recovery", f"{badge} {plain_code(code)}")


def readable_code(length: int) -> str:
    """Groups of five letters of an alphabet without look-alikes: 49 bits for ten, 78 for sixteen."""
    code = "".join(secrets.choice(LETTERS) for _ in range(length))
    return "-".join(code[start : start + 5] for start in range(0, length, 5))


def plain_code(code: str) -> str:
    return "".join(code.upper().replace("-", "").split())
