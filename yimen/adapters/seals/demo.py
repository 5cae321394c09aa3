"""Seals of the demo: the same code with a certification authority of our own, made on first use in <YIMEN_SEALS>. No reader knows it."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from django.conf import settings

from yimen.adapters.seals.pades import Pades, entered, kept, since
from yimen.core.ports.seals import Certificate, NoSeal

CA_NAME, CA_YEARS, YEARS = "一门演示签章机构", 20, 5
FIRST = date(2015, 1, 1)  # the demo's clock may stand anywhere
Key = ec.EllipticCurvePrivateKey


class Demo(Pades):
    """Makes what is missing; rotation makes a new key."""

    def file(self, key: str, name: str, on: date) -> Path:
        if not [one for one in kept(key) if since(one) <= on]:
            self.rotate(key, name, FIRST, None)
        return super().file(key, name, on)

    def rotate(self, key: str, name: str, since: date, new: bytes | None) -> Certificate:
        if "/" in key or key.startswith("."):
            raise NoSeal(f"{key} names no authority")
        try:
            return entered(key, since, new or made(name))
        except NoSeal:
            if new is None and any(file.stem == since.isoformat() for file in kept(key)):
                return next(
                    one for one in self.listed() if (one.key, one.since) == (key, since)
                )  # another process was first
            raise

    def roots(self) -> bytes:
        ca()
        return super().roots()


def ca() -> tuple[x509.Certificate, Key]:
    """Our own certification authority; its key stays beside the others of this installation."""
    key_file, file = settings.SEALS / "demo-ca.key", settings.SEALS / "roots" / "demo-ca.pem"
    if not file.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = certified(CA_NAME, key, CA_NAME, key, CA_YEARS, is_ca=True)
        once(key_file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        once(file, certificate.public_bytes(Encoding.PEM))
    found = load_pem_private_key(key_file.read_bytes(), None)
    assert isinstance(found, ec.EllipticCurvePrivateKey)
    return x509.load_pem_x509_certificate(file.read_bytes()), found


def once(file: Path, content: bytes) -> None:
    """The first process wins; a reader never finds half a file."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
    try:
        file.hardlink_to(aside)
    except FileExistsError:
        pass
    finally:
        aside.unlink()


def made(name: str) -> bytes:
    """A key with its certificate, as PKCS#12."""
    root, root_key = ca()
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = certified(name, key, CA_NAME, root_key, YEARS, is_ca=False)
    return serialize_key_and_certificates(b"seal", key, certificate, [root], NoEncryption())


def certified(name: str, key: Key, issuer: str, by: Key, years: int, *, is_ca: bool) -> x509.Certificate:
    moment = datetime(FIRST.year, 1, 1, tzinfo=UTC)
    last = datetime.now(UTC) + timedelta(days=365 * years)
    usage = dict.fromkeys(
        ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    usage |= (
        {"key_cert_sign": True, "crl_sign": True} if is_ca else {"digital_signature": True, "content_commitment": True}
    )
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=0 if is_ca else None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        .sign(by, SHA256())
    )


def named(name: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.COMMON_NAME, name[:64])]
    )
