"""Numbers, money and plates as people write them: １２，３４５.６０元 is 12345.60."""

import re
from decimal import Decimal

from yimen.web.forms.answers import Wrong
from yimen.web.forms.characters import excerpt, narrow

NUMBER = re.compile(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,9})?")
GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
PLATE = re.compile(r"[\u4e00-\u9fff][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]")


def whole(typed: str) -> int:
    """Raises Wrong: not_number, not_whole."""
    plain = _digits(narrow(typed))
    if not NUMBER.fullmatch(plain):
        raise Wrong("not_number", typed=excerpt(typed))
    if (found := Decimal(plain)) != found.to_integral_value():
        raise Wrong("not_whole", typed=excerpt(typed))
    return int(found)


def money(typed: str) -> Decimal:
    """Yuan with at most two decimals, not negative. Raises Wrong: not_money, too_exact, too_small."""
    plain = _digits(re.sub(r"^[¥￥]|(元|人民币|圆)$", "", narrow(typed)))
    if not NUMBER.fullmatch(plain):
        raise Wrong("not_money", typed=excerpt(typed))
    found = Decimal(plain)
    if found < 0:
        raise Wrong("too_small", typed=excerpt(typed), least=0)
    if found != found.quantize(Decimal("0.01")):
        raise Wrong("too_exact", typed=excerpt(typed))
    return found.quantize(Decimal("0.01"))


def plate(typed: str) -> str:
    """A number plate without blanks and dots, in capitals. Raises Wrong."""
    plain = narrow(typed).replace("·", "").replace("-", "").replace(".", "").upper()
    if not PLATE.fullmatch(plain):
        raise Wrong("plate", typed=excerpt(typed))
    return plain


def _digits(plain: str) -> str:
    return plain.replace(",", "") if GROUPED.fullmatch(plain) else plain
