"""What is owed, paid and given back. Written only by functions of the owner (sql/writers.sql); the application reads.

Order 应缴单 → Payment 缴款（一次尝试）→ Bill 非税票据; Refund 退费; Entry: who, when, why, one chain an order.
"""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from yimen.core.cases.models import Case
from yimen.core.payments.models_proposals import Proposal  # noqa: F401 – a model of this app, in a file of its own
from yimen.core.ports.ids import new_id


def money() -> "models.DecimalField[Decimal, Decimal]":
    return models.DecimalField(max_digits=12, decimal_places=2)


def money_or_none() -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(max_digits=12, decimal_places=2, null=True)


class Order(models.Model):
    """What is owed for a case and a purpose. `yuan` never changes; `due` is what of it still counts, and only ever falls."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="orders")
    purpose = models.CharField(max_length=16, default="fee")
    yuan = money()
    due = money()
    state = models.CharField(max_length=8, default="open")  # open, paid, void
    office = models.CharField(max_length=20, blank=True)
    region = models.CharField(max_length=6)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["opened_at"], name="order_open", condition=Q(state="open")),)
        constraints = (
            models.UniqueConstraint(fields=["case", "purpose"], name="order_once", condition=~Q(state="void")),
            models.CheckConstraint(name="order_of_money", condition=Q(yuan__gt=0, due__gte=0, due__lte=models.F("yuan"))),
            models.CheckConstraint(name="order_state", condition=Q(state__in=["open", "paid", "void"])),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class FeeRow(models.Model):
    """One row of what is owed, with its article."""

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="rows")
    item = models.CharField(max_length=60)
    yuan = money()
    law = models.CharField(max_length=60)
    mark = models.CharField(max_length=1, default="S")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["order", "item"], name="fee_row_once"),)

    def __str__(self) -> str:
        return self.item


class Payment(models.Model):
    """An attempt to pay an order, at a gateway or a window. `charge` is the number that the gateway knows: the payments of several orders
    that are paid at once share one (一起付). `charged` is what really came; an attempt that was closed may still turn out paid."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="payments")
    gateway = models.CharField(max_length=20)  # the name of the wire; `window` for money taken there
    number = models.CharField(max_length=40, unique=True)
    charge = models.CharField(max_length=40, db_default="")
    yuan = money()
    state = models.CharField(max_length=8, default="opening")  # opening, open, paid, closed
    code = models.CharField(max_length=500, blank=True)
    ref = models.CharField(max_length=64, blank=True)
    charged = money_or_none()
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)
    next_query = models.DateTimeField(null=True)
    queries = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=["next_query"], name="payment_to_query", condition=Q(next_query__isnull=False)),
            models.Index(fields=["charge"], name="payment_charge_of"),
        )
        constraints = (
            models.UniqueConstraint(fields=["order"], name="payment_one_open", condition=Q(state__in=["opening", "open"])),
            models.UniqueConstraint(fields=["gateway", "ref"], name="payment_ref_once", condition=~Q(ref="")),
            models.CheckConstraint(name="payment_state", condition=Q(state__in=["opening", "open", "paid", "closed"])),
            models.CheckConstraint(name="payment_charged", condition=Q(state="paid", charged__gt=0) | ~Q(state="paid") & Q(charged=None)),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number


class Refund(models.Model):
    """What of a payment goes back the way it came: `key` names the rule, or `officer` with a reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="refunds")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    number = models.CharField(max_length=40, unique=True)
    yuan = money()
    key = models.CharField(max_length=30)
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=8, default="asked")  # asked, sent, done, failed
    ref = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    next_query = models.DateTimeField(null=True)
    queries = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["next_query"], name="refund_to_query", condition=Q(next_query__isnull=False)),)
        constraints = (
            models.CheckConstraint(name="refund_of_money", condition=Q(yuan__gt=0)),
            models.CheckConstraint(name="refund_state", condition=Q(state__in=["asked", "sent", "done", "failed"])),
        )

    def __str__(self) -> str:
        return self.number


class BillSeries(models.Model):
    """非税票据号段: one series an office and year. `last` is the last number given; it may begin where the paper series ends."""

    id = models.BigAutoField(primary_key=True)
    office = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    prefix = models.CharField(max_length=20)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "year"], name="bill_series_once"),
            models.UniqueConstraint(fields=["prefix"], name="bill_prefix_once"),
        )

    def __str__(self) -> str:
        return f"{self.prefix}{self.last}"


class Bill(models.Model):
    """非税票据: the number under which an order was paid, one an order."""

    id = models.BigAutoField(primary_key=True)
    order = models.OneToOneField(Order, models.PROTECT, related_name="bill")
    payment = models.OneToOneField(Payment, models.PROTECT, related_name="bill")
    number = models.CharField(max_length=40, unique=True)
    yuan = money()
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


class Entry(models.Model):
    """What happened to the money of an order: who, when, why; chained, never changed."""

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="entries", db_index=False)
    n = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)  # order, payment, refund, bill
    row = models.UUIDField()
    state = models.CharField(max_length=8)
    yuan = money_or_none()
    at = models.DateTimeField()
    role = models.CharField(max_length=16)
    actor_id = models.CharField(max_length=64)
    why = models.TextField(blank=True)
    prev_digest = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["order", "n"], name="entry_once"),)

    def __str__(self) -> str:
        return f"{self.order_id} {self.n}"


class Told(models.Model):
    """A notification that came, by the gateway's own id: told again it is answered again and does nothing."""

    id = models.BigAutoField(primary_key=True)
    gateway = models.CharField(max_length=20)
    ref = models.CharField(max_length=64)
    number = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["gateway", "ref"], name="told_once"),)

    def __str__(self) -> str:
        return f"{self.gateway} {self.ref}"


