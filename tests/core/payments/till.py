"""A case with a fee, the demo's gateway, and its notifications brought by hand: what tests of payments stand on."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings

from tests.core.cases.people import accepted, as_applicant
from yimen.adapters.payments.demo import Demo
from yimen.adapters.payments.models import DemoCharge
from yimen.adapters.payments.tasks import send_due
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.store import read_case
from yimen.core.cases.tasks import after_event
from yimen.core.payments import attempts
from yimen.core.payments.models import Bill, Order, Payment, Refund
from yimen.core.payments.notifications import receive
from yimen.core.payments.reconciling import Outcome, of_gateway
from yimen.core.payments.refunds import send
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today
from yimen.core.ports.payments import NotGenuine

FEE = Decimal("20.00")
GATEWAY = "demo"


class Till:
    """One case, one gateway, and hands for all that may happen between them."""

    def __init__(self, someone: Person, case: Dossier | None = None) -> None:
        self.who = as_applicant(someone)
        self.case = case or accepted(someone, size=20)
        self.gateway = Demo(GATEWAY)

    def rehearse(self, mode: str, **params: Any) -> None:
        self.gateway.rehearse(mode, None, params)

    def begin(self, at: datetime | None = None) -> str:
        return attempts.begin(self.read(), by=self.who, at=at or now())

    def pay(self) -> str:
        """The person pays on the gateway's page at the newest address."""
        charge = DemoCharge.objects.get(number=self.payment().number)
        return self.gateway.pay(charge.token)

    def notify(self) -> int:
        """What the gateway owes us to know is brought to our door; how many were not heard."""
        return send_due(GATEWAY, hear)

    def query(self) -> str:
        return attempts.query(self.payment().id, now())

    def send_refunds(self) -> None:
        for refund in self.refunds():
            send(refund.id, now())

    def reconcile(self, day: date | None = None) -> Outcome:
        return of_gateway(GATEWAY, day or today(), now())

    def follow(self, move: str) -> None:
        """Run the handlers that are filed for the last event of this move, as their jobs do."""
        event = self.read().last(move)
        assert event
        for name, handler in settings.AFTER_EVENT:
            if name == move:
                after_event(str(self.case.id), event.n, handler)

    def read(self) -> Dossier:
        with acting(RULE):
            return read_case(self.case.id)

    def order(self) -> Order:
        with acting(RULE):
            return Order.objects.filter(case_id=self.case.id).order_by("-opened_at", "-id")[0]

    def payments(self) -> list[Payment]:
        with acting(RULE):
            return list(Payment.objects.filter(order__case_id=self.case.id).order_by("-opened_at", "-id"))

    def payment(self) -> Payment:
        return self.payments()[0]

    def bills(self) -> list[Bill]:
        with acting(RULE):
            return list(Bill.objects.filter(order__case_id=self.case.id))

    def refunds(self) -> list[Refund]:
        with acting(RULE):
            return list(Refund.objects.filter(order__case_id=self.case.id).order_by("asked_at", "id"))


def hear(body: bytes, headers: dict[str, str]) -> int:
    """Our door, without its door."""
    try:
        receive(GATEWAY, headers, body, now())
    except NotGenuine:
        return 401
    return 200


def paid(till: Till) -> Till:
    """The ordinary way: begun, paid, and heard of."""
    till.begin()
    till.pay()
    till.notify()
    return till
