"""Forms of the house: a question for each column, read by the core and shown again as typed; and doing what a form says, on the record."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from markupsafe import Markup

from yimen.core.administration.altering import alter
from yimen.core.administration.columns import COLUMNS, Column, Misread, authorities, read_row, terms
from yimen.core.administration.errors import NotAltered
from yimen.core.administration.models import Alteration, Proposal
from yimen.core.administration.tables import Change
from yimen.core.people.acting_as import STAFF_ROLES
from yimen.web.forms import Answer, Choice, Question, known
from yimen.web.forms.answers import Wrong
from yimen.web.forms.questions import Kind
from yimen.web.language import in_script
from yimen.web.visits import Request
from yimen.web.words import knows, say, text

Json = dict[str, Any]
WHY = "why"
LONGEST = 400
HOUSE = "/desk/house/"


class NotTaken(Wrong):
    """What a column cannot take, in its words."""

    def __init__(self, misread: Misread, at: str):
        super().__init__("missing", at)
        self.misread = misread

    @property
    def words(self) -> Markup:
        return say(f"house.wrong.{self.misread.key}", found=self.misread.found)


class Form:
    """The columns of a sheet, as far as they are asked here, with what stands or was typed in each.

    `prefix` keeps two forms of a page apart."""

    def __init__(self, sheet: str, asked: Sequence[str], prefix: str = ""):
        self.sheet = sheet
        self.columns = [column for column in COLUMNS[sheet] if column.name in asked]
        self.asks = [ask(sheet, column, prefix) for column in self.columns]
        self.answers: dict[str, Answer] = {one.name: known({}) for one in self.asks}
        self.values: Json = {}

    def standing(self, values: Mapping[str, Any]) -> "Form":
        """Show what is so now."""
        for column, one in zip(self.columns, self.asks, strict=True):
            value = values.get(column.name)
            typed: list[str] = list(value) if isinstance(value, list) else [plain(one, column.said(value), value)]
            self.answers[one.name] = known({one.name: typed})
        return self

    def read(self, request: Request) -> bool:
        """Take what was sent; False where something cannot be taken."""
        inputs = {column.name: one.name for column, one in zip(self.columns, self.asks, strict=True)}
        sent = {name: [said[:LONGEST] for said in request.POST.getlist(at)] for name, at in inputs.items()}
        typed = {name: "、".join(filter(None, said)) for name, said in sent.items()}
        self.values, wrong = read_row(self.sheet, typed)
        for name, at in inputs.items():
            wrongs = (NotTaken(wrong[name], at),) if name in wrong else ()
            self.answers[at] = Answer(wrongs=wrongs, sent={at: sent[name]})
        return not wrong

    @property
    def rows(self) -> list[Json]:
        return [{"ask": one, "answer": self.answers[one.name]} for one in self.asks]

    @property
    def wrongs(self) -> list[Wrong]:
        return [wrong for answer in self.answers.values() for wrong in answer.wrongs]


def plain(one: Question, said: str, value: Any) -> str:
    """A choice is known by its code, everything else by what is typed."""
    return str(value or "") if one.chosen else said


def ask(sheet: str, column: Column, prefix: str) -> Question:
    key = f"house.column.{sheet}.{column.name}"
    hint = text(f"{key}_hint") if knows(f"{key}_hint") else ""
    choices = choices_of(column.name)
    kind: Kind = "choices" if column.name == "serves" else "choice" if choices else "text"
    return Question(f"{prefix}{column.name}", kind, text(key), hint=hint, choices=choices, optional=not column.needed)


def choices_of(name: str) -> tuple[Choice, ...]:
    match name:
        case "kind":
            return tuple(Choice(key, in_script(said)) for key, said in terms().kinds.items())
        case "authority" | "serves":
            return tuple(Choice(key, in_script(said)) for key, said in authorities().items())
        case "role":
            return tuple(Choice(role, text(f"hall.role.{role}")) for role in STAFF_ROLES)
    return ()


def reason(request: Request) -> str:
    return " ".join(request.POST.get(WHY, "").split())[:200]


def done(request: Request, changes: Sequence[Change], back: str) -> HttpResponse:
    """Alter, or ask for a second name, and lead to where it can be seen. Raises NotAltered."""
    return led(alter(changes, reason(request)), back)


def led(made: Alteration | Proposal, back: str) -> HttpResponse:
    if isinstance(made, Proposal):
        return HttpResponseRedirect(f"{HOUSE}proposals/{made.id}/")
    return HttpResponseRedirect(f"{back}?done={made.id}")


def why_not(refused: NotAltered | None) -> str:
    return text(f"house.not.{refused.key}", about=refused.about) if refused else ""


def done_before(request: Request) -> str:
    """The alteration that this page was led to after, so that it can be undone at once."""
    said = request.GET.get("done", "")
    return said if len(said) == 36 and said.replace("-", "").isalnum() else ""
