"""The story of a case as steps: what happened, when and by whom, what is going on, and what is still to come."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from yimen.channels.portal.standing import Standing
from yimen.core.cases.amending import amended
from yimen.core.cases.attached import Paper
from yimen.core.cases.dossier import Event
from yimen.core.cases.service import MOVES as SERVICE
from yimen.core.cases.telling import inside
from yimen.core.people.actors import VISITOR
from yimen.web import days
from yimen.web.amended import put_right
from yimen.web.formats import badge
from yimen.web.letters.granted import edition_pinned
from yimen.web.places import place_name
from yimen.web.words import choose, knows, text

Json = dict[str, Any]
INSIDE = frozenset({"begin", "forward_again"})  # not a step to the person
AHEAD = {
    "draft": ("submit", "accept", "decide", "deliver"),
    "submitted": ("accept", "decide", "deliver"),
    "correcting": ("accept", "decide", "deliver"),
    "accepted": ("decide", "deliver"),
    "suspended": ("decide", "deliver"),
    "approved": ("deliver",),
}
CLOCK_OF = {"decide": ("promise", "statute"), "deliver": ("delivery",), "accept": ("notice",)}


def steps(standing: Standing) -> list[Json]:
    events = [event for event in standing.case.events if event.move not in INSIDE]
    return [*(done(standing, event) for event in events), *now_and_ahead(standing)]


def done(standing: Standing, event: Event) -> Json:
    paper = next((one for one in standing.case.papers if one.n == event.n), None)
    step: Json = {
        "state": "done",
        "paused": event.move == "suspend",
        "title": title(standing, event),
        "meta": meta(event),
        "said": words(standing, event),
    }
    return step | ({"link": paper_link(standing, paper)} if paper else {})


def title(standing: Standing, event: Event) -> str:
    if event.move == "forward":
        return text("story.forward", place=place_name(standing.case.case.deciding_region))
    if event.move in SERVICE:
        return text(f"story.{event.move}", paper=served_paper(standing, event))
    if event.move == "submit" and event.role != "applicant":
        return text("story.submit_window")
    return text(f"story.{event.move}") if knows(f"story.{event.move}") else text("story.other")


def meta(event: Event) -> str:
    """11月20日 15:42 · 警号 ****06 · 从 11月9日 算起."""
    parts = [days.moment(event.at), by(event)]
    if event.dated != event.at.astimezone().date() and abs((event.dated - event.at.date()).days) > 1:
        parts.append(text("story.dated", day=days.day(event.dated)))
    return " · ".join(part for part in parts if part)


def by(event: Event) -> str:
    """Who, without a name: the door by which the person came, the number of an officer, a rule, the law's own time."""
    if event.role == "applicant":
        return text(f"story.door.{event.channel}") if knows(f"story.door.{event.channel}") else ""
    if event.role in ("rule", "clock", "node"):
        return text(f"story.by.{event.role}")
    return text("standing.officer", badge=badge(event.actor_id))


def words(standing: Standing, event: Event) -> list[str]:
    if event.move in SERVICE:
        return of_service(event)
    return [] if inside(standing.case, event, VISITOR) else said(standing, event)


def of_service(event: Event) -> list[str]:
    if event.move == "reopen_service":
        return [text("story.reopened")]
    return [text("story.serve_on", day=days.day(event.dated), way=text(f"served.way.{(event.said or {})['way']}"))]


def said(standing: Standing, event: Event) -> list[str]:
    """What was said with it, as far as it is the person's to read."""
    told = event.said or {}
    match event.move:
        case "correct" | "correct_again":
            return [f"{number}. {one['text']}" for number, one in enumerate(told.get("defects", ()), 1)]
        case "amend":
            return put_right(edition_pinned(standing.case.case.edition), amended(event))
        case "suspend":
            kinds = standing.of.choices.get("suspension_kind", {})
            kind = choose(kinds[told["kind"]]) if told.get("kind") in kinds else ""
            return [
                text(
                    "story.suspended",
                    kind=kind,
                    day=days.day(date.fromisoformat(told["expected"])),
                    why=told.get("why", ""),
                )
            ]
        case "approve" | "reject" | "not_accept" | "not_preaccept" | "extend" | "answer_review" | "revoke":
            departs = [told["departs"]] if told.get("departs") else []
            return [one["text"] for one in (*told.get("reasons", ()), *departs)]
        case "withdraw_notice" | "withdraw_defect" | "withdraw" | "verify_on_site" | "after_check" | "order_to_mend":
            return [told[word] for word in ("why", "found") if told.get(word)]
    return []


def served_paper(standing: Standing, event: Event) -> str:
    named = (event.said or {}).get("paper")
    paper = next((one for one in standing.case.papers if str(one.id) == named), None)
    return paper_name(standing, paper) if paper else text("story.paper")


def paper_link(standing: Standing, paper: Paper) -> Json:
    return {"href": f"/papers/{paper.id}/", "text": text("story.read", paper=paper_name(standing, paper))}


def paper_name(standing: Standing, paper: Paper) -> str:
    named = standing.of.papers.get(paper.kind)
    return choose(named) if named else paper.kind


def now_and_ahead(standing: Standing) -> Iterator[Json]:
    """The step that is going on, and those to come with their last days."""
    state = standing.case.state
    if state not in AHEAD:
        return
    yield {
        "state": "now",
        "turn": standing.turn,
        "title": text(f"story.now.{standing.key}"),
        "meta": text("story.since", moment=days.moment(standing.since.at)),
    }
    for name in AHEAD[state]:
        yield {"state": "ahead", "title": text(f"story.ahead.{name}"), "meta": last_day(standing, name)}


def last_day(standing: Standing, name: str) -> str:
    found = [standing.running.due(kind) for kind in CLOCK_OF.get(name, ())]  # type: ignore[arg-type]
    due = next((day for day in found if day), None)
    return (
        text("story.latest", day=days.day(due))
        if due
        else text(f"story.limit.{name}")
        if knows(f"story.limit.{name}")
        else ""
    )
