"""/cases/<id>/answers/ – check everything before it is sent: what was said and known, the fee, both clocks, the pledge, the advice."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yimen.channels.portal import known, promise, times
from yimen.channels.portal.drafts import Draft, draft_of, next_step, progress, step_before
from yimen.channels.portal.form_keys import new_key
from yimen.channels.portal.matter import needs
from yimen.channels.portal.refusals import explained
from yimen.channels.portal.verdict import after, fine, open_verdict, records, said
from yimen.core.cases.attached import Document
from yimen.core.cases.rulebook import procedure
from yimen.core.places.law_book import law_book
from yimen.core.services.tables import Place
from yimen.web import days
from yimen.web.asking import questions_of
from yimen.web.formats import time, yuan
from yimen.web.forms.answers import Wrong
from yimen.web.language import gap, today
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@require_safe
@needs("apply")
@explained
def answers(request: Request, case_id: UUID) -> HttpResponse:
    draft = draft_of(request, case_id)
    if any(True for _ in questions_of(draft.advice)) and "skip" not in request.GET:
        return HttpResponseRedirect(next_step(draft))
    return page(request, draft)


def page(
    request: Request, draft: Draft, *, wrong: str = "", status: int = 200, told: list[str] | None = None
) -> HttpResponse:
    """The whole page; `wrong` is said at the pledge, `told` are reasons why it could not be sent just now."""
    now, total = progress(draft, "answers")
    place = Place(law_book(), today(), draft.case.case.region)
    refused = bool(told) or against(draft.advice)
    context: Json = {
        "back": step_before(draft, "answers"),
        "now": now,
        "total": total,
        "title": text("check.title"),
        "lead": lead(draft),
        "given": known.answers(draft),
        "known": [known.whose(draft.case), *known.from_registers(draft.edition, draft.facts)],
        "files": files(draft),
        "advice": advice(draft),
        "changed": [*(told or []), *changed(draft)],
        "pledge": promise.card(draft, place, wrong) if promise.is_pledge(draft) else None,
        "action": action(draft, anyway=refused),
        "wrongs": [Pledgeless(wrong)] if wrong else [],
        "act": act(draft, refused=refused),
    }
    return render(request, "portal/check.html", context, status=status)


class Pledgeless(Wrong):
    """Neither way of the pledge was chosen."""

    def __init__(self, words: str):
        super().__init__("choose", promise.NAME)
        self.said = words

    @property
    def words(self) -> Any:
        return self.said


def action(draft: Draft, *, anyway: bool) -> str:
    """Where the form goes: its key, whether a pledge was offered, and whether one applies against the advice."""
    shown = promise.digest_shown(draft) if promise.is_pledge(draft) else ""
    words = {"key": new_key(), "pledge": shown, "anyway": "1" if anyway else ""}
    return f"{draft.at}submission/?" + urlencode({name: word for name, word in words.items() if word})


def against(told: Json) -> bool:
    """Does the advice speak against it, or is something unsaid that only the person could say?"""
    applying = told["may_apply"]
    return bool(applying and applying["then"] == "refuse") or any(True for _ in questions_of(told))


def act(draft: Draft, *, refused: bool) -> str:
    if refused:
        return text("check_more.anyway")
    return text("check_more.pledge" if promise.is_pledge(draft) else "check_more.send")


def advice(draft: Draft) -> Json | None:
    """What the rules say of it, as far as it is not plainly fine."""
    applying = draft.advice["may_apply"]
    if applying is None:
        return open_verdict(draft.advice)
    if applying["then"] == "ok":
        return fine(draft.advice, draft.edition, known=True) if draft.advice["provisional"] else None
    if applying["then"] == "officer":
        return {"state": "us", "title": said(applying), "paragraphs": after(applying)}
    lines = [*after(applying), *records(applying), text("verdict.still")]
    return {"state": "turn", "title": text("check_more.refuse", why=said(applying)), "paragraphs": lines}


def lead(draft: Draft) -> str:
    """One breath: what, how much, how long."""
    parts = [choose(draft.edition.service.name), fee(draft.advice)]
    return text("check_more.lead", what=text("check_more.comma").join(parts)) + gap() + time_said(draft)


def fee(told: Json) -> str:
    return yuan(told["fee"]["yuan"]) if told["fee"] is not None else text("check_more.fee_later")


def time_said(draft: Draft) -> str:
    told = draft.advice
    if told["lane"] == "instant":
        return text("check_more.instant")
    name, on = told["procedure"] or "licence", today()
    limit = procedure(name, on).limit("notice", on)
    first = text("check_more.notice", time=time(limit.time)) if limit and limit.time else ""
    due = {kind: told["time"][kind]["due"] for kind in times.KINDS if (told["time"].get(kind) or {}).get("due")}
    ends = [text(f"times.{kind}_by", day=days.day(days_of(last))) for kind, last in due.items()]
    return first + (text("check_more.then", what=text("times.and").join(reversed(ends))) if ends else "")


def days_of(text_of_day: str) -> Any:
    return type(today()).fromisoformat(text_of_day)


def files(draft: Draft) -> list[Json]:
    """Every material that can be sent from here, with what was handed in and the way to change it."""
    by_material: dict[str, list[str]] = {}
    for one in draft.case.documents:
        by_material.setdefault(one.material, []).append(told_of(one))
    wanted = dict.fromkeys([*(one["id"] for one in draft.uploads), *by_material])
    names = {one["id"]: choose(one) for one in [*draft.advice["materials"], *draft.asked]}
    return [
        {
            "label": names.get(material, material),
            "lines": by_material.get(material, [text("check_more.not_sent")]),
            "change": f"{draft.at}materials/{material}/",
        }
        for material in wanted
    ]


def told_of(document: Document) -> str:
    """Its name, and where it cannot be used that another is needed."""
    if document.usable:
        return document.filename
    return text("check_more.unfit", file=document.filename, state=text(f"material.verdict.{document.verdict}"))


def changed(draft: Draft) -> list[str]:
    """Rules that are newer than the draft: it is advised anew, and the person is told."""
    if draft.case.case.edition == draft.edition.digest:
        return []
    return [text("check_more.edition", n=draft.edition.number)]
