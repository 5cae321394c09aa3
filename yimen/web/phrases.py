"""A phrase with slots, compiled once: literals are escaped at load time, values when they are filled in.

Written in a catalogue as `还差 {n} 样，**{day}前**补来`: `{name}` is a slot, `**…**` is strong, a line break is a break.
English may give two forms, {one: …, other: …}, chosen by the slot `n`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Literals and slots alternate: literal, slot, literal, …, literal."""

    html: tuple[str, ...]
    plain: tuple[str, ...]
    one: "Phrase | None" = None

    @property
    def slots(self) -> frozenset[str]:
        return frozenset(self.plain[1::2])

    def markup(self, values: Mapping[str, object], shown: Callable[[object], str]) -> Markup:
        return Markup("".join(filled(self._form(values).html, values, lambda value: escape(shown(value)))))  # noqa: S704

    def text(self, values: Mapping[str, object], shown: Callable[[object], str]) -> str:
        return "".join(filled(self._form(values).plain, values, shown))

    def _form(self, values: Mapping[str, object]) -> "Phrase":
        return self.one if self.one and values.get("n") == 1 else self


def filled(parts: tuple[str, ...], values: Mapping[str, object], shown: Callable[[object], str]) -> list[str]:
    """Literals as they are, slots with their values. Raises KeyError with the name of a slot that got none."""
    return [shown(values[part]) if index % 2 else part for index, part in enumerate(parts)]


def phrase(text: str, one: str | None = None) -> Phrase:
    """Compile. Raises ValueError that says what is wrong with the text."""
    if text.count("**") % 2:
        raise ValueError("** is opened and not closed")
    plain = SLOT.split(text)
    if any("{" in literal or "}" in literal for literal in plain[::2]):
        raise ValueError("a slot is {lower_case}")
    html = SLOT.split(_strong(str(escape(text)).replace("\n", "<br>")))
    return Phrase(tuple(html), tuple(SLOT.split(text.replace("**", ""))), phrase(one) if one else None)


def _strong(html: str) -> str:
    parts = html.split("**")
    return "".join(f"<strong>{part}</strong>" if index % 2 else part for index, part in enumerate(parts))
