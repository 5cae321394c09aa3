"""The defects of a correction notice: those that the rules know, each in words that the officer may change, and what only eyes can see."""

from collections.abc import Sequence
from typing import Any, Protocol

from yimen.channels.hall import composing
from yimen.channels.hall.evidence import Evidence
from yimen.channels.hall.worded import miss
from yimen.core.cases.table import Field
from yimen.web.forms import Answer, Choice, Question, Sent, blank, read
from yimen.web.forms.answers import Wrong
from yimen.web.words import text

Json = dict[str, Any]


class Correcting(Protocol):
    """A form as far as defects go (saying.Form)."""

    of: Evidence
    answers: dict[str, Answer]

    @property
    def wrongs(self) -> Sequence[Wrong]: ...


def defects(form: Correcting, one: Field) -> list[Question]:
    listed = tuple(Choice(found.about, found.text, closed=found.closed) for found in composing.found(form.of))
    own = Question(
        f"{one.name}.own",
        "long_text",
        text("desk.correct.more"),
        hint=text("hall.ask.lines"),
        optional=True,
        longest=4000,
    )
    chosen = Question(f"{one.name}.found", "choices", text("hall.ask.defects"), choices=listed, optional=True)
    return [chosen, own] if listed else [own]


def worded(form: Correcting, one: Field) -> list[tuple[composing.Found, Question]]:
    """What the letter will say of each thing that may be asked for: our words, for the officer to change."""
    return [
        (
            found,
            Question(f"{one.name}.text.{found.about}", "text", text("hall.ask.defect", name=found.name), longest=500),
        )
        for found in composing.found(form.of)
        if not found.closed
    ]


def all_defects(form: Correcting, one: Field, sent: Sent) -> list[Json]:
    """The chosen ones in the words of the officer, who may not leave one without words; then what only eyes can see."""
    chosen = form.answers.get(f"{one.name}.found", blank()).value or []
    listed = [
        {"about": found.about, "text": words_, **({"how": found.how} if found.how else {})}
        for found, ask in worded(form, one)
        if (words_ := defect_words(form, found, ask, sent, chosen=found.about in chosen)) and found.about in chosen
    ]
    own = (form.answers[f"{one.name}.own"].value or "").splitlines()
    found = [*listed, *({"about": text("hall.other"), "text": line.strip()} for line in own if line.strip())]
    if not found and not form.wrongs:
        miss(form, f"{one.name}.own")
    return found


def defect_words(form: Correcting, found: composing.Found, ask: Question, sent: Sent, *, chosen: bool) -> str:
    """As typed, kept for the page; ours where the page sent nothing. Only of what is chosen is anything wrong."""
    if ask.name not in sent.fields:
        return found.text
    answer = read(ask, sent)
    form.answers[ask.name] = answer if chosen else Answer(sent=answer.sent)
    return answer.value or ""
