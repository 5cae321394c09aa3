"""How a person wants pages: language, large text, high contrast. One cookie without personal data; no script needed."""

from dataclasses import dataclass
from typing import Literal, get_args

from django.http import HttpRequest, HttpResponse

from yimen.web.language import SOURCE, Lang, is_lang

COOKIE = "ym_prefs"
YEAR = 365 * 24 * 3600
Text = Literal["normal", "large"]
Contrast = Literal["normal", "high"]
TEXTS: dict[str, Text] = {text: text for text in get_args(Text)}
CONTRASTS: dict[str, Contrast] = {contrast: contrast for contrast in get_args(Contrast)}


@dataclass(frozen=True, slots=True)
class Preferences:
    lang: Lang = SOURCE
    text: Text = "normal"
    contrast: Contrast = "normal"

    def cookie(self) -> str:
        return f"{self.lang}.{self.text}.{self.contrast}"


def preferences(request: HttpRequest) -> Preferences:
    """What the cookie says; whatever is not one of our words counts as never said, and then the browser speaks."""
    lang, text, contrast, *_ = [*request.COOKIES.get(COOKIE, "").split("."), "", "", ""]
    first = Preferences(accepted_language(request.headers.get("Accept-Language", "")))
    return chosen(first, lang, text, contrast)


def chosen(before: Preferences, lang: str = "", text: str = "", contrast: str = "") -> Preferences:
    """The preferences after a choice; words that are not ours change nothing."""
    return Preferences(
        lang if is_lang(lang) else before.lang,
        TEXTS.get(text, before.text),
        CONTRASTS.get(contrast, before.contrast),
    )


def remember(response: HttpResponse, wanted: Preferences, *, secure: bool) -> None:
    response.set_cookie(COOKIE, wanted.cookie(), max_age=YEAR, httponly=True, samesite="Lax", secure=secure)


def accepted_language(header: str) -> Lang:
    """The best of our languages for an Accept-Language header (RFC 9110 §12.5.4), for callers that have no cookie."""
    wanted = sorted((_range(part) for part in header[:200].split(",")), reverse=True)
    return next((lang for quality, tag in wanted if quality > 0 and (lang := _language(tag))), SOURCE)


def _range(part: str) -> tuple[float, str]:
    tag, _, weight = part.strip().lower().partition(";")
    try:
        return (float(weight.strip().removeprefix("q=")) if weight else 1.0), tag.strip()
    except ValueError:
        return 0.0, tag.strip()


def _language(tag: str) -> Lang | None:
    if tag.startswith(("zh-hant", "zh-hk", "zh-tw", "zh-mo")):
        return "zh-Hant"
    return "zh-Hans" if tag.startswith("zh") else "en" if tag.startswith("en") else None
