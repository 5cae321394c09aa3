"""Templates: Jinja, with our words, days and drawings at hand. A missing fact raises; only asking whether it is there does not."""

from collections.abc import Callable, MutableMapping
from functools import cache
from types import FunctionType
from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse
from markupsafe import Markup

from yimen.core.people.numbers import masked
from yimen.web import chrome, days, drawings, formats, language, laws, words
from yimen.web.forms import questions, records


class Missing(jinja2.StrictUndefined):
    """`{% if notice.law %}` may ask for what is not there; printing it, or looping over it, is a mistake."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]  # the one question that may be asked
        return False


@cache
def asset(path: str) -> str:
    return static(path)


@cache
def styles(*names: str) -> Markup:
    """Links to the style sheets of a page, in the order of their layers."""
    return Markup("\n").join(Markup('<link rel="stylesheet" href="{}">').format(asset(f"ym/{n}.css")) for n in names)


TOOLS: dict[str, Callable[..., Any]] = {
    "say": words.say,
    "text": words.text,
    "choose": words.choose,
    "knows": words.knows,
    "lang": language.spoken,
    "now": language.now,
    "today": language.today,
    "day": days.day,
    "long_day": days.long_day,
    "moment": days.moment,
    "span": days.span,
    "month": days.month,
    "weekday": days.weekday,
    "yuan": formats.yuan,
    "time": formats.time,
    "masked": masked,
    "cited": laws.cited,
    "badge": formats.badge,
    "reference": formats.reference,
    "numeral": formats.chinese_number,
    "icon": drawings.icon,
    "chrome": chrome.chrome,
    "qr": drawings.qr,
    "bar": drawings.bar,
    "record_lines": records.lines,
    "input_names": questions.names,
    "static": asset,
    "url": reverse,
    "styles": styles,
}


class Context(jinja2.runtime.Context):
    """A page makes a hundred calls, nearly all of our own functions and macros: those are called without further questions."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if type(called) is jinja2.runtime.Macro:
            args = (self.eval_ctx, *args)
        elif type(called) is not FunctionType or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)


class Environment(jinja2.Environment):
    """Pages are fed by plain dicts, so a dot asks a dict for its key first (also one called `items`); and what every
    template knows is one dict, not a chain of them. Both are a third of the time of a page."""

    context_class = Context

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def environment(**options: Any) -> Environment:
    """The Jinja environment that django.template.backends.jinja2 asks for."""
    options |= {"undefined": Missing, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options)  # Django's backend passes autoescape=True
    made.globals |= TOOLS
    return made