class Statement(models.Model):
    """A line of a day's file, of the gateway or of the bank, as it was when it was read."""

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=8)  # gateway, bank
    gateway = models.CharField(max_length=20)
    day = models.DateField()
    kind = models.CharField(max_length=8)
    number = models.CharField(max_length=40)
    ref = models.CharField(max_length=64)
    yuan = money()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["gateway", "day"], name="statement_of_day"),)
        constraints = (models.UniqueConstraint(fields=["source", "gateway", "kind", "ref", "number"], name="statement_once"),)  # fmt: skip

    def __str__(self) -> str:
        return f"{self.source} {self.ref}"


class Difference(models.Model):
    """对账差异: what does not agree, whose it is, until when, and how it ended. A write-off has two names."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    gateway = models.CharField(max_length=20)
    day = models.DateField()
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=40)
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="differences")
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="differences")
    ours = money_or_none()
    theirs = money_or_none()
    bank = money_or_none()
    region = models.CharField(max_length=6)
    owner = models.CharField(max_length=32, blank=True)
    due = models.DateField()
    found_at = models.DateTimeField()
    state = models.CharField(max_length=8, default="open")  # open, proposed, settled
    action = models.CharField(max_length=10, blank=True)  # match, refund, write_off
    reason = models.TextField(blank=True)
    first_by = models.CharField(max_length=64, blank=True)
    first_name = models.CharField(max_length=100, blank=True)
    second_by = models.CharField(max_length=64, blank=True)
    second_name = models.CharField(max_length=100, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["due"], name="difference_open", condition=~Q(state="settled")),)
        constraints = (
            models.UniqueConstraint(fields=["gateway", "kind", "number"], name="difference_once"),
            models.CheckConstraint(
                name="difference_two_names",
                condition=~Q(state="settled", action="write_off")
                | (~Q(reason="") & ~Q(first_by="") & ~Q(second_by="") & ~Q(first_by=models.F("second_by"))),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Day(models.Model):
    """A day that was reconciled, to the cent: what we, the gateway and the bank say came in less what went back."""

    id = models.BigAutoField(primary_key=True)
    gateway = models.CharField(max_length=20)
    day = models.DateField()
    ours = money()
    theirs = money()
    bank = money()
    differences = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["gateway", "day"], name="day_once"),)

    def __str__(self) -> str:
        return f"{self.gateway} {self.day}"
