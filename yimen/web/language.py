"""The languages a page speaks, and who is being spoken to: set once a request by the middleware, read by words and formats.

Simplified Chinese is the source. Traditional is derived phrase by phrase (never whole pages: a name, an address and
what somebody typed keep their own characters). English stands beside the Chinese in every catalogue.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, TypeGuard, get_args

import opencc
import yaml

from yimen.core.places import clock

Lang = Literal["zh-Hans", "zh-Hant", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
SOURCE: Lang = "zh-Hans"
OWN_NAMES: dict[str, str] = {"zh-Hans": "简体", "zh-Hant": "繁體", "en": "EN"}  # each in itself, on every page
EXCEPTIONS = Path(__file__).parent / "words" / "hant.yaml"


@dataclass(frozen=True, slots=True)
class Speaking:
    """To whom words are said: their language, and the moment from which “today” and the year are seen."""

    lang: Lang
    now: Callable[[], datetime]


UNASKED = Speaking(SOURCE, clock.now)  # outside a request: commands, jobs
_speaking: ContextVar[Speaking] = ContextVar("speaking")


@contextmanager
def speaking(lang: Lang, now: Callable[[], datetime] = clock.now) -> Iterator[None]:
    """Everything said inside is said in `lang`; the clock is asked at most once, when somebody first wants to know."""
    token = _speaking.set(Speaking(lang, cache(now)))
    try:
        yield
    finally:
        _speaking.reset(token)


def on(day: date) -> Callable[[], datetime]:
    """A clock that stands at noon of a day: for samples and tests."""
    return lambda: datetime.combine(day, time(12), clock.CHINA)


def spoken() -> Lang:
    return _speaking.get(UNASKED).lang


def gap() -> str:
    """What stands between two sentences: a blank in English, nothing in Chinese."""
    return " " if spoken() == "en" else ""


def now() -> datetime:
    """The moment of this request: one and the same for all of it."""
    return _speaking.get(UNASKED).now()


def today() -> date:
    return now().date()


def is_lang(text: object) -> TypeGuard[Lang]:
    return text in LANGS


@lru_cache(maxsize=8192)
def hant(text: str) -> str:
    """Traditional characters as Hong Kong writes them. Phrases that the dictionary gets wrong stand in hant.yaml."""
    pattern, exceptions = _exceptions()
    return "".join(exceptions.get(part) or _converter().convert(part) for part in pattern.split(text) if part)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2hk")


@cache
def _exceptions() -> tuple[re.Pattern[str], dict[str, str]]:
    words: dict[str, str] = yaml.safe_load(EXCEPTIONS.read_text(encoding="utf-8"))
    return re.compile("(" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"), words


def in_script(zh: str) -> str:
    """A Chinese text that the program made, in the characters of this page."""
    return hant(zh) if spoken() == "zh-Hant" else zh
