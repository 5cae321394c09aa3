"""Characters: what people paste, in the form in which it can be compared and kept."""

import re
import unicodedata

from yimen.web.forms.answers import Wrong

WIDE = str.maketrans("０１２３４５６７８９，．－／　：（）Ｘｘ", "0123456789,.-/ :()Xx")
CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
TURNING = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
)  # bidirectional controls (UAX 9)
SPACES = re.compile(r"[\s\u200b\u200c\u200d\ufeff]+")


def clean(typed: str, longest: int) -> str:
    """The text without outer blanks, composed (NFC); what shows nothing is nothing. Raises Wrong for what cannot be kept, turns the
    order of reading, or is too long."""
    if "\0" in typed:
        raise Wrong("nul")
    if any("\ud800" <= character <= "\udfff" or character == "\ufffe" for character in typed):
        raise Wrong("broken")
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n")).strip()
    if any(
        (unicodedata.category(character) == "Cc" and character not in "\n\t") or character in TURNING
        for character in text
    ):
        raise Wrong("control")
    if all(unicodedata.category(character) == "Cf" for character in text):
        return ""
    if len(text) > longest:
        raise Wrong("too_long", n=len(text), most=longest)
    return text


def narrow(text: str) -> str:
    """Full-width digits and signs as people mean them, blanks and invisible characters gone."""
    return SPACES.sub("", text.translate(WIDE))


def excerpt(typed: str, longest: int = 30) -> str:
    """What was typed, short enough to be repeated inside a sentence."""
    shown = "".join(character if character.isprintable() else "�" for character in typed.strip())
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
