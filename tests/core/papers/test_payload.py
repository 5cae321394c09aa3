"""The words of a QR code: signed, checked without us, and worth nothing when one of them differs. docs/integrators.md has the vector."""

from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from yimen.core.exchange.keys import key_id
from yimen.core.papers.payload import NotOurs, Said, check_code, digest_of, own_keys, payload, read, signed, text64
from yimen.core.people.secrecy import public_key

SEED = bytes(range(32))


def vector() -> tuple[str, dict[str, str], Said]:
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    public = text64(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
    standard = public.replace("-", "+").replace("_", "/") + "="
    name = key_id(standard)
    number = "440106000001-SAL-2026-000001"
    digest = text64(digest_of({"a": 1})[:16])
    said = Said(kind="SAL", number=number, day=date(2026, 11, 25), digest=digest, name="张**", key=name)
    return signed(said, key), {name: standard}, said


def test_the_vector_of_the_documentation_is_what_we_make() -> None:
    code, keys, said = vector()
    told = (Path(settings.BASE) / "docs" / "integrators.md").read_text()
    assert code in told
    assert next(iter(keys.values())) in told
    assert read(f"https://example.org/verify/x/#{code}", keys) == said


def test_a_word_that_was_changed_a_foreign_key_and_rubbish_are_told_apart() -> None:
    code, keys, _ = vector()
    form, body, sign = code.split(".")
    other = body[:-4] + ("AAAA" if body[-4:] != "AAAA" else "BBBB")
    assert why(f"{form}.{body}.{'A' * len(sign)}", keys) == "signature"
    assert why(f"{form}.{other}.{sign}", keys) in ("signature", "unknown_key", "not_a_code")
    assert why(code, {}) == "unknown_key"
    for rubbish in ("", "YM1", "YM1..", "YM1.%%.%%", "x" * 5000, "YM1.YQ.YQ", "https://example.org/"):
        assert why(rubbish, keys) == "not_a_code", rubbish


def why(code: str, keys: dict[str, str]) -> str:
    with pytest.raises(NotOurs) as found:
        read(code, keys)
    return found.value.key


def test_this_node_signs_with_its_own_key() -> None:
    said = read(payload("REC", "X-REC-2026-000001", date(2026, 11, 25), {"b": 2}, "李*"), own_keys())
    assert (said.number, said.name, said.key) == ("X-REC-2026-000001", "李*", key_id(public_key()))


def test_a_check_code_can_be_typed() -> None:
    assert check_code("token") == check_code("token")
    assert len(check_code("token")) == 8
    assert check_code("token").isalnum()
