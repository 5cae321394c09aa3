"""What the demo has put into this database."""

from django.db import models

from yimen.core.ports.ids import new_id


class Loaded(models.Model):
    """At most one row: the digest of the data that was loaded, and how many times the demo was begun anew."""

    digest = models.CharField(max_length=64)
    round = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()


class ReadyCase(models.Model):
    """A case of cases.yaml in a round of the demo, by its key there; tests and stories find it so."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=40)
    round = models.PositiveIntegerField()
    case = models.UUIDField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "round"], name="one_case_a_round"),)

    def __str__(self) -> str:
        return f"{self.key} {self.round}"


class Filling(models.Model):
    """At most one row: how far the full province has been written, as a plan of the day on which it was begun (crowd/filling.py)."""

    begun = models.DateTimeField()
    count = models.PositiveIntegerField()
    next = models.PositiveIntegerField(default=0)  # of the plan; each is written in one transaction with this number
    refused = models.PositiveIntegerField(default=0)  # left out, because a service has changed
    done = models.DateTimeField(null=True)
    round = models.PositiveIntegerField(default=1, db_default=1)  # of the province: each has people of its own
    swept = models.UUIDField(null=True)  # begun anew: open cases below this id are still to be withdrawn
