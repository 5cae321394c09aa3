"""The source of a fact in words: the register that knows it, the device that saw it, or who said it."""

from yimen.web.words import knows, text


def source_name(source: str) -> str:
    """`exit_entry.permit` → 出入境证件库. What no catalogue names is another register, so that a page never shows a code."""
    whole, head = f"source.{source.replace('.', '_')}", f"source.{source.partition('.')[0]}"
    if not source:
        return text("source.nobody")
    return text(next((key for key in (whole, head) if knows(key)), "source.other"))
