"""Officers who are named in an act: chosen from the register of the own office, so that a name is somebody; others as typed."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from yimen.core.people.actors import Actor, own_name
from yimen.core.people.models import Staff
from yimen.web.forms import Answer, Choice, Question
from yimen.web.words import text

BETWEEN = re.compile(r"[、,，;；\n]+")
MOST = 60  # of an office that stand in a list
WORDS = ("officers", "chair")
Register = Mapping[str, str]  # badge → name


def register(by: Actor) -> Register:
    """Who is on duty in the officer's office."""
    rows = Staff.objects.filter(office=by.office, active=True).order_by("name", "id").values_list("id", "name")
    return dict(rows[:MOST])


def asks(word: str, label: str, known: Register, *, but: Iterable[str] = ()) -> list[Question]:
    """Boxes for several, a choice for one; `but` are those who may not be named. Whoever is of another office is written."""
    passed_over = {own_name(name) for name in but}
    listed = tuple(Choice(badge, f"{name}　{badge}") for badge, name in known.items() if name not in passed_over)
    kind: Any = "choices" if word == "officers" else "choice"
    here = Question(f"{word}.here", kind, label, hint=text("proceedings.hint"), choices=listed, optional=True)
    own = label if not listed else text(f"proceedings.other.{word}")
    other = Question(f"{word}.other", "text", own, hint=text("proceedings.other_hint"), optional=True, longest=200)
    return [here, other] if listed else [other]


def named(word: str, known: Register, answers: Mapping[str, Answer]) -> list[str]:
    """The names, as they go into the act: two of one name are told apart by their badges."""
    chosen = answers[f"{word}.here"].value if f"{word}.here" in answers else None
    badges = [chosen] if isinstance(chosen, str) else list(chosen or ())
    names = list(known.values())
    here = [known[one] if names.count(known[one]) == 1 else one for one in badges]
    return [*here, *split(answers[f"{word}.other"].value)]


def split(typed: str | None) -> list[str]:
    return [name.strip() for name in BETWEEN.split(typed or "") if name.strip()]
