"""What was asked for comes to the counter: for each defect a file, words, or both. A file is kept at once."""

from dataclasses import dataclass
from typing import Any

from yimen.core.cases.attached import Defect, Document
from yimen.core.cases.documents import receive
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.table import Field
from yimen.core.people.actors import Actor
from yimen.web.files import Unfit
from yimen.web.forms import Answer, Question
from yimen.web.forms.answers import Wrong
from yimen.web.forms.files import hint
from yimen.web.language import now
from yimen.web.words import text

Json = dict[str, Any]


@dataclass(frozen=True)
class Counter:
    """The case, the word of the move, the answers of the page as far as they are read, and who sits at the counter."""

    case: Dossier
    one: Field
    answers: dict[str, Answer]
    by: Actor

    @property
    def open(self) -> list[Defect]:
        return [found for found in self.case.defects if found.open]

    def words_name(self, found: Defect) -> str:
        return f"{self.one.name}.{found.code.replace('.', '-')}"

    def file_name(self, found: Defect) -> str:
        return f"{self.words_name(found)}.file"


def asks(at: Counter) -> list[Question]:
    """Two questions a defect, of which one answer is enough."""
    return [ask for found in at.open for ask in (file_of(at, found), words_of(at, found))]


def file_of(at: Counter, found: Defect) -> Question:
    here = text("list.comma").join(document.filename for document in handed_in(at.case, found))
    said = text("intake.file_here", files=here) if here else found.how or hint()
    return Question(at.file_name(found), "file", found.text, hint=said, optional=True)


def words_of(at: Counter, found: Defect) -> Question:
    label = text("hall.ask.answer_words", what=found.text)
    return Question(at.words_name(found), "long_text", label, hint=text("hall.ask.answer"), optional=True, longest=2000)


def handed_in(case: Dossier, found: Defect) -> list[Document]:
    """What has come in for it since the notice went out."""
    asked = [event.at for event in case.events if event.move in ("correct", "correct_again")]
    mine = [document for document in case.documents if document.material == found.about]
    return [document for document in mine if asked and document.received_at >= asked[-1]]


def heard(at: Counter) -> Json:
    """By the code of each defect its files and words; one that has neither is wrong beside its file."""
    told = {found.code: answer_to(at, found) for found in at.open}
    for found in at.open:
        name = at.file_name(found)
        if not told[found.code] and not at.answers[name].wrongs:
            at.answers[name] = Answer(wrongs=(Wrong("file_missing", name),))
    return {code: answer for code, answer in told.items() if answer}


def answer_to(at: Counter, found: Defect) -> Json:
    said = at.answers[at.words_name(found)].value
    files = [str(document.id) for document in handed_in(at.case, found)] + taken(at, found)
    return ({"documents": files} if files else {}) | ({"text": said} if said else {})


def taken(at: Counter, found: Defect) -> list[str]:
    """The file of a field, kept; what is wrong with it stands beside the field."""
    name = at.file_name(found)
    file = at.answers[name].value
    if file is None:
        return []
    try:
        kept = receive(at.case.id, found.about, file.name or "", file.read(), by=at.by, at=now())
    except BadDocument as bad:
        at.answers[name] = Answer(wrongs=(Unfit(bad, name),))
        return []
    return [str(kept.id)]
