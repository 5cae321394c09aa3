"""Slips: what goes from hand to hand, and where the post is to bring it. Narrow, so every line is short."""

from yimen.web.letters import granted as names
from yimen.web.letters.parts import Content, Part, day
from yimen.web.words import text


def handed(of: Content) -> Part:
    """The files that one desk gives to the next."""
    points = [
        text("letter.file", name=of.material(one["material"]), file=one["filename"])
        for one in of.data.get("documents", [])
    ]
    by = text("letter.handed_by", name=of.data.get("signed_by") or "")
    return {
        "title": text("letter.title.handed"),
        "points": points or [text("letter.nothing_on_paper")],
        "last": [by, text("letter.received_by", name=of.said("taken_by"))],
    }


def certificates(of: Content) -> Part:
    """The certificates that went from those who make them to a window, counted."""
    edition = names.edition_pinned(of.row.case.edition)
    points = [
        names.title(edition, one.get("item") or "")
        + text("letter.until", day=day(one["valid_to"]) or text("certificate.no_end"))
        for one in of.data.get("handed", [])
    ]
    return {
        "title": text("letter.title.handed"),
        "points": points,
        "last": [
            text("letter.handed_by", name=of.said("handed_by")),
            text("letter.received_by", name=of.data.get("signed_by") or ""),
        ],
    }


def address(of: Content) -> Part:
    """Where it goes, as the person has confirmed it."""
    told = of.said("address") or {}
    lines = [text(f"letter.post_{word}", value=told[word]) for word in ("to", "phone", "line") if told.get(word)]
    return {"title": text("letter.title.address"), "paragraphs": [*lines, text("letter.post_confirmed")]}
