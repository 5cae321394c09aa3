"""The one form of an application at the counter: questions of the edition, what devices say, originals that were seen, files."""

from dataclasses import dataclass, field, replace
from typing import Any

from yimen.core.cases.advising import SAID_HERE
from yimen.core.cases.documents import receive
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.errors import BadDocument
from yimen.core.cases.sheets import Drafted
from yimen.core.services.absent import Absent
from yimen.core.services.editions import Edition
from yimen.core.services.facts import Facts
from yimen.web.asking import answered, ask_for, input_name, keys_of, questions_of, with_item
from yimen.web.files import why_not
from yimen.web.forms import Answer, Choice, Question, Sent, blank, given, known, read
from yimen.web.forms.answers import Wrong
from yimen.web.forms.files import hint
from yimen.web.forms.regions import TableOn, levels
from yimen.web.language import today
from yimen.web.visits import Request
from yimen.web.words import choose, text

Json = dict[str, Any]
DEVICES = ("device.", "chip")
TAKEN: dict[str, Any] = {
    "record": {},
    "records": [],
    "file": "seen",
    "yes_no": True,
}  # what “I have seen it” says of a fact
LIKE_A_YES: Json = {"file": "taken", "yes_no": True}


@dataclass
class Sheet:
    """A draft laid out: what is asked of the person, and what the officer sees or measures."""

    case: Dossier
    edition: Edition
    facts: Facts
    advice: Json
    answers: dict[str, Answer] = field(default_factory=dict)
    sent: bool = False

    @property
    def wrongs(self) -> list[Wrong]:
        return [wrong for answer in self.answers.values() for wrong in answer.wrongs]

    @property
    def questions(self) -> list[tuple[str, str, Question]]:
        """Those answered before, and those that come next, in the order of the file."""
        facts = self.edition.service.facts
        nexts = {one["fact"] for one in questions_of(self.advice)}
        names = [
            name
            for name, declared in facts.items()
            if declared.ask and (name in nexts or (name in self.facts and self.facts[name].source in SAID_HERE))
        ]
        return [
            (name, key, ask_for(self.edition, self.facts, name, key, self.advice))
            for name in names
            for key in keys_of(self.edition, self.facts, name)
        ]

    @property
    def open_questions(self) -> list[str]:
        return [input_name(one["fact"], one["item"] or "") for one in questions_of(self.advice)]

    @property
    def devices(self) -> list[tuple[str, Question]]:
        """Facts that only a device or an officer's eye can tell, as a yes, a no, or nothing."""
        pairs = (Choice("yes", text("field.yes")), Choice("no", text("field.no")), Choice("", text("intake.not_done")))
        return [
            (name, Question(f"device.{name}", "choice", choose(declared.zh), choices=pairs, optional=True))
            for name, declared in self.edition.service.facts.items()
            if not declared.ask
            and declared.type in LIKE_A_YES
            and declared.from_
            and declared.from_[0].startswith(DEVICES)
        ]

    @property
    def seen(self) -> Question | None:
        """Originals that the officer has looked at: each tells the fact that it proves."""
        device = {name for name, _ in self.devices}
        rows = [
            Choice(one.id, choose(one.zh))
            for one in self.edition.service.materials
            if one.proves and one.id in self.wanted and one.proves not in device
            and self.edition.service.facts[one.proves].type in TAKEN
        ]  # fmt: skip
        return (
            Question(
                "seen",
                "choices",
                text("intake.seen"),
                hint=text("intake.seen_hint"),
                choices=tuple(rows),
                optional=True,
            )
            if rows
            else None
        )

    @property
    def wanted(self) -> list[str]:
        """Materials that are asked for, and those seen before."""
        told = {one.proves: one.id for one in self.edition.service.materials if one.proves}
        seen = [told[name] for name in self.facts if name in told and self.facts[name].source == "window"]
        return [*(one["id"] for one in self.advice["materials"] if one["status"] == "asked"), *seen]

    def shown(self) -> list[Json]:
        return [self._shown(name, key, ask) for name, key, ask in self.questions]

    def _shown(self, name: str, key: str, ask: Question) -> Json:
        answer = self.answers.get(ask.name) or answered(self.edition, self.facts, name, key, ask)
        return {
            "ask": ask,
            "answer": answer,
            "places": levels(ask, answer, TableOn(today())) if ask.kind == "region" else None,
        }

    def devices_shown(self) -> list[Json]:
        found = []
        for name, ask in self.devices:
            value = self.facts[name].value if name in self.facts else None
            said = "" if value is None or isinstance(value, Absent) else "yes" if value else "no"
            found.append({"ask": ask, "answer": self.answers.get(ask.name) or known({ask.name: said})})
        return found

    def seen_answer(self, request: Request) -> Answer:
        if self.seen is None:
            return blank()
        proves = {one.id: one.proves for one in self.edition.service.materials}
        told = [choice.code for choice in self.seen.choices if self._by_window(proves[choice.code])]
        return given(self.seen, [*told, *request.POST.getlist(self.seen.name)])

    def _by_window(self, name: str | None) -> bool:
        return bool(name and name in self.facts and self.facts[name].source == "window")

    def files_shown(self) -> list[Json]:
        """A place for every material that may come as a file, with what is here already."""
        here: dict[str, list[str]] = {}
        for one in self.case.documents:
            here.setdefault(one.material, []).append(one.filename)
        rows = [
            one
            for one in self.advice["materials"]
            if one["id"] in here or (one["status"] == "asked" and "upload" in one["get"])
        ]
        return [
            {
                "ask": Question(f"file.{one['id']}", "file", choose(one), hint=hint(), optional=True),
                "material": one["id"],
                "answer": blank(),
                "here": here.get(one["id"], []),
            }
            for one in rows
        ]


