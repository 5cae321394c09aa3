"""Files of a case that are not what they were."""

from django.db import models

from yimen.core.cases.models.case import Case
from yimen.core.ports.ids import new_id


class LostFile(models.Model):
    """Found by the nightly look at every file; gone again (`until`) once the file is back, from a backup or handed in anew."""

    class What(models.TextChoices):
        ABSENT = "absent", "不见了"  # a step names it, and it is not there
        CLOSED = "closed", "打不开"
        CHANGED = "changed", "内容变了"  # its digest is another

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="lost_files")
    table = models.CharField(max_length=60)
    file = models.UUIDField()
    what = models.CharField(max_length=10, choices=What)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["table", "file"], name="lost_once", condition=models.Q(until__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.table} {self.file} {self.what}"
