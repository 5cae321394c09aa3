"""Forms of moves, made from what the procedure wants said: one question or a few for each word, read back into what take() hears.

A type that is missing here would be a move that the desk cannot take; a test goes through every procedure.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from yimen.channels.hall import answering, composing, correcting, said_of
from yimen.channels.hall.evidence import Evidence
from yimen.channels.hall.proceedings import naming
from yimen.channels.hall.worded import Worded, miss
from yimen.core.cases.granting import agrees
from yimen.core.cases.table import Field, PossibleMove
from yimen.core.cases.wording import words
from yimen.core.people.actors import Actor
from yimen.core.places.law import UNCHECKED
from yimen.core.services.types import plain
from yimen.web.forms import Answer, Choice, Question, Sent, blank, given, read
from yimen.web.forms.answers import Wrong
from yimen.web.forms.questions import Kind
from yimen.web.words import choose, text

Json = dict[str, Any]
CITED = (
    "reject",
    "not_accept",
    "not_preaccept",
    "revoke",
)  # each reason of these names its article (core/cases/reasons.py)
SHORT = frozenset({"number", "taken_by", "handed_by", "right_authority", "shown"})  # one line is enough
FINDING = ("examine", "why")
EXAMINED = ("examine", "tell_hearing")  # whoever did that does not lead a hearing (许可法§48)


@dataclass
class Form:
    """A move as it is being said. `answers` hold what was typed, `says` what was understood."""

    of: Evidence
    move: PossibleMove
    by: Actor
    answers: dict[str, Answer] = field(default_factory=dict)
    says: Json = field(default_factory=dict)

    @cached_property
    def register(self) -> naming.Register:
        return naming.register(self.by)

    @property
    def asks(self) -> list[Question]:
        return [ask for one in self.move.says for ask in asks_for(self, one)]

    @property
    def wrongs(self) -> list[Wrong]:
        return [wrong for answer in self.answers.values() for wrong in answer.wrongs]


Asks = Callable[[Form, Field], list[Question]]
Says = Callable[[Form, Field, Sent], Any]


def asks_for(form: Form, one: Field) -> list[Question]:
    return WAYS[one.type][0](form, one)


def hear(form: Form, sent: Sent) -> None:
    """Read everything, whatever is wrong with the rest."""
    for one in form.move.says:
        for ask in asks_for(form, one):
            form.answers[ask.name] = read(ask, sent)
        value = WAYS[one.type][1](form, one, sent)
        if value not in (None, "", [], {}):
            form.says[one.name] = value


def label(one: Field) -> str:
    return choose(words("said", one.name))


def simple(kind: Kind) -> Asks:
    def asks(_: Form, one: Field) -> list[Question]:
        shape: Kind = "text" if kind == "long_text" and one.name in SHORT else kind
        pairs = (Choice("yes", text("field.yes")), Choice("no", text("field.no"))) if kind == "yes_no" else ()
        longest = 500 if shape == "text" else 4000 if shape == "long_text" else 100
        hint = text("field.hint.date") if kind == "date" else ""
        return [
            Question(one.name, shape, label(one), hint=hint, choices=pairs, optional=not one.required, longest=longest)
        ]

    return asks


def words_of(form: Form, one: Field) -> list[Question]:
    """Free words; an examiner who finds what the rules find says so by one key, and adds what there is to add."""
    if one.name in naming.WORDS:
        examined = {event.actor_name for event in form.of.case.events if event.move in EXAMINED}
        return naming.asks(one.name, label(one), form.register, but={*examined, form.by.name})
    own = simple("long_text")(form, one)
    finding = composing.met(form.of) if (form.move.move, one.name) == FINDING else ""
    if not finding:
        return own
    listed = (Choice("met", finding),)
    return [
        Question(f"{one.name}.met", "choices", label(one), choices=listed, optional=True),
        replace(own[0], label=text("hall.ask.more"), optional=True),
    ]


def in_words(form: Form, one: Field, sent: Sent) -> Any:
    if one.name in naming.WORDS:
        return text("list.comma").join(several(form, one, sent))
    own, met = value(form, one, sent), f"{one.name}.met"
    if met not in form.answers:
        return own
    said = [composing.met(form.of)] if form.answers[met].value else []
    if not said and not own:
        miss(form, one.name)
    return " ".join([*said, *([own] if own else [])])


def value(form: Form, one: Field, _: Sent) -> Any:
    found = form.answers[one.name].value
    if one.type == "money":
        return None if found is None else f"{found:.2f}"
    return plain(found) if one.type == "date" and found else found


def choices(_: Form, one: Field) -> list[Question]:
    listed = tuple(Choice(code, choose(of)) for code, of in one.choices.items())  # type: ignore[arg-type]
    return [Question(one.name, "choice", label(one), choices=listed, optional=not one.required)]


def names(form: Form, one: Field) -> list[Question]:
    if one.name in naming.WORDS:
        return naming.asks(one.name, label(one), form.register)
    return [Question(one.name, "text", label(one), hint=text("hall.ask.names"), optional=not one.required)]


def several(form: Form, one: Field, _: Sent) -> list[str]:
    if one.name not in naming.WORDS:
        return naming.split(form.answers[one.name].value)
    found = naming.named(one.name, form.register, form.answers)
    if not found and one.required:
        miss(form, f"{one.name}.here" if form.register else f"{one.name}.other")
    return found


def ids(form: Form, one: Field) -> list[Question]:
    listed = tuple(Choice(key, shown) for key, shown in said_of.rows(form.of, one.name, form.by))
    return [Question(one.name, "choice", label(one), choices=listed, optional=not one.required)]


def reasons(form: Form, one: Field) -> list[Question]:
    """Those of the rules of this service, then free words."""
    known = composing.standard(form.of, form.move.move)
    listed = tuple(Choice(key, found.text, hint=composing.under(found, grounds(form))) for key, found in known.items())
    own = Question(
        f"{one.name}.own",
        "long_text",
        text("hall.ask.reasons_own"),
        hint=text("hall.ask.reasons_hint"),
        optional=bool(listed),
        longest=4000,
    )
    chosen = Question(f"{one.name}.key", "choices", text("hall.ask.reasons"), choices=listed, optional=True)
    law = article(one, optional=True)
    return [chosen, own, law] if listed else [own, law]


def grounds(form: Form) -> Mapping[str, Any]:
    return next((one.choices for one in form.move.says if one.name == "ground"), {})


def article(one: Field, *, optional: bool = False) -> Question:
    """The article under which something is so, as 许可法§38."""
    hint = text("hall.ask.article_hint")
    return Question(f"{one.name}.law", "text", text("hall.ask.article"), hint=hint, optional=optional, longest=100)


def given_reasons(form: Form, one: Field, _: Sent) -> list[Json]:
    known = composing.standard(form.of, form.move.move)
    chosen = form.answers.get(f"{one.name}.key", blank()).value or []
    found = [{"key": key, "text": known[key].text, **law_of(known[key].law)} for key in chosen]
    one_ground(form, one, {known[key].ground for key in chosen} - {""})
    own = form.answers[f"{one.name}.own"].value
    if not found and not own and not form.answers[f"{one.name}.own"].wrongs:
        miss(form, f"{one.name}.own")
    law = form.answers[f"{one.name}.law"].value
    if own and not law and form.move.move in CITED:
        miss(form, f"{one.name}.law")
    return [*found, *([{"text": own} | ({"law": law} if law else {})] if own else [])]


def one_ground(form: Form, one: Field, belong: set[str]) -> None:
    """A standard reason brings its ground along; reasons of two grounds, or of another than was chosen, do not go into one letter."""
    if not belong or not grounds(form):
        return
    said = form.answers["ground"].value
    if said is None and len(belong) == 1:
        ask = next(ask for ask in form.asks if ask.name == "ground")
        form.says["ground"] = next(iter(belong))
        form.answers["ground"] = given(ask, form.says["ground"])
    elif belong != {said}:
        at = f"{one.name}.key"
        form.answers[at] = Answer(wrongs=(Worded("hall.other_ground", at),), sent=form.answers[at].sent)


def departure(form: Form, one: Field) -> list[Question]:
    """Asked only where the rules say no or have no answer: why it is granted all the same, and under which article."""
    if agrees(form.of.case.terms):
        return []
    why = Question(f"{one.name}.text", "long_text", label(one), longest=4000)
    return [why, article(one)]


def departing(form: Form, one: Field, _: Sent) -> Json | None:
    told = {part: form.answers[name].value for part in one.parts if (name := f"{one.name}.{part}") in form.answers}
    return told if any(told.values()) else None


def address(_: Form, one: Field) -> list[Question]:
    """The lines of an envelope."""
    return [
        Question(
            f"{one.name}.{part}", "telephone" if part == "phone" else "text", choose(words("said", part)), longest=200
        )
        for part in one.parts
    ]


def whole_address(form: Form, one: Field, _: Sent) -> Json:
    told = {part: form.answers[f"{one.name}.{part}"].value for part in one.parts}
    return {part: said for part, said in told.items() if said}


def law_of(law: str) -> Json:
    return {"law": law} if law and law != UNCHECKED else {}


def owed(form: Form, one: Field) -> list[Question]:
    return said_of.owed(form.of, one.name, label(one))


def all_owed(form: Form, one: Field, _: Sent) -> list[Json]:
    return said_of.all_owed(one.name, form.answers)


def answers(form: Form, one: Field) -> list[Question]:
    return answering.asks(answering.Counter(form.of.case, one, form.answers, form.by))


def all_answers(form: Form, one: Field, _: Sent) -> Json:
    return answering.heard(answering.Counter(form.of.case, one, form.answers, form.by))


def changes(form: Form, one: Field) -> list[Question]:
    return said_of.changeable(form.of, one.name)


def changed(form: Form, one: Field, _: Sent) -> Json:
    found = said_of.changes(form.of, one.name, form.answers)
    asks = changes(form, one)
    if not found and asks and not form.wrongs:
        miss(form, asks[0].name)
    return found


def nothing(_: Form, __: Field) -> list[Question]:
    return []


def unsaid(_: Form, __: Field, ___: Sent) -> None:
    """Remedies are all told by the trunk itself; facts and files come in at their own pages."""


WAYS: Mapping[str, tuple[Asks, Says]] = {
    "text": (words_of, in_words),
    "yes_no": (simple("yes_no"), value),
    "date": (simple("date"), value),
    "money": (simple("money"), value),
    "choice": (choices, value),
    "id": (ids, value),
    "names": (names, several),
    "reasons": (reasons, given_reasons),
    "defects": (correcting.defects, correcting.all_defects),
    "owed": (owed, all_owed),
    "answers": (answers, all_answers),
    "changes": (changes, changed),
    "departure": (departure, departing),
    "address": (address, whole_address),
    "remedies": (nothing, unsaid),
    "facts": (nothing, unsaid),
    "documents": (nothing, unsaid),
    "pledge": (nothing, unsaid),
}
