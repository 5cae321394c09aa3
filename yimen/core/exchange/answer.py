"""The answer to a post: signed, so that nobody on the line can make us believe that a letter has arrived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec

from yimen.core.exchange.keys import key_of, own_key, own_key_id
from yimen.core.exchange.letter import Code, Refused, Signature, read, signed, verify
from yimen.core.exchange.peers import this_node

MAX_ANSWER = 64 * 2**10  # bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """`up_to`: the number up to which the other node has everything; `refused`: a reason for each line it did not keep."""

    up_to: int
    refused: tuple[str, ...] = ()


class Wire(msgspec.Struct, forbid_unknown_fields=True, rename={"sender": "from"}):
    sender: Code
    to: Code
    up_to: Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
    refused: Annotated[list[Annotated[str, msgspec.Meta(max_length=40)]], msgspec.Meta(max_length=1000)]
    key: str
    signature: Signature


def write_answer(to: str, up_to: int, refused: Sequence[str]) -> bytes:
    fields = {"from": this_node(), "to": to, "up_to": up_to, "refused": list(refused), "key": own_key_id()}
    return signed("answer", fields, own_key())


def read_answer(line: bytes, peer: str, at: datetime) -> Answered:
    """Raises Refused unless that peer signed it for this node."""
    plain = read(line)
    try:
        wire = msgspec.convert(plain, Wire)
    except msgspec.ValidationError as wrong:
        raise Refused("malformed", f"answer: {wrong}") from wrong
    verify("answer", plain, key_of(at)(wire.sender, wire.key))
    if (wire.sender, wire.to) != (peer, this_node()):
        raise Refused("wrong_addressee", f"answer of {wire.sender} to {wire.to}")
    return Answered(wire.up_to, tuple(wire.refused))
