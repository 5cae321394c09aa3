"""The letter before it is signed: the same words that will be sent, in short paragraphs and numbered points."""

from datetime import date
from typing import Any

from yimen.channels.hall.case import name
from yimen.channels.hall.saying import Form
from yimen.channels.hall.story import of_case
from yimen.channels.hall.waiting import NEVER
from yimen.web import days
from yimen.web.formats import time
from yimen.web.laws import cited
from yimen.web.words import choose, knows, text

Json = dict[str, Any]
SAID = ("why", "right_authority", "found")


def letter(form: Form, until: date) -> Json:
    case, move = form.of.case, form.move.move
    key = f"hall.letter.{move}"
    law = cited(form.move.law) if form.move.law != "事项版本" else cited(next(iter(case.terms.law), None))
    opening = text(key if knows(key) else "hall.letter.other", service=name(case), law=law)
    return {
        "title": paper(form),
        "to": text("hall.letter.to", name=case.case.applicant_name),
        "paragraphs": [opening, *chosen(form), *(str(form.says[word]) for word in SAID if form.says.get(word))],
        "points": points(form),
        "last": last(form, until),
    }


def paper(form: Form) -> str:
    of = of_case(form.of.case)
    return text("list.comma").join(choose(of.papers[kind]) for kind in form.move.notice if of and kind in of.papers)


def chosen(form: Form) -> list[str]:
    """The grounds and kinds that were chosen, in words; what an examiner advises is no part of a letter."""
    return [
        choose(one.choices[form.says[one.name]])  # type: ignore[arg-type]
        for one in form.move.says
        if one.type == "choice" and form.says.get(one.name) in one.choices
    ]


def points(form: Form) -> list[str]:
    found = [
        one["text"] + (text("hall.letter.how", how=one["how"]) if one.get("how") else "")
        for one in form.says.get("defects", ())
    ]
    departs = [form.says["departs"]] if form.says.get("departs") else []
    return found + [
        one["text"] + (text("hall.letter.law", law=cited(one["law"])) if one.get("law") else "")
        for one in (*form.says.get("reasons", ()), *departs)
    ]


def last(form: Form, until: date) -> list[str]:
    if form.says.get("defects") and until != NEVER:
        return [text("hall.letter.answer_by", day=days.long_day(until))]
    if expected := form.says.get("expected"):
        return [text("hall.expected", day=days.long_day(date.fromisoformat(expected)))]
    more = form.of.case.terms.extension
    return (
        [text("hall.letter.more", time=time(more.time))]
        if form.move.move == "extend" and more and more.time != "none"
        else []
    )
