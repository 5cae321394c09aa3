"""Alterations of the house, written once, and those that wait for a second name. Who writes what is in migrations/0002."""

from django.contrib.postgres.functions import TransactionNow
from django.db import models

from yimen.core.ports.ids import new_id


class Proposal(models.Model):
    """待同意的变更: what one administrator asks for and only another may agree to."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", "已同意"
        DECLINED = "declined", "不同意"
        WITHDRAWN = "withdrawn", "已收回"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    why = models.CharField(max_length=200)
    rows = models.JSONField()  # as in Alteration
    undoes = models.ForeignKey("Alteration", models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    settled_by = models.CharField(max_length=64, blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("at",), condition=models.Q(outcome=""), name="proposal_open"),)

    def __str__(self) -> str:
        return str(self.id)


class Alteration(models.Model):
    """变更: who changed which rows of the house, when and why, with each row before and after. Never changed; undoing is another one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    recorded = models.DateTimeField(db_default=TransactionNow())  # opens the tables of the house to its own transaction
    by = models.CharField(max_length=64)
    role = models.CharField(max_length=16)
    why = models.CharField(max_length=200)
    rows = models.JSONField()  # [{"table", "key", "before": {…} | null, "after": {…} | null}]
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    proposal = models.OneToOneField(Proposal, models.PROTECT, null=True, related_name="alteration")
    agreed_by = models.CharField(max_length=64, blank=True, default="")  # the second name, where one was needed

    class Meta:
        indexes = (
            models.Index(fields=("-at", "-id"), name="alteration_newest"),
            models.Index(fields=("recorded",), name="alteration_recorded"),
        )
        constraints = (
            models.CheckConstraint(name="alteration_two_names", condition=~models.Q(by=models.F("agreed_by"))),
        )

    def __str__(self) -> str:
        return str(self.id)
