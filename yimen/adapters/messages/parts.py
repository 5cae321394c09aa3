"""How a text becomes short messages: 70 characters in one, 67 in each of several, counted in UTF-16 (3GPP TS 23.040)."""

ONE, EACH = 70, 67


def parts(text: str) -> list[str]:
    """Never split inside a character that takes two units."""
    if units(text) <= ONE:
        return [text]
    found, now = [], ""
    for letter in text:
        if units(now + letter) > EACH:
            found.append(now)
            now = ""
        now += letter
    return [*found, now]


def units(text: str) -> int:
    return len(text.encode("utf-16-be")) // 2
