"""Certificates that end soon, on the front page, each with the way to a new one."""

from datetime import timedelta
from typing import Any

from yimen.channels.portal.certificates import pinned_title
from yimen.channels.portal.shelf import Shelf
from yimen.core.rights.front import Ending
from yimen.web import days
from yimen.web.language import today
from yimen.web.words import text

Json = dict[str, Any]
SOON, SHOWN = timedelta(days=90), 3


def line(one: Ending, found: Shelf) -> Json:
    """Where nothing here renews it, the guide that it came from says what to do."""
    return {
        "title": text("ending.renew", name=pinned_title(one.edition, one.item)),
        "more": text("ending.until", day=days.long_day(one.until), n=(one.until - today()).days),
        "href": f"/services/{renewed_by(one.kind, found) or one.service}/",
        "date": {"month": text("ending.month", n=one.until.month), "day": one.until.day, "state": "turn"},
    }


def renewed_by(kind: str, found: Shelf) -> str:
    """The service whose result takes the place of such a certificate."""
    codes = [code for code, one in found.items() if one.service.result and kind in (one.service.result.replaces or ())]
    return codes[0] if codes else ""
