"""Parts of letters: each makes one numbered part from the frozen content of a paper, or nothing where there is nothing to say."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from yimen.core.cases.models import Paper
from yimen.core.cases.rulebook import NoProcedure, procedure
from yimen.web import days
from yimen.web.formats import time, yuan
from yimen.web.laws import cited
from yimen.web.letters import granted as names
from yimen.web.words import choose, knows, text

Json = dict[str, Any]
Part = Json | None


@dataclass(frozen=True)
class Content:
    """What a letter is made from: the frozen data of the paper, its row, and the public path of the decision."""

    data: Json
    row: Paper
    path: list[Json]

    @property
    def on(self) -> date:
        return date.fromisoformat(self.data["dated"])

    def said(self, word: str, default: Any = None) -> Any:
        return (self.data.get("said") or {}).get(word, default)

    def clock(self, kind: str) -> Json | None:
        """A clock that ran at issue and has a last day."""
        return next((one for one in self.data.get("clocks", []) if one["kind"] == kind and one["due"]), None)

    def material(self, key: str) -> str:
        return str({one["id"]: one["zh"] for one in self.data.get("materials", [])}.get(key, key))


def both(words: Any) -> Json:
    """A text as {zh, en}, whichever way it was frozen."""
    return (
        {"zh": words, "en": ""}
        if isinstance(words, str)
        else {"zh": words.get("zh") or "", "en": words.get("en") or ""}
    )


def day(iso: str | None) -> str:
    return days.long_day(date.fromisoformat(iso)) if iso else ""


def choice(of: Content, list_name: str, code: str) -> str:
    """The words of a choice of the procedure that was in force."""
    try:
        listed = procedure(of.row.case.procedure, of.on).choices.get(list_name, {})
    except NoProcedure:
        return code
    return choose(listed[code]) if code in listed else code


def received(of: Content) -> Part:
    """What was taken in."""
    names = {one["id"]: one["zh"] for one in of.data.get("materials", [])}
    files = [
        text("letter.file", name=names.get(one["material"], one["material"]), file=one["filename"])
        for one in of.data.get("documents", [])
    ]
    fetched = [one["zh"] for one in of.data.get("materials", []) if one["status"] == "fetched"]
    lines = [text("letter.fetched", list=text("list.comma").join(fetched))] if fetched else []
    return {
        "title": text("letter.title.received"),
        "points": files,
        "paragraphs": lines if files or lines else [text("letter.no_files")],
    }


def next_steps(of: Content) -> Part:
    due = of.clock("notice")
    if due is None:
        return None
    silence = procedure(of.row.case.procedure, of.on).rows("accept_by_silence", of.on)
    key = "silence" if silence else "told"
    return {
        "title": text("letter.title.next"),
        "paragraphs": [text(f"letter.next_{key}", day=day(due["due"]), law=cited(due["law"]))],
    }


def times(of: Content) -> Part:
    """Both clocks with their last days and articles."""
    lines = [
        text(f"letter.clock.{one['kind']}", day=day(one["due"]), law=cited(one["law"]))
        for one in of.data.get("clocks", [])
        if one["due"] and knows(f"letter.clock.{one['kind']}")
    ]
    return {"title": text("letter.title.times"), "paragraphs": [*lines, text("letter.counted")]} if lines else None


def fee(of: Content) -> Part:
    told = of.data.get("fee", "0")
    amount = Decimal(told or "0")
    key = "letter.fee_open" if told is None else "letter.fee" if amount else "letter.no_fee"
    said_fee = text(key, yuan=yuan(amount))
    return {"title": text("letter.title.fee"), "paragraphs": [said_fee]}


def paid(of: Content) -> Part:
    """What came, under which bill, and how: a receipt says nothing of the decision."""
    way = "window" if of.data["role"] == "window" else "online"
    points = [
        text("letter.paid.bill", number=of.said("number")),
        text("letter.paid.sum", yuan=yuan(of.said("yuan"))),
        text("letter.paid.by", name=of.data["applicant"]),
        text("letter.paid.way", way=text(f"letter.paid.{way}")),
    ]
    return {"title": text("letter.title.paid"), "points": points, "last": [text("letter.paid.apart")]}


def owed(of: Content) -> Part:
    rows = of.data.get("owed", [])
    if not rows:
        return None
    names = {one["id"]: one["zh"] for one in of.data.get("materials", [])}
    points = [
        text("letter.owed", name=names.get(one["material"], one["material"]), day=day(one["due"])) for one in rows
    ]
    return {"title": text("letter.title.owed"), "points": points}


def signed(of: Content) -> Part:
    """Which words were signed, by whom, when and how; whoever has the words can work out the same digest."""
    found = of.data.get("signed")
    if not found:
        return None
    who = found["by"] or of.data["applicant"]
    moment = days.long_day(datetime.fromisoformat(found["at"]))
    line = text("letter.signed", who=who, day=moment, how=text(f"letter.signed_how.{found['how']}"))
    return {
        "title": text("letter.title.signed"),
        "paragraphs": [line, text("letter.signed_digest", digest=found["digest"])],
    }


def rights(_of: Content) -> Part:
    return {"title": text("letter.title.rights"), "paragraphs": [text("letter.rights")]}


def defects(of: Content) -> Part:
    points = [
        one["text"] + (text("letter.how", how=one["how"]) if one.get("how") else "") for one in of.said("defects", [])
    ]
    return {"title": text("letter.title.defects"), "points": points, "last": [text("letter.only_these")]}


def answer_by(of: Content) -> Part:
    due = of.clock("correction")
    return (
        {"title": text("letter.title.answer"), "paragraphs": [text("letter.answer_by", day=day(due["due"]))]}
        if due
        else None
    )


def reasons(of: Content) -> Part:
    points = [
        one["text"] + (text("letter.by", law=cited(one["law"])) if one.get("law") else "")
        for one in of.said("reasons", [])
    ]
    return {"title": text("letter.title.reasons"), "points": points} if points else None


def departure(of: Content) -> Part:
    """Granted although the rules said otherwise: why, and under which article."""
    told = of.said("departs")
    if not told:
        return None
    said_so = told["text"] + text("letter.by", law=cited(told["law"]))
    return {"title": text("letter.title.departs"), "paragraphs": [said_so]}


def right_authority(of: Content) -> Part:
    named = of.said("right_authority")
    return (
        {"title": text("letter.title.authority"), "paragraphs": [text("letter.authority", name=named)]}
        if named
        else None
    )


def remedies(of: Content) -> Part:
    """How to contest it: within what, where, and which way comes first."""
    lines = [
        text(
            f"letter.remedy.{one['way']}",
            within=time(one["within"]),
            where=choose({"zh": one["where_zh"], "en": one.get("where_en") or ""}),
            law=cited(one["law"]),
        )
        + (text("letter.remedy.first") if one.get("first") else "")
        for one in of.data.get("remedies", [])
        if knows(f"letter.remedy.{one['way']}")
    ]
    return {"title": text("letter.title.remedies"), "paragraphs": lines} if lines else None


def pause(of: Content) -> Part:
    kind = choice(of, "suspension_kind", of.said("kind", ""))
    lines = [text("letter.pause", kind=kind, day=day(of.said("expected"))), of.said("why", "")]
    return {"title": text("letter.title.pause"), "paragraphs": [line for line in lines if line]}


def granted(of: Content) -> Part:
    """Each certificate with its item, its kind and its days."""
    edition = names.edition_pinned(of.row.case.edition)
    points = [
        text(
            "letter.certificate",
            item=names.title(edition, one.get("item") or ""),
            option=names.option_name(edition, one.get("option") or ""),
            first=day(one["valid_from"]),
            last=day(one["valid_to"]) or text("certificate.no_end"),
        )
        for one in of.data.get("certificates", [])
    ]
    return {"title": text("letter.title.granted"), "points": points} if points else None


def pledge(of: Content) -> Part:
    due = of.clock("after_check")
    return (
        {"title": text("letter.title.pledge"), "paragraphs": [text("letter.pledge", day=day(due["due"]))]}
        if due
        else None
    )


def check(of: Content) -> Part:
    """Who checked when, and what was found."""
    on, officers = of.said("on"), of.said("officers", [])
    if not on:
        return None
    lines = [
        text("letter.checked", day=day(on), names=text("list.comma").join(officers)),
        choice(of, "check_result", of.said("result", "")),
        of.said("found", ""),
    ]
    return {"title": text("letter.title.check"), "paragraphs": [line for line in lines if line]}


def mending(of: Content) -> Part:
    """What is to be put right, and by when."""
    by = of.said("mend_by")
    return by and {
        "title": text("letter.title.mending"),
        "paragraphs": [of.said("why", ""), text("letter.mend_by", day=day(by))],
    }


def review(of: Content) -> Part:
    """An automatic decision may be put to a person (个人信息保护法§24)."""
    if of.data["role"] != "rule":
        return None
    return {"title": text("letter.title.review"), "paragraphs": [text("letter.review", law=cited("个人信息保护法§24"))]}


def again(_of: Content) -> Part:
    return {"title": text("letter.title.again"), "paragraphs": [text("letter.again")]}


def outcome(of: Content) -> Part:
    return {
        "title": text("letter.title.outcome"),
        "paragraphs": [choice(of, "review_outcome", of.said("outcome", ""))],
    }


def delivered(of: Content) -> Part:
    way = choice(of, "delivery_way", of.said("way", ""))
    taken = of.said("taken_by")
    return {
        "title": text("letter.title.delivered"),
        "paragraphs": [text("letter.way", way=way), *([text("letter.taken_by", name=taken)] if taken else [])],
    }


def closing(of: Content) -> Part:
    why = of.said("why")
    return {"title": text("letter.title.closing"), "paragraphs": [*([why] if why else []), text("letter.closing")]}
