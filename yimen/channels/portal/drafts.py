"""A draft on its way: what is known, what comes next, and how far the person is."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from yimen.channels.portal.matter import must
from yimen.core.cases.advising import SAID_HERE
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.sheets import draft
from yimen.core.services.editions import Edition
from yimen.core.services.facts import Facts
from yimen.core.services.published import edition_by_digest
from yimen.web.asking import input_name, papers_of, questions_of
from yimen.web.language import now
from yimen.web.visits import Request

Json = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """`told` are the facts that the person answered, in the order of the file."""

    case: Dossier
    edition: Edition
    facts: Facts
    advice: Json

    @property
    def at(self) -> str:
        return f"/cases/{self.case.id}/"

    @property
    def told(self) -> list[str]:
        return [
            name for name in self.edition.service.facts if name in self.facts and self.facts[name].source in SAID_HERE
        ]

    @property
    def asked(self) -> list[Json]:
        """Materials that are asked; before anything can be worked out, those without which nothing can."""
        found = [one for one in self.advice["materials"] if one["status"] == "asked"]
        known = {one["id"] for one in found}
        return [*found, *(self._as_material(one) for one in papers_of(self.advice) if one["material"] not in known)]

    def _as_material(self, ask: Json) -> Json:
        """A fact that only a paper can tell, as its material."""
        named = next(one for one in self.edition.service.materials if one.id == ask["material"])
        told: Json = {
            "id": named.id,
            "zh": named.zh.zh,
            "en": named.zh.en,
            "status": "asked",
            "get": ask["get"],
            "law": named.law,
        }
        told |= {"may_be_owed": "owe" in ask["offers"], "proves": named.proves}
        return told | ({"silence": ask["silence"]} if "silence" in ask else {})

    @property
    def uploads(self) -> list[Json]:
        """Materials that are asked and can be sent from here."""
        return [one for one in self.asked if "upload" in one["get"]]

    @property
    def files(self) -> set[str]:
        return {one.material for one in self.case.documents if one.usable}


def draft_of(request: Request, case_id: UUID, say: Json | None = None) -> Draft:
    """The draft with the advice of this moment, after keeping what was said. Raises Http404, NotNow, SaysMissing."""
    try:
        found = draft(case_id, by=request.actor, say=say, at=now())
    except ObjectDoesNotExist as ended:  # the proxy has ended: the principal is nobody to this agent any more
        raise Http404 from ended
    must(request.actor, "apply", found.dossier.case, found.dossier.case.service)
    hear(found.facts)
    return Draft(found.dossier, edition_by_digest(found.advice["edition"]), found.facts, found.advice)


def hear(facts: Facts) -> None:
    """Take up what registers were asked together with others and no rule has read yet, so that the person sees it at once."""
    for name, declared in facts.declared.items():
        if any(source in facts.answers for source in declared.from_[:1]):
            facts[name]


def next_step(draft: Draft) -> str:
    """The next open question, then the materials that can be sent, then the answers to check."""
    for one in questions_of(draft.advice):
        return f"{draft.at}questions/{input_name(one['fact'], one['item'] or '')}/"
    if any(one["id"] not in draft.files for one in draft.uploads):
        return f"{draft.at}materials/"
    return f"{draft.at}answers/"


def progress(draft: Draft, step: str, name: str = "") -> tuple[int, int]:
    """Where one is (`now` of `total`): what we have, each question, the materials if any, the check."""
    asked = [input_name(one["fact"], one["item"] or "") for one in questions_of(draft.advice)]
    told = [one for one in draft.told if draft.edition.service.facts[one].ask]
    questions = list(dict.fromkeys([*told, *(one.partition(".")[0] for one in asked)]))
    steps = ["have", *questions, *(["materials"] if draft.uploads else []), "answers"]
    wanted = name.partition(".")[0] if step == "questions" else step
    return (steps.index(wanted) + 1 if wanted in steps else 1), len(steps)


def step_before(draft: Draft, step: str, name: str = "") -> str:
    """Where “back” leads: the question before, else what we have, else the list of one's cases."""
    told = [one for one in draft.told if draft.edition.service.facts[one].ask and one != name.partition(".")[0]]
    if step == "have":
        return "/cases/"
    if step == "answers" and draft.uploads:
        return f"{draft.at}materials/"
    return f"{draft.at}questions/{told[-1]}/" if told and step != "questions" else f"{draft.at}have/"