def laid_out(found: Drafted, edition: Edition) -> Sheet:
    return Sheet(found.dossier, edition, found.facts, found.advice)


def heard(request: Request, sheet: Sheet) -> Json:
    """What the form says of facts; every answer is kept in the sheet of the page, right or wrong."""
    say: Json = {}
    sent = Sent(request.POST, request.FILES)
    for name, key, ask in sheet.questions:
        answer = read(replace(ask, optional=True), sent, TableOn(today()))
        sheet.answers[ask.name] = answer
        if answer.right and answer.value is not None:
            say[name] = (
                with_item(sheet.facts, name, key, answer.value)
                if not key
                else {
                    **say.get(name, with_item(sheet.facts, name, key, answer.value)),
                    key: with_item(sheet.facts, name, key, answer.value)[key],
                }
            )
    for name, ask in sheet.devices:
        if (told := sent.text(ask.name)) in ("yes", "no"):
            kind = sheet.edition.service.facts[name].type
            if told == "yes" or kind == "yes_no":
                say[name] = LIKE_A_YES[kind] if told == "yes" else False
    return say | originals(request, sheet)


def originals(request: Request, sheet: Sheet) -> Json:
    proves = {one.id: one.proves for one in sheet.edition.service.materials}
    ticked = [
        code for code in request.POST.getlist("seen") if sheet.seen and code in {one.code for one in sheet.seen.choices}
    ]
    names = [name for code in ticked if (name := proves[code])]
    return {name: TAKEN[sheet.edition.service.facts[name].type] for name in names}


def uploads(request: Request, sheet: Sheet) -> list[str]:
    """Take the files; what is wrong with one is told, the others are kept."""
    wrongs = []
    for one in sheet.files_shown():
        file = request.FILES.get(one["ask"].name)
        if file is None or file.size is None:
            continue
        try:
            receive(
                sheet.case.id, one["ask"].name.removeprefix("file."), file.name or "", file.read(), by=request.actor
            )
        except BadDocument as bad:
            wrongs.append(text("intake.file_wrong", file=file.name or "", why=why_not(bad)))
    return wrongs


def pledge_wanted(sheet: Sheet) -> bool:
    return bool(sheet.advice["procedure"] == "pledge")


def anyway_wanted(request: Request) -> bool:
    return request.POST.get("anyway") == "yes"
