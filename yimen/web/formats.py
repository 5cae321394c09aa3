"""Money, times, masked numbers and references as a person reads them. A number of a person is never shown whole."""

from decimal import Decimal

from yimen.web.words import text

DIGITS = "〇一二三四五六七八九"


def yuan(value: Decimal | str | int) -> str:
    """15 元, 15.50 元, 免费; ¥15, ¥15.50, free."""
    amount = Decimal(value)
    if not amount:
        return text("format.free")
    number = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return text("format.yuan", amount=number)


def time(value: str) -> str:
    """A time of the service language: “20 working days” → 20 个工作日; “at once” → 当场."""
    if value in ("at once", "none"):
        return text(f"format.{value.replace(' ', '_')}")
    number, unit = value.split(" ", 1)
    return text(f"format.unit.{unit.removesuffix('s').split()[0]}", n=int(number))


def badge(number: str) -> str:
    """The number of an officer, as the public sees it: ****12."""
    return f"****{number[-2:]}" if number else ""


def reference(number: str) -> str:
    """A reference in groups of four, as it is read aloud: YM440126110417 → YM 4401 2611 0417."""
    letters = number[: len(number) - len(number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
    rest = "".join(number[len(letters) :].split())
    return " ".join(filter(None, [letters, *(rest[at : at + 4] for at in range(0, len(rest), 4))]))


def code_points(characters: str) -> str:
    """Each character with its code point, for whoever has to write it by hand or look for a font: 𠃏（U+200CF）."""
    return text("list.comma").join(text("format.code_point", char=one, code=f"U+{ord(one):04X}") for one in characters)


def chinese_number(value: int) -> str:
    """1 → 一, 12 → 十二, 105 → 一百〇五; from 0 to 999, for lists, articles and copies."""
    hundreds, tail = divmod(value, 100)
    tens, ones = divmod(tail, 10)
    if not hundreds and tens == 1:
        return "十" + DIGITS[ones] * bool(ones)
    head = DIGITS[hundreds] + "百" if hundreds else ""
    middle = DIGITS[tens] + "十" if tens else "〇" * bool(hundreds and ones)
    return head + middle + DIGITS[ones] * bool(ones or not value)
