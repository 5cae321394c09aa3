"""Cases whose time of keeping ends soon, and what remains of those that were erased. Who sees which row: ../sql/keeping.sql."""

from django.db import models

from yimen.core.cases.models.case import Case


class Keeping(models.Model):
    """保存期: listed a month before the last day, as the case then stood (`version`), and gone again where it is opened anew.

    Two people of the authority agree, each under the own name, then it is erased. This row, the empty steps and their chain remain.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="keeping")
    version = models.PositiveIntegerField()
    number = models.CharField(max_length=18, blank=True)
    service = models.CharField(max_length=100)
    name = models.JSONField(default=dict)  # of the service, as the case was told it
    region = models.CharField(max_length=6)
    deciding_region = models.CharField(max_length=6)
    authority = models.CharField(max_length=40)
    outcome = models.CharField(max_length=12)
    keep = models.CharField(max_length=20)
    law = models.CharField(max_length=60)
    mark = models.CharField(max_length=1)
    last_day = models.DateField()
    listed_at = models.DateTimeField()
    first_by = models.CharField(max_length=64, blank=True, default="")
    first_name = models.CharField(max_length=100, blank=True, default="")
    first_at = models.DateTimeField(null=True)
    second_by = models.CharField(max_length=64, blank=True, default="")
    second_name = models.CharField(max_length=100, blank=True, default="")
    erased_at = models.DateTimeField(null=True)
    digest = models.BinaryField(max_length=32, null=True)  # of the last step: where the chain ends

    class Meta:
        indexes = (
            models.Index(fields=["last_day", "case"], name="keeping_ends", condition=models.Q(erased_at=None)),
            models.Index(fields=["-erased_at"], name="keeping_over", condition=models.Q(erased_at__isnull=False)),
        )
        constraints = (
            models.CheckConstraint(
                name="keeping_two_names",
                condition=models.Q(second_by="") | (~models.Q(first_by="") & ~models.Q(first_by=models.F("second_by"))),
            ),
            models.CheckConstraint(
                name="keeping_erased_by_two", condition=models.Q(erased_at=None) | ~models.Q(second_by="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.last_day}"
