"""Documents that come in, papers that go out, and the numbers of papers."""

from django.db import models

from yimen.core.cases.models.case import Case
from yimen.core.cases.models.law import Attached
from yimen.core.people.secrecy import EncryptedJSONField
from yimen.core.ports.ids import new_id


class Document(models.Model):
    """A file that was handed in: jpeg, png or pdf by its content, sealed. It is made anew once (remaking.py); then only the scanner's
    verdict changes. `digest` is of what is kept; `handed_in` of what came, once that is something else's."""

    class Verdict(models.TextChoices):
        PENDING = "pending", "待查"
        CLEAN = "clean", "干净"
        INFECTED = "infected", "带毒"
        NOT_SCANNABLE = "not_scannable", "无法查"
        UNFIT = "unfit", "不能用"

    class Form(models.TextChoices):
        RAW = "raw", "交来的样子"
        MADE = "made", "重新制作过"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    material = models.CharField(max_length=60)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)  # SHA-256 of the clear content
    handed_in = models.BinaryField(max_length=32, null=True)  # SHA-256 of what came, for a file that was made anew
    content = models.BinaryField(null=True)  # sealed; none where it is the file of `source`
    source = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="again"
    )  # used again: the file of another case
    form = models.CharField(max_length=8, choices=Form, default=Form.RAW)
    verdict = models.CharField(max_length=16, choices=Verdict, default=Verdict.PENDING)
    unfit = models.CharField(max_length=24, blank=True)  # why it cannot be used: a key of messages.yaml `files`
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
