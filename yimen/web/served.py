"""Service of the papers of a case, and what runs from it: the same for the person and for officers.

复议条例§15, 复议法§20, 诉讼法§46, 许可法§47: the time to contest or to be heard counts from the day after service, and not before.
"""

from datetime import date
from typing import Any

from yimen.core.cases.attached import Paper, Remedy
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.limits import limits
from yimen.core.cases.rulebook import NoProcedure, procedure
from yimen.core.cases.service import Service, came_back, served
from yimen.core.notices.contesting import Contest, contesting
from yimen.core.notices.rules import rule_of
from yimen.core.places.clock import CHINA
from yimen.core.places.working_days import DAY
from yimen.web import days
from yimen.web.formats import time
from yimen.web.language import today
from yimen.web.laws import cited
from yimen.web.running import Running
from yimen.web.words import choose, text

Json = dict[str, Any]


def service(case: Dossier) -> list[Json]:
    """[{title, href, state, lines}] of every paper that has to be served, the latest first."""
    known, back = served(case.events), came_back(case.events)
    papers = [one for one in case.papers if one.withdrawn_on is None and (one.n in known or has_to_be(one))]
    return [told(case, one, known.get(one.n), back=one.n in back) for one in reversed(papers)]


def has_to_be(paper: Paper) -> bool:
    return rule_of(paper.kind, paper.issued_at.astimezone(CHINA).date()) is not None


def told(case: Dossier, paper: Paper, on: Service | None, *, back: bool) -> Json:
    if on is None:
        first = text("served.came_back" if back else "served.not_yet")
    else:
        way, starts = text(f"served.way.{on.way}"), days.day(on.on + DAY)
        first = text("served.on", day=days.day(on.on), way=way, first=starts)
    return {
        "title": name_of(case, paper), "href": f"/papers/{paper.id}/",
        "state": "ok" if on else "bad" if back else "hold", "lines": [first, *limits_of(case, paper)],
    }  # fmt: skip


def name_of(case: Dossier, paper: Paper) -> str:
    try:
        found = procedure(case.case.procedure, today()).papers.get(paper.kind)
    except NoProcedure:
        return paper.kind
    return choose(found) if found else paper.kind


def limits_of(case: Dossier, paper: Paper) -> list[str]:
    """Each way to contest it, and the right to be heard, with the last day once it runs."""
    rows = [(one, row) for one, row in zip(contesting(case), case.remedies, strict=True) if one.n == paper.n]
    return [*(contest(one, row) for one, row in rows), *hearing(case, paper)]


def contest(one: Contest, row: Remedy) -> str:
    if row.after:
        return text("served.remedy.after", within=time(row.within), law=cited(row.law))
    where = choose({"zh": row.where_zh, "en": row.where_en or row.where_zh})
    return text(f"served.remedy.{row.way}", within=time(row.within), where=where, law=cited(row.law)) + until(one.last)


def hearing(case: Dossier, paper: Paper) -> list[str]:
    """Of the notice of the right to be heard, as long as nobody has asked and it is not over."""
    clock = Running(case).clock("hearing_ask")
    limit = limits(case.terms, today()).get("hearing_ask")
    event = next((one for one in case.events if one.n == paper.n), None)
    if clock is None or limit is None or limit.time is None or event is None or event.move != "tell_hearing":
        return []
    return [text("served.remedy.hearing_ask", within=time(str(limit.time)), law=cited(clock.law)) + until(clock.due)]


def until(last: date | None) -> str:
    if last is None:
        return ""
    return text("served.over" if last < today() else "served.last", day=days.long_day(last))
