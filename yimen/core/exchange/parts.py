"""A letter larger than a letter may be travels in parts. They come in order and once, like all letters, so joining them is simple."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

import msgspec

from yimen.core.exchange.letter import Letter, canonical
from yimen.core.exchange.models import Part
from yimen.core.ports.ids import new_id

PART = "exchange.part"
SIZE = 512 * 2**10  # bytes of the body in one part
LARGEST = 16 * 2**20  # bytes of a body: a document of 10 MB in base64 and what stands around it


class Piece(msgspec.Struct):
    """The body of a part; `n` counts from 1 to `of`."""

    whole: UUID
    kind: str
    n: Annotated[int, msgspec.Meta(ge=1)]
    of: Annotated[int, msgspec.Meta(ge=1, le=LARGEST // SIZE + 1)]
    content: str


def in_parts(kind: str, body: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The letters (kind, body) that carry a body: itself, or its parts. Raises ValueError when it is larger than LARGEST."""
    plain = canonical(body)
    if len(plain) <= SIZE:
        return [(kind, body)]
    if len(plain) > LARGEST:
        raise ValueError(f"a letter of {len(plain)} bytes; at most {LARGEST} travel")
    return [(PART, piece) for piece in _pieces(kind, plain)]


def _pieces(kind: str, plain: bytes) -> Iterator[dict[str, Any]]:
    whole, of = str(new_id()), -(-len(plain) // SIZE)
    for n in range(1, of + 1):
        content = base64.b64encode(plain[(n - 1) * SIZE : n * SIZE]).decode()
        yield {"whole": whole, "kind": kind, "n": n, "of": of, "content": content}


def join(letter: Letter) -> Letter | None:
    """Keep a part; with the last one the whole letter, and its parts are gone. Raises ValueError when a part is missing."""
    piece = msgspec.convert(letter.body, Piece)
    kept = Part.objects.filter(peer=letter.sender, whole=piece.whole)
    if piece.n < piece.of:
        Part(peer_id=letter.sender, whole=piece.whole, n=piece.n, content=piece.content).save(force_insert=True)
        return None
    contents = [*kept.order_by("n").values_list("content", flat=True), piece.content]
    if len(contents) != piece.of:
        raise ValueError(f"{len(contents)} of {piece.of} parts are here")
    kept.delete()
    body = msgspec.json.decode(b"".join(base64.b64decode(content) for content in contents), type=dict[str, Any])
    return replace(letter, kind=piece.kind, body=body)
