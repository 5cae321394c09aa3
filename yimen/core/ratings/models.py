"""Ratings 好差评: five levels, once at receipt and once at completion; a bad one opens a follow-up with an owner and a day."""

from django.db import models

from yimen.core.cases.models import Case
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


class FollowUp(models.Model):
    """整改: somebody calls within one working day and puts it right within fifteen; the person says whether it is right now."""

    rating = models.OneToOneField(Rating, models.PROTECT, primary_key=True, related_name="follow_up")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    call_by = models.DateField()
    due = models.DateField()
    called_at = models.DateTimeField(null=True)
    called_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=64, blank=True)  # the person, or a head who says why
    what_was_done = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["due"], name="follow_up_open", condition=models.Q(closed_at=None)),)

    def __str__(self) -> str:
        return f"{self.rating_id} {self.due}"
