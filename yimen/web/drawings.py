"""What is drawn inside a page as SVG: icons, QR codes, bars. No script, no inline style, no second request."""

import io
import re
from functools import cache, lru_cache
from pathlib import Path

import segno
from markupsafe import Markup, escape

SPRITE = Path(__file__).parent / "static" / "ym" / "icons.svg"
SYMBOL = re.compile(r'<symbol id="([a-z]+)" viewBox="0 0 24 24">(.*?)</symbol>', re.DOTALL)
BAR = Markup(
    '<svg class="ym-bar__i" width="{width}%" height="20" aria-hidden="true" focusable="false">'
    '<rect width="100%" height="100%"/></svg>'
)


@cache
def icons() -> dict[str, Markup]:
    """All icons by name, from the sprite."""
    return {name: _icon(drawn) for name, drawn in SYMBOL.findall(SPRITE.read_text("utf-8"))}


def _icon(drawn: str) -> Markup:
    head = '<svg class="ym-i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    return Markup(f"{head}{drawn}</svg>")  # noqa: S704 – our own file


def icon(name: str) -> Markup:
    """An icon beside words that say the same. Raises KeyError for a name that was never drawn."""
    return icons()[name]


@lru_cache(maxsize=512)
def qr(content: str, label: str, size: str = "") -> Markup:
    """A QR code (ISO/IEC 18004, level M) with its text for screen readers; `size` is small or nothing."""
    out = io.BytesIO()
    code = segno.make(content, error="m", micro=False, boost_error=False)
    code.save(out, kind="svg", border=2, omitsize=True, xmldecl=False, svgns=False, svgclass=None, lineclass=None)
    kind = f" ym-qr__code--{size}" if size else ""
    head = f'<span class="ym-qr__code{kind}" role="img" aria-label="{escape(label)}">'
    return Markup(f"{head}{out.getvalue().decode()}</span>")  # noqa: S704 – drawn from modules


def bar(share: float) -> Markup:
    """A bar of a share of the room, 0 to 1; its value stands beside it in words."""
    return BAR.format(width=round(min(max(share, 0.01), 1) * 100, 1))
