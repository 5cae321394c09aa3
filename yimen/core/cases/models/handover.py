"""换个地方接着办: a case that is handed from one door to another, and the budget of guesses. Who sees which row: ../sql/handover.sql."""

from django.db import models

from yimen.core.cases.models.case import Case
from yimen.core.ports.ids import new_id


class Handover(models.Model):
    """One code: six digits to type, a token to scan. Only their digests are kept, and those only as long as the code can be asked for.

    Taken by a window, it opens the draft to that office until `open_until`; the next hand-over ends that."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="handovers")
    for_door = models.CharField(max_length=20)  # a door of doors.yaml, or `any`
    at_page = models.CharField(max_length=100, blank=True)  # below the case, as the portal has it
    code = models.BinaryField(max_length=32, null=True)
    token = models.BinaryField(max_length=32, null=True)
    given_by = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    ends = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=64, blank=True, default="")
    taken_office = models.CharField(max_length=20, blank=True, default="")
    taken_door = models.CharField(max_length=20, blank=True, default="")
    open_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["code"], condition=models.Q(used_at=None), name="handover_code_once"),
        )
        indexes = (
            models.Index(fields=["code"], name="handover_code", condition=models.Q(code__isnull=False)),
            models.Index(fields=["token"], name="handover_token", condition=models.Q(token__isnull=False)),
            models.Index(fields=["case", "-given_at"], name="handover_case"),
            models.Index(fields=["taken_office", "open_until"], name="handover_open"),
        )

    def __str__(self) -> str:
        return str(self.id)


class HandoverTry(models.Model):
    """How often codes were tried: by one caller, or wrongly by everybody together. A bucket is a blind hash and names nobody."""

    bucket = models.BinaryField(primary_key=True, max_length=32)
    used = models.PositiveIntegerField()
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.used)
