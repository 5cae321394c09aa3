"""当场更正 (许可法§32(三)): an obvious slip of the person is put right at once; what a register knows is not, and nothing that decides.

Before and after are kept sealed in the event, for the person and for whoever may see the facts of the case.
"""

from yimen.core.cases.chain import open_secret
from yimen.core.cases.dossier import Event
from yimen.core.cases.errors import Mistake
from yimen.core.cases.vocabulary import Json
from yimen.core.services.absent import UNKNOWN
from yimen.core.services.facts import AMENDED, SAID, Facts
from yimen.core.services.sheet import frozen
from yimen.core.services.types import NotAValue


def amend(facts: Facts, said: Json) -> list[Mistake]:
    """Take the corrected values, each with its own source; every mistake of what was said."""
    found = [(name, wrong(facts, name, value)) for name, value in said.items()]
    return [Mistake(f"changes.{name}", key) for name, key in found if key]


def wrong(facts: Facts, name: str, value: object) -> str:
    declared = facts.declared.get(name)
    if declared is None:
        return "no_such_fact"
    known = facts[name]
    if declared.ask is None or declared.derivation or not (known.source in SAID or known.value is UNKNOWN):
        return "known_elsewhere"
    try:
        facts.put(name, value, AMENDED)
    except NotAValue as bad:
        return f"not_{bad.kind}"
    return "as_it_was" if known.value == facts[name].value else ""


def before_and_after(facts: Facts, kept: Json, said: Json) -> Json:
    """{fact: {"before", "after"}} in plain JSON; nothing before where the question had not been answered."""
    return {
        name: {"before": kept.get(name, {}).get("value"), "after": frozen(facts[name]).get("value")} for name in said
    }


def amended(event: Event) -> Json:
    """What an amendment changed: {fact: {"before", "after"}}; empty for any other event and where it was erased."""
    if event.move != "amend":
        return {}
    changes: Json = (open_secret(event) or {}).get("changes", {})
    return changes
