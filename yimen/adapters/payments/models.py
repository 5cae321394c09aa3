"""The books of the demo's gateway, beside ours as another house keeps them, and how it behaves at the moment. Nobody is named in them."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from yimen.core.ports.ids import new_id


def money() -> "models.DecimalField[Decimal, Decimal]":
    return models.DecimalField(max_digits=12, decimal_places=2)


def money_or_none() -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(max_digits=12, decimal_places=2, null=True)


class DemoCharge(models.Model):
    number = models.CharField(max_length=40, primary_key=True)
    token = models.CharField(max_length=43, unique=True)
    yuan = money()
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=8, default="open")  # open, paid, closed
    charged = money_or_none()
    ref = models.CharField(max_length=40, blank=True)
    expires_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["paid_at"], name="demo_charge_day", condition=Q(state="paid")),)

    def __str__(self) -> str:
        return self.number


class DemoReturn(models.Model):
    number = models.CharField(max_length=40, primary_key=True)
    charge = models.ForeignKey(DemoCharge, models.PROTECT, related_name="returns")
    yuan = money()
    ref = models.CharField(max_length=40)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.number


class DemoNotice(models.Model):
    """A notification that the gateway owes: sent until it is answered well."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.CharField(max_length=64)  # the same for each repetition
    told = models.JSONField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["due_at"], name="demo_notice_due", condition=Q(sent_at=None)),)

    def __str__(self) -> str:
        return self.event


class DemoBehaviour(models.Model):
    """Without a row the gateway has a good day."""

    name = models.CharField(max_length=40, primary_key=True)
    mode = models.CharField(max_length=20, default="normal")
    params = models.JSONField(default=dict)
    until = models.DateTimeField(null=True)
    calls = models.IntegerField(default=0)
