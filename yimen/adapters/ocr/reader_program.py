"""A program of its own (`python -I reader_program.py`): reads pictures with rapidocr until nobody asks for a while.

Stdin: eight bytes of length, then a picture; stdout: eight bytes of length, then JSON – a list of [text, sure, left, top, right, bottom],
the place in parts of the picture. It is started anew now and then, because the memory of the models' runtime grows.
"""

import io
import json
import logging
import os
import resource
import select
import sys
import warnings
from typing import Any, BinaryIO

import numpy
from opencc import OpenCC
from PIL import Image
from rapidocr import RapidOCR  # type: ignore[import-untyped, unused-ignore]

MEMORY = 4 * 1024**3  # bytes of addresses, most of them never touched
IDLE = 120.0  # seconds
SIDE = 2000  # pixels: writing on a card is large enough in this
THREADS = 1


def main() -> None:
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    plain = OpenCC("t2s")  # the model takes 别 for 別
    reader = RapidOCR(params={
        "EngineConfig.onnxruntime.intra_op_num_threads": THREADS, "EngineConfig.onnxruntime.inter_op_num_threads": THREADS,
        "EngineConfig.onnxruntime.enable_cpu_mem_arena": False, "Global.log_level": "critical",
    })  # fmt: skip
    while (picture := asked(sys.stdin.buffer)) is not None:
        answer = json.dumps(lines(reader, picture, plain)).encode()
        out.write(len(answer).to_bytes(8, "big") + answer)
        out.flush()


def asked(stdin: BinaryIO) -> bytes | None:
    """The next picture; None when nobody asks any more."""
    ready, _, _ = select.select([stdin], [], [], IDLE)
    head = stdin.read(8) if ready else b""
    return stdin.read(int.from_bytes(head, "big")) if len(head) == 8 else None


def lines(reader: Any, picture: bytes, plain: Any) -> list[list[Any]]:
    with Image.open(io.BytesIO(picture), formats=["JPEG", "PNG"]) as found:
        found.draft("RGB", (SIDE, SIDE))
        shown = found.convert("RGB")
    shown.thumbnail((SIDE, SIDE))
    seen = reader(numpy.asarray(shown)[:, :, ::-1])
    if seen.boxes is None:
        return []
    rows = zip(seen.txts, seen.scores, seen.boxes, strict=True)
    return [[plain.convert(text), round(float(sure), 3), *place(box, shown.size)] for text, sure, box in rows]


def place(box: Any, size: tuple[int, int]) -> list[float]:
    across, down = [float(point[0]) / size[0] for point in box], [float(point[1]) / size[1] for point in box]
    return [round(value, 4) for value in (min(across), min(down), max(across), max(down))]


if __name__ == "__main__":
    main()
