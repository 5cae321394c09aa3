"""Guards of the moves `serve` and `reopen_service`: it is a paper of this case, and the day can be."""

from datetime import date

from yimen.core.cases.attached import Paper
from yimen.core.cases.errors import Why
from yimen.core.cases.service import served
from yimen.core.cases.situation import Situation
from yimen.core.places.clock import CHINA


def paper_to_serve(now: Situation) -> Why | None:
    """It is a paper of this case, of that step, and was not withdrawn."""
    return None if now.says is None or _paper(now) else Why("paper_to_serve")


def served_on_a_day(now: Situation) -> Why | None:
    """Not before it was issued, not tomorrow, and not twice."""
    if now.says is None or (paper := _paper(now)) is None:
        return None
    on = date.fromisoformat(now.says["on"])
    if not paper.issued_at.astimezone(CHINA).date() <= on <= now.today:
        return Why("served_on_a_day", {"day": now.says["on"]})
    return Why("served_before") if int(now.says["of"]) in served(now.dossier.events) else None


def _paper(now: Situation) -> Paper | None:
    says = now.says or {}
    papers = (one for one in now.dossier.papers if str(one.id) == says["paper"] and str(one.n) == says["of"])
    return next((one for one in papers if one.withdrawn_on is None), None)
