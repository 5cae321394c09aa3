"""A public text as people would read it, with sample values: the one that stands beside the one that is asked for."""

import re
from collections.abc import Sequence
from typing import Any

from yimen.core.administration.drafting import sms
from yimen.core.administration.released import ASKED
from yimen.core.administration.tables import Row
from yimen.web import days
from yimen.web.language import Lang, today
from yimen.web.words import text

Json = dict[str, Any]


def rendered(kind: str, before: Json, after: Json | None = None) -> list[Json]:
    """[{label, before, after}]; without a new wording only what stands."""
    names = [name for name in ASKED[kind] if name != "template"]
    return [
        {
            "label": text(f"house.column.wording.{name}"),
            "before": as_read(kind, name, before),
            "after": as_read(kind, name, after) if after else "",
        }
        for name in names
    ]


def as_read(kind: str, name: str, values: Json) -> str:
    words = str(values.get(name) or "")
    if kind == "sms":
        return sms(words)
    lang: Lang = "en" if name.endswith("en") else "zh-Hans"
    samples = {one: text(f"wordings.sample.{one}", lang) for one in ("service", "number", "changed")}
    samples["due"] = days.day(today())
    return re.sub(r"{(\w+)}", lambda found: samples.get(found[1], found[0]), words)


def proposed(rows: Sequence[Row]) -> list[Json]:
    """What is asked for in public texts, for whoever approves it."""
    return [
        pair
        for row in rows
        if row.table == "wording"
        for pair in rendered(row.key.partition("/")[0], row.before or {}, row.after or {})
    ]
