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
    return {"title": text("letter.title.handed"), "points": points, "last": [by]}


def certificates(of: Content) -> Part:
    """The certificates that were handed out, to whom."""
    edition = names.edition_pinned(of.row.case.edition)
    points = [
        names.title(edition, one.get("item") or "")
        + text("letter.until", day=day(one["valid_to"]) or text("certificate.no_end"))
        for one in of.data.get("handed", [])
    ]
    taken = of.said("taken_by") or of.data["applicant"]
    return {
        "title": text("letter.title.handed"),
        "points": points,
        "last": [text("letter.taken_by", name=taken), text("letter.handed_by", name=of.data.get("signed_by") or "")],
    }


def address(of: Content) -> Part:
    """Where it goes, as the person has confirmed it."""
    lines = [text(f"letter.post_{word}", value=said) for word in ("to", "phone", "address") if (said := of.said(word))]
    return {"title": text("letter.title.address"), "paragraphs": [*lines, text("letter.post_confirmed")]}
