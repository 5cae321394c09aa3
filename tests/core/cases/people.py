"""Who acts in the tests of the trunk: one applicant, one officer of each role in two cities, and how a case is told in few words."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from PIL import Image

from tests import editions
from tests.authorities import EVERY
from tests.core.cases.story import at
from tests.core.people.folk import LI, WANG, ZHANG, person
from yimen.core.cases.begin import begin
from yimen.core.cases.documents import receive
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Document
from yimen.core.cases.situation import missing
from yimen.core.cases.take import take
from yimen.core.people.actors import CLOCK, RULE, Actor
from yimen.core.people.models import Person, Staff
from yimen.core.people.scope import acting

HERE, HOME = "440106", "430102"
WINDOW = Actor("window", "w1", "陈示例", "440106000001", "440100", serves=EVERY)
EXAMINER = Actor("examiner", "e1", "王示例", "440106000001", "440100", serves=EVERY)
EXAMINER_TWO = Actor("examiner", "e2", "何示例", "440106000001", "440100", serves=EVERY)
DECIDER = Actor("decider", "d1", "赵示例", "440106000001", "440100", serves=EVERY)
HEAD = Actor("head", "h1", "孙示例", "440106000001", "440100", serves=EVERY)
SUPERVISOR = Actor("supervisor", "s1", "周示例", "440100000001", "440000", serves=EVERY)
ELSEWHERE = Actor("window", "w9", "吴示例", "440306000001", "440300", serves=EVERY)
HOME_EXAMINER = Actor("examiner", "hn/e1", "郑示例", "430102000001", "430100", "hn", serves=EVERY)
HOME_DECIDER = Actor("decider", "hn/d1", "冯示例", "430102000001", "430100", "hn", serves=EVERY)
FILES = Path(__file__).parent / "services"
DEFECT = {"about": "photo", "text": "照片太暗", "how": "请重新照相"}
REASONS = [{"text": "不符合条件", "law": "许可法§38"}]


def publish() -> None:
    """The services of these tests, without the linter: they are small on purpose."""
    editions.publish(editions.of_folder(FILES), at("2020-01-01"))


def zhang() -> Person:
    return person("张示例", ZHANG)


def li() -> Person:
    return person("李测试", LI)


def wang() -> Person:
    return person("王样例", WANG)


def on_duty() -> None:
    """The two examiners are known as members of staff."""
    with acting(RULE):
        for one in (EXAMINER, EXAMINER_TWO):
            Staff.objects.create(id=one.id, name=one.name, office=one.office, reach=one.reach, roles=[one.role])


def as_applicant(someone: Person) -> Actor:
    return Actor("applicant", str(someone.id), someone.name)


def draft(someone: Person, service: str = "test.licence", day: str = "2026-09-07", **more: Any) -> Dossier:
    by = more.pop("by", as_applicant(someone))
    with acting(by):
        return begin(
            service, **({"applicant": someone.id, "by": by, "channel": "portal", "region": HERE, "at": at(day)} | more)
        )


def move(case: Dossier | UUID, name: str, by: Actor, day: str | datetime, **says: Any) -> Dossier:
    moment = at(day) if isinstance(day, str) else day
    with acting(by):
        return take(case.id if isinstance(case, Dossier) else case, name, by=by, says=says, at=moment)


def submitted(someone: Person, service: str = "test.licence", day: str = "2026-09-07", **facts: Any) -> Dossier:
    case = draft(someone, service, day, facts=facts or {"size": 20})
    return move(case, "submit", as_applicant(someone), day)


def png() -> bytes:
    """A picture, smaller than any camera's."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return out.getvalue()


def hand_in(case: Dossier, material: str, by: Actor, day: str = "2026-09-07") -> Document:
    with acting(by):
        return receive(case.id, material, f"{material}.png", png(), by=by, at=at(day))


def complete(case: Dossier, day: str = "2026-09-07") -> Dossier:
    """With a file for everything that is asked for: without, no officer accepts it."""
    assert case.case.applicant_id
    by = Actor("applicant", str(case.case.applicant_id), case.case.applicant_name)
    for material in missing(case):
        hand_in(case, material.id, by, day)
    return case


def accepted(someone: Person, day: str = "2026-09-07", **facts: Any) -> Dossier:
    return move(complete(submitted(someone, day=day, **facts), day), "accept", WINDOW, day)


def examined(someone: Person, day: str = "2026-09-07", **facts: Any) -> Dossier:
    return move(accepted(someone, day, **facts), "examine", EXAMINER, day, opinion="grant", why="齐全")


__all__ = [
    "CLOCK",
    "DECIDER",
    "DEFECT",
    "ELSEWHERE",
    "EXAMINER",
    "EXAMINER_TWO",
    "HEAD",
    "HOME_DECIDER",
    "HOME_EXAMINER",
    "REASONS",
    "SUPERVISOR",
]
