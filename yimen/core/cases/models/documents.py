"""Documents that come in, papers that go out, and the numbers of papers."""

from django.db import models

from yimen.core.cases.models.case import Case
from yimen.core.cases.models.law import Attached
from yimen.core.people.secrecy import EncryptedJSONField
from yimen.core.ports.ids import new_id


class Document(models.Model):
    """A file that was handed in: jpeg, png or pdf by its content, sealed. Its content never changes; only the scanner's verdict does."""

    class Verdict(models.TextChoices):
        PENDING = "pending", "待查"
        CLEAN = "clean", "干净"
        INFECTED = "infected", "带毒"
        NOT_SCANNABLE = "not_scannable", "无法查"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    material = models.CharField(max_length=60)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)  # SHA-256 of what was handed in
    content = models.BinaryField()  # sealed
    verdict = models.CharField(max_length=16, choices=Verdict, default=Verdict.PENDING)
    received_at = models.DateTimeField()
    by_role = models.CharField(max_length=12)
    by_id = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.id)


class Paper(Attached):
    """An issued paper. `data` is frozen at issue, so that it reads the same for ever; the token proves it to anybody."""

    kind = models.CharField(max_length=4)
    number = models.CharField(max_length=48, unique=True)
    office = models.CharField(max_length=20, blank=True)
    issued_at = models.DateTimeField()
    token = models.CharField(max_length=32, unique=True)
    data = EncryptedJSONField()
    says = models.JSONField(default=dict)  # what its verification page tells anybody: nothing about the person
    withdrawn_on = models.DateField(null=True)


class Series(models.Model):
    """The last number given in a series: one a kind of paper, office and year."""

    series = models.CharField(primary_key=True, max_length=40)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.series}-{self.last}"
