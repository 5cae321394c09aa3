"""What is wrong with an answer for a reason that its form cannot know, such as what a register says, in words of its own."""

from markupsafe import Markup

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
