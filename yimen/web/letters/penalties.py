"""What papers about penalties say (处罚法§44 §59): what is intended or decided, and that one is heard first."""

from yimen.web.letters.parts import Content, Part
from yimen.web.words import text


def intended(of: Content) -> Part:
    return {"title": text("letter.title.intended"), "paragraphs": [of.said("penalty", "")]}


def decided(of: Content) -> Part:
    return {"title": text("letter.title.decided"), "paragraphs": [of.said("penalty", "")]}


def heard(_of: Content) -> Part:
    return {"title": text("letter.title.rights"), "paragraphs": [text("letter.heard")]}
