"""Rows of a case that a move may name – a defect, a certificate, a material – and facts that may be put right at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yimen.channels.hall.evidence import Evidence
from yimen.channels.hall.materials import material_name
from yimen.core.cases.bodies import waiting_for
from yimen.core.people.actors import Actor
from yimen.core.services.absent import Absent
from yimen.core.services.types import plain
from yimen.web import days
from yimen.web.forms import Answer, Choice, Question, question
from yimen.web.parties import authority_name
from yimen.web.places import place_name
from yimen.web.words import text

Json = dict[str, Any]
PLAIN = frozenset(
    {"yes_no", "choice", "choices", "number", "money", "date", "text", "place", "id_number", "phone", "plate"}
)


def rows(of: Evidence, word: str, by: Actor) -> list[tuple[str, str]]:
    case = of.case
    if word == "body":
        return [
            (str(one.id), f"{authority_name(one.authority)} · {place_name(one.region)}")
            for one in waiting_for(by, case.parties)
        ]
    if word == "defect":
        return [(one.code, f"{one.code} {one.text}") for one in case.defects if one.withdrawn_on is None]
    if word == "owed":
        named = {one.id: material_name(of, one) for one in case.terms.materials}
        return [(str(one.id), named.get(one.material, one.material)) for one in case.owed if one.settled_on is None]
    until = {one.id: days.long_day(one.valid_to) if one.valid_to else text("hall.no_end") for one in case.certificates}
    return [
        (str(one.id), text("hall.certificate", item=one.item or one.kind, until=until[one.id]))
        for one in case.certificates
    ]


def may_owe(of: Evidence) -> list[tuple[str, str]]:
    """Materials that are not here and of which the edition says that they may follow."""
    here = {one.material for one in of.case.documents}
    wanted = [
        one for one in of.case.terms.materials if one.status == "asked" and one.may_be_owed and one.id not in here
    ]
    return [(one.id, material_name(of, one)) for one in wanted]


def owed(of: Evidence, word: str, label: str) -> list[Question]:
    """Which of them, and the day by which they are agreed to come."""
    listed = tuple(Choice(key, shown) for key, shown in may_owe(of))
    due = Question(f"{word}.due", "date", text("hall.ask.owed_due"), hint=text("field.hint.date"))
    return [Question(f"{word}.which", "choices", label, choices=listed), due]


def all_owed(word: str, answers: Mapping[str, Answer]) -> list[Json]:
    due = answers[f"{word}.due"].value
    return [{"material": key, "due": plain(due)} for key in answers[f"{word}.which"].value or [] if due]


def changeable(of: Evidence, word: str) -> list[Question]:
    """Every fact that the person was asked for and that has one value; lists and items are put right by a notice."""
    if of.edition is None:
        return []
    declared = of.edition.service.facts
    names = [
        name
        for name in of.shown
        if declared[name].ask and declared[name].type in PLAIN and name not in of.edition.item_facts
        and not isinstance(declared[name].choices, str)
    ]  # fmt: skip
    return [replace(question(f"{word}.{name}", declared[name]), optional=True) for name in names]


def changes(of: Evidence, word: str, answers: Mapping[str, Answer]) -> Json:
    """What is not as it was."""
    found: Json = {}
    for ask in changeable(of, word):
        name, answer = ask.name.removeprefix(f"{word}."), answers.get(ask.name)
        before = of.facts[name].value
        if (
            answer
            and answer.right
            and answer.value is not None
            and (isinstance(before, Absent) or plain(answer.value) != plain(before))
        ):
            found[name] = plain(answer.value)
    return found
