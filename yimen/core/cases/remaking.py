"""Files made anew, each by a program of its own (remaking_program.py): a picture keeps its pixels and nothing else, a PDF is looked
through, several pictures become one PDF.

Not where a file is received: drawing sixty million pixels takes seconds and half a gigabyte, and nobody should wait for a receipt.
"""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from yimen.core.cases.errors import BadDocument
from yimen.core.cases.file_limits import limits

PROGRAM = Path(__file__).with_name("remaking_program.py")
WITHIN = 40.0  # seconds, of which at most half may be work
REASONS = ("broken", "too_many_pixels", "active", "locked", "too_hard")
AT_ONCE = BoundedSemaphore(2)  # of one process: each may take a gigabyte for a moment


def made_anew(data: bytes, media_type: str) -> bytes:
    """What is kept of a file: a picture drawn anew, a PDF as it came.

    Raises BadDocument: `broken`, `too_many_pixels`, `active`, `locked`, `too_hard`; OSError where the program cannot be started.
    """
    return _done("pdf" if media_type == "application/pdf" else "picture", [data], kind=media_type)


def bound(pictures: list[bytes]) -> bytes:
    """One PDF whose pages are these pictures (jpeg or png), in their order. Raises as made_anew()."""
    return _done("bind", pictures)


def _done(do: str, files: list[bytes], *, kind: str = "") -> bytes:
    most = limits()
    asked = {
        "sizes": [len(file) for file in files],
        "pixels": most.pixels,
        "side": most.side,
        "bytes": most.bytes,
        "kind": kind,
    }
    head = json.dumps(asked).encode() + b"\n"
    with AT_ONCE:
        try:
            ended = subprocess.run(  # noqa: S603 – our own program; what it is given goes through a pipe
                [sys.executable, "-I", str(PROGRAM), do],
                input=head + b"".join(files), capture_output=True, env={}, timeout=WITHIN, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as slow:
            raise BadDocument("too_hard") from slow
    said, _, made = ended.stdout.partition(b"\n")
    if said != b"ok":
        raise refused(said.decode("ascii", "replace"))
    return made


def refused(said: str) -> BadDocument:
    """The reason as the program says it; where it says nothing the kernel has ended it."""
    why = said if said in REASONS else "too_hard"
    return BadDocument(why, most=limits().megapixels) if why == "too_many_pixels" else BadDocument(why)
