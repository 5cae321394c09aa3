"""Short words for papers on their way in the tests of this room."""

from datetime import datetime

from django.conf import settings

from tests.core.cases.people import DEFECT, WINDOW, as_applicant, move, submitted
from tests.core.cases.story import at
from yimen.adapters.messages.models import DemoMessage
from yimen.core.cases.dossier import Dossier
from yimen.core.notices import contacts, delivering, sending
from yimen.core.notices.models import Attempt, Contact, Delivery, Notice
from yimen.core.notices.telling import tell_person
from yimen.core.people.actors import CLOCK, RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.ports.wires import wire

PHONE = "13800000001"
DAY = "2026-09-07"


def corrected(someone: Person, day: str = DAY) -> Dossier:
    defects = [DEFECT, {"about": "form", "text": "没有申请表"}]
    return move(submitted(someone, day=day), "correct", WINDOW, day, defects=defects)


def on_its_way(someone: Person) -> Delivery:
    """A correction notice of that Monday, told."""
    case = corrected(someone)
    with acting(CLOCK):
        tell_person(case.id, case.version)
        return Delivery.objects.select_related("notice").get(case_id=case.id)


def reachable(someone: Person, phone: str = PHONE) -> None:
    with acting(RULE):
        Contact.objects.create(person_id=someone.id, phone=phone, confirmed_at=at("2026-09-01"))


def agreed(someone: Person, day: str = "2026-09-01") -> None:
    with acting(as_applicant(someone)):
        contacts.agree(someone.id, at(day))


def rehearse(mode: str, **params: object) -> None:
    with acting(RULE):
        wire("messages", settings.MESSAGES).rehearse(mode, None, params)


def later(row: Delivery, moment: datetime) -> Delivery:
    """What the sweep does at that moment to papers."""
    with acting(RULE):
        delivering.due(row.id, moment)
    return now_of(row)


def now_of(row: Delivery) -> Delivery:
    with acting(RULE):
        return Delivery.objects.select_related("notice").get(id=row.id)


def attempts(row: Delivery | Notice) -> list[tuple[str, str]]:
    with acting(RULE):
        mine = {"delivery": row} if isinstance(row, Delivery) else {"notice": row}
        return list(Attempt.objects.filter(**mine).order_by("made_at", "id").values_list("way", "state"))


def only(row: Delivery | Notice, way: str = "sms") -> Attempt:
    with acting(RULE):
        mine = {"delivery": row} if isinstance(row, Delivery) else {"notice": row}
        return Attempt.objects.get(way=way, **mine)


def messaged(someone: Person) -> Delivery:
    """Nobody read it for two days: a message waits to be sent at 09:00 on the ninth."""
    reachable(someone)
    return later(on_its_way(someone), at("2026-09-09"))


def sent_texts() -> list[str]:
    with acting(RULE):
        return [row.text for row in DemoMessage.objects.order_by("id")]


def collect(moment: datetime) -> int:
    with acting(RULE):
        return sending.provider().collect(lambda one: sending.book(one, moment), 0.1)
