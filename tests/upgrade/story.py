"""What is kept: one case that waits to be put right, with a file and its letter, and one withdrawn long ago. All persons are invented."""

from datetime import datetime

from tests import editions
from tests.channels.api.ground import LI, OFFICE, WINDOW, ZHANG
from tests.core.cases.people import DEFECT, HERE, as_applicant, png
from tests.core.cases.story import at
from tests.core.people.folk import person
from yimen.core.cases.begin import begin
from yimen.core.cases.checkpoints import checkpoint
from yimen.core.cases.documents import receive
from yimen.core.cases.take import take
from yimen.core.people.actors import CLOCK, RULE, Actor
from yimen.core.people.models import Person, Staff
from yimen.core.people.scope import acting
from yimen.core.places.models import Office

TOUR = "exit_entry.endorsement_tour_group"
FACTS = {"destinations": ["HKG"], "entries": {"HKG": "HKG3M1"}}


def main() -> None:
    editions.publish([one for one in editions.of_the_product() if one.service.service == TOUR], at("2020-01-01"))
    with acting(RULE):
        Office.objects.create(
            code=OFFICE, region=HERE, kind="hall", name_zh="示例区办证大厅", authority="exit_entry_police", node="gd"
        )
        Staff.objects.create(id=WINDOW.id, name=WINDOW.name, office=OFFICE, reach=WINDOW.reach, roles=["window"])
    handed_in(person("张示例", ZHANG), at("2022-09-07"), "withdraw", at("2022-09-08"))
    handed_in(person("李测试", LI), at("2026-11-24"), "correct", at("2026-11-24"), defects=[DEFECT])
    with acting(CLOCK):
        checkpoint(at("2026-11-24"))


def handed_in(someone: Person, day: datetime, move: str, then: datetime, **says: object) -> None:
    by: Actor = as_applicant(someone)
    with acting(by):
        case = begin(TOUR, by=by, channel="portal", region=HERE, applicant=someone.id, facts=FACTS, at=day)
        receive(case.id, "photo", "photo.png", png(), by=by, at=day)
        take(case.id, "submit", by=by, says={"anyway": True}, channel="portal", at=day)
    with acting(by if move == "withdraw" else WINDOW):
        take(case.id, move, by=by if move == "withdraw" else WINDOW, says=says, at=then)
