"""What was said and is not taken: a citizen's word for what only a register or a device can tell. It is kept, and decides nothing."""

from yimen.core.cases.advising import may_say
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import sealed_facts
from yimen.core.cases.vocabulary import Json
from yimen.core.people.actors import Actor
from yimen.core.services.facts import Facts
from yimen.core.services.published import edition_by_digest


def claimed(case: Dossier, said: Json, by: Actor) -> list[str]:
    """Names of facts: those on the sheet, while it may still change, and those said just now."""
    kept = sealed_facts(case).get("claims", {})
    return sorted({*kept, *(name for name in said if claims(case, name, by))})


def claims(case: Dossier, name: str, by: Actor) -> bool:
    declared = edition_by_digest(case.case.edition).service.facts
    head = case.case
    told = Facts(declared, {}, head.created_at.date(), head.created_at)
    return name in declared and not may_say(told, name, by)
