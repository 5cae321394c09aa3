"""PAdES seals with certificates from files: <YIMEN_SEALS>/<region>-<authority>/<first day>.p12, its password beside it in a file of
mode 0600 (<first day>.password), and the certificates of the authorities above in <YIMEN_SEALS>/roots/*.pem.

The look of the seal is drawn by the typesetter, inside what is signed; the signature itself has no look of its own, since stamps
that a reader draws anew break PDF/A or vanish in some readers. Every file is validated before it is given out.
"""

import io
import stat
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates, load_pkcs12
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from yimen.adapters.seals.judging import LARGEST, SECONDS
from yimen.core.places.clock import CHINA
from yimen.core.ports.seals import Certificate, NoSeal, Sealed, Verdict

FIELD = "Seal"


class Pades:
    """Seals of the authorities of this installation."""

    def __init__(self, name: str):
        self.name = name

    def seal(self, pdf: bytes, key: str, name: str, on: date) -> Sealed:
        file = self.file(key, name, on)
        certificate = described(file, key)
        if not certificate.valid_from.date() <= on <= certificate.valid_to.date():
            raise NoSeal(
                f"{file}: valid {certificate.valid_from:%Y-%m-%d} to {certificate.valid_to:%Y-%m-%d}, not on {on}"
            )
        return Sealed(pdf=signed(pdf, file, name), certificate=certificate)

    def file(self, key: str, name: str, on: date) -> Path:  # noqa: ARG002 – our own CA makes what is missing, and needs the name
        """The newest key that is in use on a day. Raises NoSeal."""
        found = [file for file in kept(key) if since(file) <= on]
        if not found:
            raise NoSeal(
                f"{settings.SEALS / key}: no key in use on {on}; put <first day>.p12 there (manage.py seals rotate)"
            )
        return found[-1]

    def judge(self, pdf: bytes, at: datetime) -> Verdict:
        if len(pdf) > LARGEST:
            return Verdict(outcome="unreadable", why="too_large")
        command = [sys.executable, "-m", "yimen.adapters.seals.judging", str(settings.SEALS / "roots"), at.isoformat()]
        try:
            done = subprocess.run(  # noqa: S603 – our own program
                command, input=pdf, capture_output=True, timeout=SECONDS * 2, check=False, cwd=settings.BASE
            )
        except subprocess.TimeoutExpired:
            return Verdict(outcome="unreadable", why="too_slow")
        if done.returncode:
            return Verdict(outcome="unreadable", why="too_slow" if done.returncode < 0 else "not_a_pdf")
        return msgspec.json.decode(done.stdout, type=Verdict)

    def listed(self) -> list[Certificate]:
        folders = sorted(one for one in settings.SEALS.glob("*") if one.is_dir() and one.name != "roots")
        return [described(file, folder.name) for folder in folders for file in kept(folder.name)]

    def rotate(self, key: str, name: str, since: date, new: bytes | None) -> Certificate:  # noqa: ARG002
        if new is None:
            raise NoSeal("a key of an authority comes from its certification authority: give its PKCS#12 file")
        return entered(key, since, new)

    def roots(self) -> bytes:
        found = [file.read_bytes().strip() for file in sorted((settings.SEALS / "roots").glob("*.pem"))]
        if not found:
            raise NoSeal(f"{settings.SEALS / 'roots'}: no certificate of an authority above (*.pem)")
        return b"\n".join(found) + b"\n"

    def check(self) -> str:
        try:
            self.roots()
            ended = [one for one in self.listed() if one.valid_to < datetime.now(CHINA)]
        except NoSeal as missing:
            return str(missing)
        return ", ".join(f"{one.key}: ended {one.valid_to:%Y-%m-%d}" for one in ended)


def kept(key: str) -> list[Path]:
    """The keys of an authority, the older first; a name that leads elsewhere has none."""
    if not key or "/" in key or key.startswith("."):
        return []
    return sorted((settings.SEALS / key).glob("????-??-??.p12"))


def since(file: Path) -> date:
    return date.fromisoformat(file.stem)


def password(file: Path) -> bytes | None:
    """Raises NoSeal where others can read the key."""
    beside = file.with_suffix(".password")
    for one in filter(Path.exists, (file, beside)):
        if stat.S_IMODE(one.stat().st_mode) & 0o077:
            raise NoSeal(f"{one} can be read by others. Run: chmod 600 {one}")
    return beside.read_bytes().strip() if beside.exists() else None


def opened(file: Path) -> PKCS12KeyAndCertificates:
    """Raises NoSeal for a file that does not open, or lacks its key or certificate."""
    try:
        found = load_pkcs12(file.read_bytes(), password(file))
    except ValueError as wrong:
        raise NoSeal(f"{file}: {wrong}") from wrong
    if found.key is None or found.cert is None:
        raise NoSeal(f"{file}: holds no key with its certificate")
    return found


def described(file: Path, key: str) -> Certificate:
    held = opened(file)
    own = held.cert.certificate  # type: ignore[union-attr]
    chain = [own, *(one.certificate for one in held.additional_certs)]
    return Certificate(
        key=key, subject=common_name(own), fingerprint=own.fingerprint(SHA256()).hex(), since=since(file),
        valid_from=own.not_valid_before_utc.astimezone(CHINA), valid_to=own.not_valid_after_utc.astimezone(CHINA),
        chain="".join(one.public_bytes(Encoding.PEM).decode() for one in chain),
    )  # fmt: skip


def common_name(certificate: x509.Certificate) -> str:
    named = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(named[0].value) if named else certificate.subject.rfc4514_string()


def entered(key: str, since: date, pkcs12: bytes) -> Certificate:
    """Put a key where it is looked for. Raises NoSeal when it does not open there; then it is taken away again."""
    file = settings.SEALS / key / f"{since.isoformat()}.p12"
    if file.exists():
        raise NoSeal(f"{file} is there already")
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    file.write_bytes(pkcs12)
    try:
        return described(file, key)
    except NoSeal:
        file.unlink()
        raise


def signed(pdf: bytes, file: Path, name: str) -> bytes:
    signer = signers.SimpleSigner.load_pkcs12(str(file), passphrase=password(file))  # type: ignore[no-untyped-call]
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", name=name
    )
    out = signers.PdfSigner(meta, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
    return bytes(out.getvalue())
