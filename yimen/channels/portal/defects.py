"""Answers to defects: a file, words, or the right value of a fact – begun, kept, and sent all together."""

from dataclasses import dataclass, field, replace
from typing import Any

from yimen.channels.portal import reuses
from yimen.channels.portal.certificates import edition_of_case
from yimen.channels.portal.uploads import take_file
from yimen.core.cases.attached import Defect
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.sheets import sheet_of
from yimen.core.services.editions import Edition
from yimen.core.services.facts import Facts
from yimen.core.services.types import plain
from yimen.web.asking import ask_for
from yimen.web.files import Unfit
from yimen.web.forms import Answer, Question, Sent, blank, known, read
from yimen.web.forms.answers import Wrong
from yimen.web.forms.files import hint
from yimen.web.forms.records import said as said_back
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]


@dataclass
class Begun:
    """By the code of each defect: the ids of files, words, and the value of a fact; and what was wrong on this page."""

    documents: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    facts: Json = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def wrongs(self) -> list[Wrong]:
        return [wrong for answer in self.answers.values() for wrong in answer.wrongs]

    @property
    def anything(self) -> bool:
        return bool(self.documents or self.texts or self.facts)

    def as_json(self) -> Json:
        return {"documents": self.documents, "texts": self.texts, "facts": self.facts}

    def left(self, case: Dossier) -> list[str]:
        """The codes that have no answer yet."""
        return [
            one.code for one in open_defects(case) if not (self.documents.get(one.code) or self.texts.get(one.code))
        ]

    def says(self) -> Json:
        """As the move wants it said."""
        codes = dict.fromkeys([*self.documents, *self.texts])
        answers = {code: self._one(code) for code in codes}
        return {"answers": answers} | ({"facts": self.facts} if self.facts else {})

    def _one(self, code: str) -> Json:
        files, words = self.documents.get(code), self.texts.get(code)
        return ({"documents": files} if files else {}) | ({"text": words} if words else {})


def open_defects(case: Dossier) -> list[Defect]:
    return [one for one in case.defects if one.open]


def begun(case: Dossier) -> Begun:
    """The answer as it was kept; files that are no longer there, and defects that are no longer asked, fall out."""
    sheet = sheet_of(case.id)
    kept: Json = (sheet.pending if sheet else None) or {}
    here, codes = {str(one.id) for one in case.documents}, {one.code for one in open_defects(case)}
    files = {
        code: [one for one in ids if one in here] for code, ids in kept.get("documents", {}).items() if code in codes
    }
    words = {code: said for code, said in kept.get("texts", {}).items() if code in codes}
    return Begun({code: ids for code, ids in files.items() if ids}, words, dict(kept.get("facts", {})))


def take_answers(request: Request, case: Dossier, kept: Begun) -> None:
    """Every answer of the page: files are kept at once, whatever is wrong with the others."""
    for one in open_defects(case):
        for ask in asks(case, one):
            if ask.kind == "file":
                take_document(request, case, kept, one, ask)
            else:
                take_words(request, case, kept, one, ask)
    take_again(request, case, kept)


def take_again(request: Request, case: Dossier, kept: Begun) -> None:
    """A file of an earlier case that was pressed, `3.1:<id>`; one that is no longer offered is said like any file that is not taken."""
    code, _, before = request.POST.get("again", "").partition(":")
    one = defect(case, code)
    if one is None:
        return
    try:
        kept.documents.setdefault(code, []).append(reuses.use(request, case, one.about, called(case, one), before))
    except BadDocument as bad:
        kept.documents = {key: files for key, files in kept.documents.items() if files}
        name = f"file-{place(one)}"
        kept.answers[name] = Answer(wrongs=(Unfit(bad, name),))


def defect(case: Dossier, code: str) -> Defect | None:
    return next((one for one in open_defects(case) if one.code == code), None)


def called(case: Dossier, one: Defect) -> str:
    return next((material.zh for material in case.terms.materials if material.id == one.about), one.about)


