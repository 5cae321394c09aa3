"""The course of a case for officers: every step with who, when, which article, what was said, and the paper that came of it."""

from typing import Any

from yimen.channels.hall.refusals import happened
from yimen.core.cases.amending import amended
from yimen.core.cases.attached import Paper
from yimen.core.cases.dossier import Dossier, Event
from yimen.core.cases.procedure import Procedure
from yimen.core.cases.rulebook import NoProcedure, procedure
from yimen.core.services.editions import Edition
from yimen.web import days
from yimen.web.amended import put_right
from yimen.web.language import today
from yimen.web.laws import cited
from yimen.web.words import choose, text

Json = dict[str, Any]
SPOKEN = ("why", "found", "shown", "penalty", "statement", "promise")


def story(case: Dossier, edition: Edition | None = None) -> list[Json]:
    """With the edition for those who may see facts: what an amendment changed is theirs to read."""
    return [step(case, event, edition) for event in reversed(case.events)]


def step(case: Dossier, event: Event, edition: Edition | None) -> Json:
    paper = next((one for one in case.papers if one.n == event.n), None)
    words = [*chosen(case, event), *said(event), *put_right(edition, amended(event))]
    told: Json = {"at": "", "text": happened(event), "said": words, "fault": event.fault}
    return told | ({"href": f"/papers/{paper.id}/", "paper": paper_name(case, paper)} if paper else {})


def of_case(case: Dossier) -> Procedure | None:
    try:
        return procedure(case.case.procedure, today())
    except NoProcedure:
        return None


def paper_name(case: Dossier, paper: Paper) -> str:
    of = of_case(case)
    return choose(of.papers[paper.kind]) if of and paper.kind in of.papers else paper.kind


def chosen(case: Dossier, event: Event) -> list[str]:
    """What was chosen of a closed list – an opinion, a ground, a result – in the words of the procedure."""
    of, told = of_case(case), event.said or {}
    row = next(iter(of.rows(event.move, event.dated)), None) if of else None
    if of is None or row is None:
        return []
    lists = [(of.choices[one.type], told.get(one.name)) for one in row.said if one.type in of.choices]
    return [choose(words[code]) for words, code in lists if code in words]


def said(event: Event) -> list[str]:
    """The words of a step; lists line by line. What was said about facts stays sealed and is not here."""
    told = event.said or {}
    found = [str(told[word]) for word in SPOKEN if told.get(word)]
    found += [one["text"] for name in ("defects", "reasons") for one in told.get(name, ()) if one.get("text")]
    if departs := told.get("departs"):
        found.append(text("hall.departs", why=departs["text"], law=cited(departs["law"])))
    if expected := told.get("expected"):
        found.append(text("hall.expected", day=days.day(type(event.dated).fromisoformat(expected))))
    return found
