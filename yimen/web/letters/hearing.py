"""What a letter about a hearing says (许可法§46–48): the right and until when, or the day, the place and who leads it."""

from yimen.web.laws import cited
from yimen.web.letters.parts import Content, Part, day
from yimen.web.words import text


def right(of: Content) -> Part:
    due = of.clock("hearing_ask")
    until = text("letter.hearing_until", day=day(due["due"]), law=cited(due["law"])) if due and due["due"] else ""
    if due and due.get("begun") is False:
        until = text("letter.hearing_within", law=cited(due["law"]))
    lines = [of.said("why", ""), until, text("letter.hearing_how")]
    return {"title": text("letter.title.hearing"), "paragraphs": [line for line in lines if line]}


def call(of: Content) -> Part:
    points = [
        text("letter.hearing_day", day=day(of.said("on"))),
        text("letter.hearing_place", place=of.said("place", "")),
        text("letter.hearing_chair", name=of.said("chair", "")),
    ]
    return {"title": text("letter.title.hearing"), "points": points, "paragraphs": [text("letter.hearing_rights")]}