def take_document(request: Request, case: Dossier, kept: Begun, one: Defect, ask: Question) -> None:
    taken = take_file(request, case.id, one.about, ask)
    kept.answers[ask.name] = taken.answer
    if taken.document:
        kept.documents.setdefault(one.code, []).append(taken.document)


def take_words(request: Request, case: Dossier, kept: Begun, one: Defect, ask: Question) -> None:
    """Words stay until they are emptied; the value of a fact is told in words too, so that the notice is answered."""
    kept.answers[ask.name] = answer = read(ask, Sent(request.POST, request.FILES))
    if not answer.right:
        return
    if ask.name.startswith("fact"):
        if answer.value is not None:
            kept.facts[one.about] = plain(answer.value)
            kept.texts[one.code] = said_back(ask, answer.value)
    elif answer.value:
        kept.texts[one.code] = answer.value
    elif fact_question(case, one) is None:
        kept.texts.pop(one.code, None)


def asks(case: Dossier, one: Defect) -> list[Question]:
    """What a defect is answered by: the value of the fact it is about, else a file, and always words."""
    made = fact_question(case, one)
    words = Question(f"text-{place(one)}", "long_text", text("correcting.words"), optional=True, longest=2000)
    if made:
        return [made, words]
    file = Question(f"file-{place(one)}", "file", text("correcting.file"), hint=hint(), optional=True)
    return [file, words]


def place(one: Defect) -> str:
    return one.code.replace(".", "-")


def fact_question(case: Dossier, one: Defect) -> Question | None:
    """The question of the fact that a defect is about; a fact of items or a list is answered in words."""
    edition = edition_of_case(case)
    if edition is None or not answerable(edition, one.about):
        return None
    nobody = Facts(edition.service.facts, {}, case.case.created_at.date(), case.case.created_at)
    ask = ask_for(edition, nobody, one.about, "", {"options": {}})
    return replace(ask, name=f"fact-{place(one)}", optional=True)


def answerable(edition: Edition, name: str) -> bool:
    """May the value of this fact be told here, in one field?"""
    declared = edition.service.facts.get(name)
    if declared is None or not declared.ask or declared.type in ("records", "file", "region"):
        return False
    return name not in edition.item_facts and name not in edition.tainted and not isinstance(declared.choices, str)


def sections(request: Request, case: Dossier, kept: Begun, missing: list[str]) -> list[Json]:
    """One card a defect, with what was given for it before, and for the one that was pressed the files of earlier cases."""
    edition, files = edition_of_case(case), {str(one.id): one.filename for one in case.documents}
    pressed = request.GET.get("again", "")
    return [
        section(case, kept, one, edition, files, missing=one.code in missing)
        | {"again": reuses.offered(request, case, one.about, called(case, one)) if one.code == pressed else None}
        for one in open_defects(case)
    ]


def section(
    case: Dossier, kept: Begun, one: Defect, edition: Edition | None, files: dict[str, str], *, missing: bool
) -> Json:
    main, words = asks(case, one)
    answer = kept.answers.get(main.name) or blank()
    if missing:
        answer = Answer(
            wrongs=(Wrong("file_missing" if main.kind == "file" else "missing", main.name),), sent=answer.sent
        )
    given = [files[file] for file in kept.documents.get(one.code, ())]
    return {
        "title": title(case, edition, one),
        "what": one.text,
        "how": one.how,
        "given": text("field.file.chosen", name=text("list.comma").join(given)) if given else "",
        "code": one.code,
        "place": place(one),
        "uploads": f"/cases/{case.id}/materials/{one.about}/uploads/" if main.kind == "file" else "",
        "ask": replace(main, optional=False),
        "answer": answer,
        "words": words,
        "said": kept.answers.get(words.name) or known({words.name: kept.texts.get(one.code, "")}),
    }


def title(case: Dossier, edition: Edition | None, one: Defect) -> str:
    """The name of the material or the fact."""
    material = next((m for m in (edition.service.materials if edition else ()) if m.id == one.about), None)
    fact = edition.service.facts.get(one.about) if edition else None
    named = next((m.zh for m in case.terms.materials if m.id == one.about), one.about)
    return choose(material.zh if material else fact.zh if fact else named)
