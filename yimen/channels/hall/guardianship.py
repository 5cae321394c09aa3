"""Entering a guardian at a window: the guardian stands here, the ward is known here, and an officer has seen the evidence."""

from typing import Any
from uuid import UUID

from yimen.channels.hall.worded import Worded
from yimen.core.people import names
from yimen.core.people.lookups import Look, record
from yimen.core.people.models import Person
from yimen.core.people.offers import enter_guardian
from yimen.core.people.proxies import in_force
from yimen.core.people.registry import find_person
from yimen.web.forms import Answer, Choice, Question
from yimen.web.language import now, today
from yimen.web.words import text

EVIDENCE = ("household_book", "birth", "court", "committee")
Answers = dict[str, Answer]


class NotEntered(ValueError):
    """Nothing was entered: `why` is a key of account_help.wrong, `answers` say where."""

    def __init__(self, why: str, answers: Answers):
        super().__init__(why)
        self.why, self.answers = why, answers


def questions() -> list[Question]:
    seen = tuple(Choice(one, text(f"account_help.evidence.{one}")) for one in EVIDENCE)
    return [
        Question("ward_number", "id_number", text("account_help.ward_number"), hint=text("field.hint.id_number")),
        Question("ward_name", "text", text("account_help.ward_name"), longest=100),
        Question("evidence", "choice", text("account_help.evidence_seen"), choices=seen),
    ]


def enter(answers: Answers, guardian: UUID, note: str) -> None:
    """Raises NotEntered: something is missing, nobody or another name, oneself, or entered already."""
    if any(not one.right for one in answers.values()):
        raise NotEntered("guardian", answers)
    ward = find_person(answers["ward_number"].value)
    if ward is None or ward == guardian:
        raise _at("ward_number", "nobody", answers)
    record(Look("guardianship", now(), note=note), person=ward)
    them = Person.objects.get(pk=ward)
    if names.compare(them.name, answers["ward_name"].value) != "equal":
        raise _at("ward_name", "other_name", answers)
    if in_force(today()).filter(agent_id=guardian, principal_person_id=ward, kind="guardian").exists():
        raise _at("ward_number", "entered", answers)
    enter_guardian(them, guardian, since=today(), evidence=_evidence(answers["evidence"].value, note))


def _evidence(seen: Any, note: str) -> str:
    return f"{text(f'account_help.evidence.{seen}')} · {note}"


def _at(name: str, why: str, answers: Answers) -> NotEntered:
    wrong = Answer(wrongs=(Worded(f"account_help.wrong.{why}", name),), sent=answers[name].sent)
    return NotEntered("guardian", answers | {name: wrong})
