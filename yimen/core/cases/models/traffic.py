"""What keeps many people and processes from treading on each other: holds, answers given before, handlers that ran, cases that met."""

from django.db import models

from yimen.core.cases.models.case import Case
from yimen.core.ports.ids import new_id


class Hold(models.Model):
    """An officer is working on a case. It is seen by all and lapses by itself; it is no event."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="hold")
    by = models.CharField(max_length=64)
    name = models.CharField(max_length=100)
    since = models.DateTimeField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.by} {self.until:%H:%M}"


class Answer(models.Model):
    """The answer to a command that carried a key: the same key and body get it again for 30 days."""

    id = models.BigAutoField(primary_key=True)
    actor = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.BinaryField(null=True)  # sealed
    numbers = models.JSONField(null=True)  # of papers, by id: what the body leaves open (store.py)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["actor", "key"], name="answer_once"),)

    def __str__(self) -> str:
        return f"{self.actor} {self.key}"


class Handled(models.Model):
    """A handler has done its part for an event; written in the same transaction as what it did."""

    id = models.BigAutoField(primary_key=True)
    case_id = models.UUIDField()
    n = models.PositiveIntegerField()
    handler = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case_id", "n", "handler"], name="handled_once"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.n} {self.handler}"


class Meeting(models.Model):
    """Two open cases of one person and service that met from two nodes: an officer looks, nothing is merged by itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="meetings")
    other = models.ForeignKey(Case, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "other"], name="meeting_once"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.other_id}"
