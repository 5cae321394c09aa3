"""What was made out in a picture, as a page shows it: the fields in words, how sure, and where they stand in the picture."""

from typing import Any

from yimen.core.cases.reading_pictures import MadeOut, names
from yimen.core.cases.recognising import Found
from yimen.web.words import choose, text

Json = dict[str, Any]
UNSURE = 0.9  # below this it is said that the reader is not sure
SCALE = 1000  # of the drawing over a picture
EDGE = 6


def shown(made: MadeOut) -> Json:
    words = names(made.paper)
    return {
        "title": text("made_out.title", paper=choose(words[""])) if words else "",
        "rows": [row(one, words) for one in made.fields],
        "boxes": [box(one) for one in made.fields],
    }


def row(one: Found, words: dict[str, dict[str, str]]) -> Json:
    return {
        "label": choose(words[one.name]) if one.name in words else one.name,
        "text": one.text,
        "unsure": text("made_out.unsure") if one.sure < UNSURE else "",
    }


def box(one: Found) -> Json:
    """A rectangle around the field, in thousandths of the picture."""
    left, top = round(one.left * SCALE) - EDGE, round(one.top * SCALE) - EDGE
    return {
        "x": left,
        "y": top,
        "width": round(one.right * SCALE) + EDGE - left,
        "height": round(one.bottom * SCALE) + EDGE - top,
    }
