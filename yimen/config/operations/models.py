"""What the operator wants to know about this installation itself. Nothing here is personal."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Backup(models.Model):
    """One backup that was written whole; the file may be gone meanwhile."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)  # of the picture that it holds
    file = models.CharField(max_length=400)
    size = models.BigIntegerField()
    events = models.BigIntegerField()
    seconds = models.FloatField()

    def __str__(self) -> str:
        return self.file


class Tally(models.Model):
    """Requests that one process has answered, by door and status: how many took how long."""

    id = models.BigAutoField(primary_key=True)
    process = models.CharField(max_length=16)
    door = models.CharField(max_length=40)
    status = models.PositiveSmallIntegerField()
    buckets = ArrayField(models.BigIntegerField())
    seconds = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["process", "door", "status"], name="tally_once"),)

    def __str__(self) -> str:
        return f"{self.door} {self.status}"
