"""What is wrong with an answer for a reason that its form cannot know, such as what a register says, in words of its own."""

from typing import Protocol

from markupsafe import Markup

from yimen.web.forms import Answer
from yimen.web.forms.answers import Wrong
from yimen.web.words import say


class Worded(Wrong):
    """`key` names the words."""

    def __init__(self, key: str, at: str):
        super().__init__("missing", at)
        self.said = key

    @property
    def words(self) -> Markup:
        return say(self.said)


class Typed(Protocol):
    """A form with what was typed into it."""

    answers: dict[str, Answer]


def miss(form: Typed, name: str) -> None:
    """This field needs something; what was typed there stays."""
    answer = form.answers[name]
    form.answers[name] = Answer(wrongs=(Wrong("missing", name),), sent=answer.sent)
