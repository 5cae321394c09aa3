"""The demo's gateway: a house with books of its own, which charges at most once and has bad days on demand.

| mode | what happens | params |
|---|---|---|
| normal | it charges, and tells once | |
| twice | tells two times | |
| late | tells after a while | seconds (60) |
| never | tells nothing: who wants to know asks | |
| wrong_amount | charges another sum | by (-1.00) |
| out_of_order | tells that it is open after it told that it is paid | |
| contradict | tells that it is paid, then that it is closed; asked, it says open | |
| down | cannot be reached | |
| slow | does what it is asked, and answers too late | |
| bank_missing | the bank's file lacks the last line of the day | |
| bank_cents | the bank's file has a cent less in the last line of the day | |
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from yimen.adapters.payments.models import DemoBehaviour, DemoCharge, DemoNotice, DemoReturn
from yimen.adapters.payments.signing import genuine
from yimen.adapters.payments.tasks import send_notices
from yimen.core.places.clock import CHINA, now
from yimen.core.ports.ids import new_id
from yimen.core.ports.payments import CENT, Charge, ChargeState, Line, Notification, Returned, ToPay, Unsure

SAID = b'{"code":"SUCCESS"}'


class Demo:
    """The gateway of that name."""

    modes = ("normal", "twice", "late", "never", "wrong_amount", "out_of_order", "contradict", "down", "slow", "bank_missing",
             "bank_cents")  # fmt: skip

    def __init__(self, name: str) -> None:
        self.name = name

    def create(self, wanted: ToPay) -> str:
        self._up()
        row, _ = DemoCharge.objects.get_or_create(
            number=wanted.number,
            defaults={"token": secrets.token_urlsafe(24), "yuan": wanted.yuan, "title": wanted.title, "expires_at": wanted.expires},
        )  # fmt: skip
        self._in_time()
        return f"/demo/pay/{row.token}/"

    def query(self, number: str) -> Charge:
        self._up()
        row = DemoCharge.objects.filter(number=number).first()
        self._in_time()
        if row is None:
            return Charge(number, "unknown")
        if row.state == "paid" and self.rehearsing() == "contradict":
            return Charge(number, "open")
        return said(row)

    def close(self, number: str) -> None:
        """A number that is not known here is closed too, so that whoever asks late finds it closed."""
        self._up()
        with transaction.atomic():
            row, _ = DemoCharge.objects.get_or_create(
                number=number,
                defaults={"token": secrets.token_urlsafe(24), "yuan": CENT, "title": "", "state": "closed"},
            )
            DemoCharge.objects.filter(number=row.number, state="open").update(state="closed")
        self._in_time()

    def refund(self, number: str, refund: str, yuan: Decimal) -> Returned:
        self._up()
        with transaction.atomic():
            row = DemoCharge.objects.select_for_update().filter(number=number, state="paid").first()
            given = sum((one.yuan for one in row.returns.exclude(number=refund)), Decimal(0)) if row else Decimal(0)
            if row is None or row.charged is None or given + yuan > row.charged:
                return Returned(refund, "failed", yuan)
            made, new = DemoReturn.objects.get_or_create(
                number=refund, defaults={"charge": row, "yuan": yuan, "ref": f"R{new_id().hex}", "at": now()}
            )
            if new:
                self._tell({"number": refund, "state": "done", "refund": True, **_money(made.yuan, made.ref, made.at)})
        self._in_time()
        return Returned(refund, "done", made.yuan, made.ref, made.at)

    def query_refund(self, refund: str) -> Returned:
        self._up()
        row = DemoReturn.objects.filter(number=refund).first()
        self._in_time()
        return Returned(refund, "done", row.yuan, row.ref, row.at) if row else Returned(refund, "unknown")

    def verify(self, headers: Mapping[str, str], body: bytes, at: datetime) -> Notification:
        return genuine(self.name, headers, body, at)

    def answer(self) -> bytes:
        return SAID

    def day(self, on: date) -> Sequence[Line]:
        self._up()
        first = datetime.combine(on, datetime.min.time(), CHINA)
        span = (first, first + timedelta(days=1) - timedelta(microseconds=1))
        charges = [
            Line("charge", row.number, row.ref, row.charged, row.paid_at)
            for row in DemoCharge.objects.filter(state="paid", paid_at__range=span).order_by("paid_at", "number")
            if row.charged is not None and row.paid_at is not None
        ]
        returns = [
            Line("refund", row.number, row.ref, row.yuan, row.at)
            for row in DemoReturn.objects.filter(at__range=span).order_by("at", "number")
        ]
        return [*charges, *returns]

    def bank(self, on: date) -> Sequence[Line]:
        lines = list(self.day(on))
        if lines and self.rehearsing() == "bank_missing":
            return lines[:-1]
        if lines and self.rehearsing() == "bank_cents":
            return [*lines[:-1], replace(lines[-1], yuan=lines[-1].yuan - CENT)]
        return lines

    def check(self) -> str:
        return "down" if self.rehearsing() == "down" else ""

    def asked(self, token: str) -> ToPay | None:
        row = DemoCharge.objects.filter(token=token).first()
        return ToPay(row.number, row.yuan, row.title, row.expires_at) if row and row.expires_at else None

    def became(self, token: str) -> ChargeState:
        row = DemoCharge.objects.filter(token=token).first()
        return said(row).state if row else "unknown"

    def pay(self, token: str, at: datetime | None = None) -> ChargeState:
        self._up()
        with transaction.atomic():
            row = DemoCharge.objects.select_for_update().filter(token=token).first()
            if row is None or said(row, at).state != "open":
                return said(row, at).state if row else "unknown"
            today, past, at = self._today(), at is not None, at or now()
            by = Decimal(str(today.params.get("by", "-1.00"))) if today.mode == "wrong_amount" else Decimal(0)
            row.state, row.charged, row.ref, row.paid_at = "paid", row.yuan + by, f"C{new_id().hex}", at
            row.save(update_fields=["state", "charged", "ref", "paid_at"])
            if not past:
                self._tell_of(row, today)
        return "paid"

    def rehearse(self, mode: str, until: datetime | None, params: Mapping[str, Any]) -> None:
        if mode not in self.modes:
            raise ValueError(f"{mode}: expected one of {', '.join(self.modes)}")
        told = {"mode": mode, "until": until, "params": dict(params), "calls": 0}
        DemoBehaviour.objects.update_or_create(name=self.name, defaults=told)

    def rehearsing(self) -> str:
        return self._today().mode

    def _today(self) -> DemoBehaviour:
        row = DemoBehaviour.objects.filter(name=self.name).first()
        over = row is None or (row.until is not None and row.until <= now())
        return DemoBehaviour(name=self.name) if row is None or over else row

    def _up(self) -> None:
        if self.rehearsing() == "down":
            raise Unsure("the gateway is down (demo)")

    def _in_time(self) -> None:
        if self.rehearsing() == "slow":
            raise Unsure("the gateway answered too late (demo)")

    def _tell_of(self, row: DemoCharge, today: DemoBehaviour) -> None:
        """File what is owed to us about a charge, as the day has it."""
        paid = {"number": row.number, "state": "paid", **_money(row.charged, row.ref, row.paid_at)}
        if today.mode == "never":
            return
        wait = float(today.params.get("seconds", 60)) if today.mode == "late" else 0.0
        self._tell(paid, wait, times=2 if today.mode == "twice" else 1)
        after = {"out_of_order": "open", "contradict": "closed"}.get(today.mode)
        if after:
            self._tell({"number": row.number, "state": after}, 1.0)

    def _tell(self, told: dict[str, Any], wait: float = 0.0, times: int = 1) -> None:
        event, due = f"E{new_id().hex}", now() + timedelta(seconds=wait)
        DemoNotice.objects.bulk_create(
            DemoNotice(event=event, told=told | {"id": event}, due_at=due) for _ in range(times)
        )
        send_notices.configure(schedule_in={"seconds": int(wait)}).defer(gateway=self.name)


def said(row: DemoCharge, at: datetime | None = None) -> Charge:
    """What the books say; an attempt that nobody paid in time is closed."""
    if row.state == "open" and row.expires_at is not None and row.expires_at <= (at or now()):
        return Charge(row.number, "closed")
    state: ChargeState = row.state  # type: ignore[assignment]
    return Charge(row.number, state, row.charged, row.ref, row.paid_at)


def _money(yuan: Decimal | None, ref: str, at: datetime | None) -> dict[str, Any]:
    return {"yuan": f"{yuan:.2f}", "ref": ref, "at": at.isoformat() if at else None}
