"""The label of a letter: to whom and where it goes, as the person confirmed it last. Set when an officer asks, and kept nowhere."""

from typing import Any
from uuid import UUID

from msgspec import Struct, to_builtins

from yimen.core.cases.models import Paper
from yimen.core.ports.typesetting import Typesetting
from yimen.core.ports.wires import wire

Json = dict[str, Any]


class Label(Struct, frozen=True, kw_only=True):
    """What stands on it, already in words. Nothing says what the letter is about: its number leads whoever gets it back to it."""

    title: str
    sender: list[str]
    to: list[list[str]]  # a word and what belongs to it
    number: str

    def text(self) -> str:
        return "".join([self.title, *self.sender, *(word for pair in self.to for word in pair), self.number])


class Undrawn(Exception):
    """No font of ours has these characters; a label with gaps goes to nobody."""

    def __init__(self, characters: str):
        super().__init__(characters)
        self.characters = characters


def confirmed_address(case_id: UUID) -> Json | None:
    """What the newest confirmation (EMS) of the case says, for whoever sees the case: `to`, `phone`, `line`."""
    slip = Paper.objects.filter(case_id=case_id, kind="EMS", withdrawn_on=None).order_by("-n").first()
    return slip.data["said"]["address"] if slip else None


def printed(label: Label) -> bytes:
    """The PDF of a label of 100 by 70 mm. Raises Undrawn, CannotSet."""
    setter: Typesetting = wire("typesetting")
    if lacking := setter.missing(label.text()):
        raise Undrawn(lacking)
    return setter.set("label", to_builtins(label))
