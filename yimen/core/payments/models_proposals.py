"""What an officer wants to give back and may not give back alone."""

from django.db import models
from django.db.models import F, Q

from yimen.core.ports.ids import new_id


class Proposal(models.Model):
    """退费提议: a refund that needs a second name. It ends by another officer's yes or no."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey("payments.Order", models.PROTECT, related_name="proposals")
    payment = models.ForeignKey("payments.Payment", models.PROTECT, related_name="proposals", db_index=False)
    yuan = models.DecimalField(max_digits=12, decimal_places=2)
    reason = models.TextField()
    state = models.CharField(max_length=8, default="proposed")  # proposed, agreed, declined
    first_by = models.CharField(max_length=64)
    first_name = models.CharField(max_length=100)
    second_by = models.CharField(max_length=64, blank=True)
    second_name = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["order"], condition=Q(state="proposed"), name="proposal_one_at_a_time"),
            models.CheckConstraint(
                name="proposal_two_names",
                condition=~Q(state="agreed") | (~Q(second_by="") & ~Q(first_by=F("second_by"))),
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.id}"
