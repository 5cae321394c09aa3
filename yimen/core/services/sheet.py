"""Facts written down and taken up again: what a case was submitted with, for its officer and for a replay."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from yimen.core.services.absent import NONE, UNKNOWN, Absent
from yimen.core.services.facts import Fact, Facts, Silence, Source
from yimen.core.services.language import Declared
from yimen.core.services.types import plain
from yimen.core.services.walk import Json


def freeze(facts: Facts) -> Json:
    """{fact: {"value" or "absent", "source", "at", "silence"}} of all that is not derived, secret facts included."""
    return {name: frozen(fact) for name, fact in facts.items() if not facts.declared[name].derivation}


def frozen(fact: Fact) -> Json:
    told: Json = {"source": fact.source, "at": fact.at.isoformat()}
    told |= {"absent": fact.value.value} if isinstance(fact.value, Absent) else {"value": plain(fact.value)}
    if fact.silence:
        told["silence"] = {"source": fact.silence.source, "why": fact.silence.why, "ticket": fact.silence.ticket}
    return told


def thaw(
    declared: Mapping[str, Declared],
    told: Json,
    on: date,
    at: datetime,
    *,
    sources: Mapping[str, Source] | None = None,
    supplied: Iterable[str] = (),
) -> Facts:
    """The facts again. With `sources`, what was unknown then is climbed for anew; a fact no longer declared is left out."""
    facts = Facts(declared, sources or {}, on, at, identified=True, supplied=supplied)
    for name, one in told.items():
        absent = one.get("absent")
        if name not in declared or (absent == "unknown" and sources is not None):
            continue
        since = datetime.fromisoformat(one["at"])
        value = {"none": NONE, "unknown": UNKNOWN}[absent] if absent else facts.read(name, one["value"], strict=False)
        silence = one.get("silence")
        facts.write(name, Fact(value, one["source"], since, Silence(**silence) if silence else None))
    return facts
