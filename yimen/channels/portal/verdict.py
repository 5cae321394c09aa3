"""What the advice says so far, as a notice: it can be done, not now, by an officer, or what is still missing for an answer."""

from collections.abc import Mapping
from typing import Any

from yimen.core.services.editions import Edition
from yimen.core.services.facts import root
from yimen.web.asking import papers_of, questions_of, reason
from yimen.web.words import choose, text

Json = dict[str, Any]


def verdict(advice: Json, edition: Edition, *, names: Mapping[str, Any], any_answer: bool, known: bool) -> Json | None:
    """{state, title, paragraphs, instead?}; None before anything was answered. `names` are those of services by their codes."""
    applying = advice["may_apply"]
    if applying is None:
        return open_verdict(advice) if any_answer else None
    if applying["then"] == "ok":
        return fine(advice, edition, known=known)
    if applying["then"] == "officer":
        return {"state": "us", "title": said(applying), "paragraphs": after(applying)}
    lines = [*after(applying), *records(applying), text("verdict.still")]
    return {"state": "turn", "title": said(applying), "paragraphs": lines, "instead": instead(applying, names)}


def open_verdict(advice: Json) -> Json:
    questions, papers = list(questions_of(advice)), list(papers_of(advice))
    if questions:
        return {"state": "us", "title": text("verdict.more", n=len(questions)), "paragraphs": []}
    listed = text("list.comma").join(choose(one["name"]) for one in papers)
    return {
        "state": "us",
        "title": text("verdict.papers"),
        "paragraphs": [text("verdict.bring", list=listed)] if papers else [],
    }


def fine(advice: Json, edition: Edition, *, known: bool) -> Json:
    """It can be done, as far as one can say before registers were asked."""
    if not advice["provisional"]:
        return {"state": "ok", "title": text("verdict.ok"), "paragraphs": []}
    checks = text("list.comma").join(to_check(advice, edition))
    lines = [text("verdict.to_check_begun" if known else "verdict.to_check", list=checks)] if checks else []
    return {"state": "ok", "title": text("verdict.looks_ok"), "paragraphs": [*lines, text("verdict.provisional")]}


def to_check(advice: Json, edition: Edition) -> list[str]:
    """What registers must still confirm before the answer is certain, by what they hold; only what may change the answer."""
    facts = edition.service.facts
    named = [facts[root(facts, one["fact"])].zh for one in advice["to_check"] if one["table"] == "may_apply"]
    return list(dict.fromkeys(choose(words) for words in named))


def said(applying: Json) -> str:
    return choose(applying["say"]) if applying.get("say") else text("verdict.officer")


def after(applying: Json) -> list[str]:
    return [choose(applying["next"])] if applying.get("next") else []


def records(applying: Json) -> list[str]:
    """The records under a reason: 2026-08-01 · 示例路 · 未处理. Facts stand there with their names."""
    listed = applying.get("lists") or {"rows": [], "fields": {}}
    named = {name: choose(words) for name, words in listed["fields"].items()} if listed.get("facts") else {}
    return [
        " · ".join(f"{named.get(name, '')} {one}".strip() for name, one in row.items() if one) for row in listed["rows"]
    ]


def instead(applying: Json, names: Mapping[str, Any]) -> Json | None:
    code = applying.get("instead")
    if not code or code not in names:
        return None
    return {"href": f"/services/{code}/", "text": text("verdict.instead", service=choose(names[code]))}


def brief(advice: Json) -> Json | None:
    """The same in one breath, for the answer under a choice; None where a choice changes nothing."""
    applying = advice["may_apply"]
    if applying is None or applying["then"] == "ok":
        return None
    return {"state": "turn" if applying["then"] == "refuse" else "us", "text": reason(applying)}
