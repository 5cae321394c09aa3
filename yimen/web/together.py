"""一起付, as every door has it: what a pick says, beginning one charge for what was picked, and where the money of a charge is."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from yimen.core.cases.dossier import Dossier
from yimen.core.payments import attempts
from yimen.core.payments.models import Payment
from yimen.core.payments.orders import LIVE
from yimen.core.payments.whereabouts import Where
from yimen.core.people.actors import Actor
from yimen.web.formats import reference, yuan

STATES: dict[Where, str] = {
    "free": "ok", "unknown": "us", "owed": "turn", "later": "us", "opening": "hold", "waiting": "turn", "short": "hold", "paid": "ok",
    "returning": "us", "returned": "ok",
}  # fmt: skip


def pick(case: Dossier) -> str:
    """What a form carries of a case: which, and the sum that was shown for it."""
    return f"{case.id}:{case.terms.fee}"


def choice(case: Dossier, called: str, picked: set[str] | None) -> dict[str, Any]:
    """A case that can be picked. Everything is picked at first; afterwards what was."""
    return {
        "value": pick(case),
        "title": called,
        "more": whose(case),
        "yuan": yuan(case.terms.fee or "0.00"),
        "checked": picked is None or pick(case) in picked,
    }


def whose(case: Dossier) -> str:
    return " · ".join(part for part in (case.case.applicant_name, reference(case.number or "")) if part)


def chosen(owed: Sequence[Dossier], picked: Collection[str]) -> list[Dossier]:
    return [case for case in owed if pick(case) in picked]


def begin(owed: Sequence[Dossier], picked: Collection[str], *, by: Actor, at: datetime) -> tuple[str, str]:
    """The number of the charge, or what stands in the way – `none` is picked, one has `changed` –: then nothing was begun."""
    cases = chosen(owed, picked)
    if not picked:
        return "", "none"
    if len(cases) < len(picked) or not settings.GATEWAY:
        return "", "changed"
    try:
        return attempts.begin_together(cases, by=by, at=at), ""
    except attempts.NotTried:
        return "", "changed"


def live_of(found: Sequence[Payment]) -> Payment | None:
    """The payment by which the gateway is asked, while the charge is under way."""
    return next((one for one in found if one.state in LIVE), None)


def ask_or_close(live: Payment | None, wanted: str, why: str, at: datetime) -> None:
    """Ask what became of the charge, or end it so that it can be paid another way. Too late, it changes nothing."""
    if live and wanted == "ask":
        attempts.query(live.id, at)
    elif live and wanted == "close":
        attempts.close(live.id, at, why)


def where(found: Sequence[Payment]) -> Where:
    """Where the money of the whole charge is."""
    if any(one.state in LIVE for one in found):
        return "waiting" if any(one.state == "open" for one in found) else "opening"
    return "paid" if any(one.state == "paid" for one in found) else "owed"
