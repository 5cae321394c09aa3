"""`python -m yimen.adapters.seals.judging ROOTS MOMENT < file`: what the seal of a file proves, in a process of its own.

A file that somebody uploads may be made to waste time and room; the limits here are the system's, and end this process only.
Exits 0 with a verdict in JSON, else the file could not be read.
"""

import io
import resource
import sys
from datetime import datetime
from pathlib import Path

import msgspec
from asn1crypto import x509  # type: ignore[import-untyped]
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from yimen.core.ports.seals import Verdict

LARGEST = 8 * 1024 * 1024
BROKEN = (
    PdfError, SignatureValidationError, ValueError, TypeError, LookupError, AttributeError, RecursionError, MemoryError, OSError,
)  # fmt: skip  # what a reader of formats meets in a file that was made to break it
SECONDS, ROOM = 6, 1024 * 1024 * 1024


def judge(pdf: bytes, roots: list[x509.Certificate], at: datetime) -> Verdict:
    """Raises PdfError, SignatureValidationError, ValueError and the like for a file that is none."""
    seals = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_regular_signatures
    if not seals:
        return Verdict(outcome="unsealed")
    seal: EmbeddedPdfSignature = seals[0]
    context = ValidationContext(trust_roots=roots, moment=at, allow_fetching=False, revocation_mode="soft-fail")
    status = validate_pdf_signature(seal, signer_validation_context=context)
    whole = status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    own = seal.signer_cert
    return Verdict(
        outcome="changed" if not whole else "intact" if status.trusted else "foreign",
        subject=str(own.subject.native.get("common_name", "")),
        fingerprint=own.sha256.hex(),
        sealed_at=status.signer_reported_dt.isoformat() if status.signer_reported_dt else "",
        why="" if whole else "digest" if not status.intact else "added" if status.valid else "signature",
    )


def main(roots: str, at: str) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    files = [str(file) for file in sorted(Path(roots).glob("*.pem"))]
    try:
        known = list(load_certs_from_pemder(files))  # type: ignore[no-untyped-call]
        verdict = judge(sys.stdin.buffer.read(), known, datetime.fromisoformat(at))
    except BROKEN:
        return 3
    sys.stdout.buffer.write(msgspec.json.encode(verdict))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
