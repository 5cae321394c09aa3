"""Top and foot of a page are the same for everybody who likes pages alike: rendered once, only the way back is filled in."""

from dataclasses import replace
from typing import Any, Literal
from urllib.parse import quote_plus

import jinja2
from markupsafe import Markup

from yimen.web.context import Frame
from yimen.web.language import spoken

Part = Literal["top", "foot"]
HERE = "~here~"  # stands for the page that is looked at; URL encoding leaves it as it is
MOST = 512  # kept parts; there are a few dozen ways to like pages
_kept: dict[tuple[Any, ...], str] = {}


@jinja2.pass_environment
def chrome(environment: jinja2.Environment, part: Part, frame: Frame, narrow: object = False) -> Markup:
    """A macro of ym/frame.html with this frame."""
    key = (environment, part, spoken(), frame.authority, frame.preferences, frame.demo, bool(narrow))
    made = _kept.get(key)
    if made is None:
        if len(_kept) >= MOST:
            _kept.clear()
        module: Any = environment.get_template("ym/frame.html").module
        made = _kept[key] = str(getattr(module, part)(replace(frame, here=HERE), bool(narrow)))
    return Markup(made.replace(HERE, quote_plus(frame.here)))  # noqa: S704 – our own template, and a quoted address
