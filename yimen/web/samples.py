"""Sample data of the living style page: YAML as the doors would fill it, with a few objects that only code can make.

{draw: …} is a drawn clock, {question: …} a Question, {answered: …} and {read: …} answers to the question beside it,
{levels: NAME} the lists of a region, {letter: …} a paper as it was composed, {date: …} a day.
The samples are seen from one day, so that pictures can be compared.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.http import QueryDict

from yimen.core.papers.content import Letter
from yimen.core.places.reading import read as read_yaml
from yimen.web.clock_drawing import Drawing, draw
from yimen.web.forms import Answer, Choice, Question, Sent, known, read
from yimen.web.forms.regions import levels

FOLDER = Path(__file__).parent / "samples"
TODAY = date(2026, 11, 23)
Plain = dict[str, Any]


class Weekdays:
    """A calendar without holidays."""

    def works(self, day: date) -> bool:
        return day.weekday() < 5


class TwoProvinces:
    """A small table of invented regions."""

    def below(self, code: str) -> list[tuple[str, str]]:
        inside: dict[str, str] = parts()["regions"].get(code or "country", {})
        return list(inside.items())


@dataclass(frozen=True)
class SampleClock:
    kind: str
    starts: date
    due: date | None
    colour: str
    provisional: bool = False
    law: str = ""


@cache
def samples() -> Mapping[str, Plain]:
    """The plain data of each page by name, here and in `samples/` of each door; the pages of a file share its `room`."""
    found: dict[str, Plain] = {}
    for file in files():
        pages = read_yaml(dict[str, Any], file)
        room = pages.pop("room", {})
        found |= {name: {**room, **page} for name, page in pages.items()}
    return found


def files() -> list[Path]:
    doors = [settings.BASE / "yimen" / "channels" / channel / "samples" for channel in settings.CHANNELS]
    return [file for folder in (FOLDER / "pages", *doors) for file in sorted(folder.glob("*.yaml"))]


@cache
def parts() -> Plain:
    return read_yaml(dict[str, Any], FOLDER / "components.yaml")


def context(name: str) -> Plain:
    """What a template gets. Raises KeyError for a page without sample."""
    made: Plain = alive(samples()[name])
    return made


def alive(node: Any) -> Any:
    """The node with its objects made."""
    match node:
        case list(items):
            return [alive(item) for item in items]
        case dict(words) if len(words) == 1 and (make := MAKERS.get(next(iter(words)))):
            return make(*words.values())
        case dict(words):
            return with_answer({name: alive(value) for name, value in words.items()})
        case _:
            return float(node) if isinstance(node, str) and node.startswith("0.") else node


def with_answer(made: Plain) -> Plain:
    """Beside a question stand its answer and, for a region, its lists."""
    if isinstance(made.get("ask"), Question):
        made["answer"] = answer(made["answer"], made["ask"])
        if "places" in made:
            made["places"] = levels(made["ask"], made["answer"], TwoProvinces())
    return made


def question(asked: Plain) -> Question:
    choices = tuple(Choice(*map(str, one)) for one in asked.get("choices", ()))
    fields = tuple(question(one) for one in asked.get("fields", ()))
    latest = date.fromisoformat(asked["latest"]) if "latest" in asked else None
    return Question(**{**asked, "choices": choices, "fields": fields, "latest": latest})


def answer(said: Plain, ask: Question) -> Answer:
    if "read" in said:
        fields = QueryDict(mutable=True)
        fields.update(said["read"])
        return read(ask, Sent(fields), TwoProvinces())
    return known(said["answered"])


def drawing(clock: Plain) -> Drawing | None:
    days = {name: date.fromisoformat(clock[name]) for name in ("starts", "due", "promise") if name in clock}
    first, last = clock.get("stopped", ("", ""))
    stopped = [(date.fromisoformat(first), date.fromisoformat(last))] if first else []
    law = SampleClock(clock["kind"], days["starts"], days.get("due"), clock["colour"])
    promised = [SampleClock("promise", days["starts"], days["promise"], clock["colour"])] if "promise" in days else []
    return draw([law, *promised], TODAY, Weekdays(), stopped)


def letter(said: Plain) -> Letter:
    """The paper itself, so that a sample that lacks a part of it is found out."""
    return msgspec.convert(said, Letter)


MAKERS: Mapping[str, Callable[[Any], Any]] = {
    "draw": drawing,
    "question": question,
    "letter": letter,
    "date": date.fromisoformat,
}


def components() -> Plain:
    """The parts that are shown one by one."""
    shown = parts()
    clocks = [{"title": one["title"], "drawn": drawing(one["draw"])} for one in shown["clocks"]]
    return {"states": shown["states"], "tags": shown["tags"], "fields_of": alive(shown["fields"]), "clocks_of": clocks}
