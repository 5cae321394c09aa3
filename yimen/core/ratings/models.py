"""Ratings 好差评: five levels, at receipt and at completion. A bad one opens a work order, as complaints do."""

from datetime import date

from django.db import models

from yimen.core.cases.models import Case
from yimen.core.people.secrecy import EncryptedTextField
from yimen.core.ports.ids import new_id


class Rating(models.Model):
    """5 very satisfied … 1 very dissatisfied. One for each stage of a case, given by its applicant or whoever acts for the applicant."""

    class Stage(models.TextChoices):
        RECEIPT = "receipt", "收件"
        COMPLETION = "completion", "办结"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="ratings")
    stage = models.CharField(max_length=10, choices=Stage)
    stars = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "stage"], name="rating_once"),
            models.CheckConstraint(name="five_levels", condition=models.Q(stars__gte=1, stars__lte=5)),
        )

    def __str__(self) -> str:
        return f"{self.stage} {self.stars}"


class WorkOrder(models.Model):
    """工单: a bad rating, a complaint, or “办不成事”. Somebody calls within one working day and puts it right within fifteen."""

    class Kind(models.TextChoices):
        RATING = "rating", "差评"
        COMPLAINT = "complaint", "投诉"
        STUCK = "stuck", "办不成事"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    rating = models.OneToOneField(Rating, models.PROTECT, null=True, related_name="work_order")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    person_id = models.UUIDField(null=True)  # who said it; null for somebody without sign-in
    digest = models.BinaryField(max_length=32, null=True, unique=True)  # of the code with which that one looks again
    region = models.CharField(max_length=6, blank=True, default="")  # "" – wherever in the reach of this node
    office = models.CharField(max_length=20, blank=True, default="")
    place = EncryptedTextField(default="")  # as it was typed
    said = EncryptedTextField(default="")
    phone = EncryptedTextField(default="")
    opened_at = models.DateTimeField()
    call_by = models.DateField()
    due = models.DateField()
    owner = models.CharField(max_length=64, blank=True, default="")
    owned_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    called_by = models.CharField(max_length=64, blank=True, default="")
    call_note = EncryptedTextField(default="")
    answer = EncryptedTextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=64, blank=True, default="")
    heard = models.CharField(max_length=5, blank=True, default="")  # right, wrong, or nothing said yet
    heard_at = models.DateTimeField(null=True)
    heard_words = EncryptedTextField(default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=64, blank=True, default="")
    closed_how = models.CharField(max_length=10, blank=True, default="")  # confirmed or manager
    close_reason = EncryptedTextField(default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="closed_by_the_person_or_a_manager",
                condition=models.Q(closed_at=None, closed_how="")
                | models.Q(closed_at__isnull=False, closed_how="confirmed", heard="right")
                | models.Q(closed_at__isnull=False, closed_how="manager"),
            ),
        )
        indexes = (
            models.Index(fields=["due"], name="work_order_open", condition=models.Q(closed_at=None)),
            models.Index(fields=["person_id", "-opened_at"], name="work_order_person"),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def with_the_person(self) -> bool:
        """Answered, and the person has not said yet whether it is right."""
        return self.answered_at is not None and self.heard == ""

    @property
    def act_by(self) -> date:
        """The day that counts next: to call, then to have put it right."""
        return self.due if self.called_at else self.call_by
