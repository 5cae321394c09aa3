"""What becomes of a paper beside its frozen content: the sealed file, the receipt of a decision, and the certificates that sealed."""

from django.db import models

from yimen.core.cases.models import Paper
from yimen.core.people.secrecy import EncryptedJSONField
from yimen.core.ports.ids import new_id


class SealCertificate(models.Model):
    """A certificate with which papers were sealed. Kept for as long as they are, so that they can be validated after it has ended."""

    fingerprint = models.CharField(primary_key=True, max_length=64)
    key = models.CharField(max_length=60)  # region and authority
    subject = models.CharField(max_length=200)
    since = models.DateField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    chain = models.TextField()

    def __str__(self) -> str:
        return f"{self.key} {self.since}"


class PaperFile(models.Model):
    """The file of a paper: PDF/A with the seal of its authority, or why there is none. A file that is ready never changes."""

    class State(models.TextChoices):
        READY = "ready", "已生成"
        NO_GLYPH = "no_glyph", "字库缺字"
        NO_SEAL = "no_seal", "没有印章证书"
        NO_SETTING = "no_setting", "不能排版"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="file")
    case_id = models.UUIDField(db_index=True)
    token = models.CharField(max_length=32)
    state = models.CharField(max_length=12, choices=State)
    content = models.BinaryField(null=True)  # sealed at rest, as all that is personal
    size = models.PositiveIntegerField(default=0)
    digest = models.BinaryField(max_length=32, null=True)  # SHA-256 of the file as it is given out
    certificate = models.ForeignKey(SealCertificate, models.PROTECT, null=True, db_index=False)
    made_at = models.DateTimeField()
    lacking = models.CharField(max_length=200, blank=True)  # the characters that no font draws, or what else is missing

    class Meta:
        indexes = (
            models.Index(fields=["digest"], name="file_by_digest", condition=models.Q(state="ready")),
            models.Index(fields=["made_at"], name="file_not_made", condition=~models.Q(state="ready")),
        )

    def __str__(self) -> str:
        return f"{self.paper_id} {self.state}"


class DecisionReceipt(models.Model):
    """How a decision was reached: what the person is told of it, and the whole path for an auditor, signed. Facts that are secret
    stand in neither."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="receipt")
    case_id = models.UUIDField(db_index=True)
    public = EncryptedJSONField()  # the rows that the person is told of
    full = EncryptedJSONField()  # the document that is signed, canonical JSON
    signature = models.BinaryField(max_length=64)
    key = models.CharField(max_length=64)  # the public key, base64
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.paper_id)


class Attempt(models.Model):
    """How often the check code of a number was tried within an hour: guessing ends before it begins."""

    id = models.BigAutoField(primary_key=True)
    number = models.CharField(max_length=48)
    hour = models.DateTimeField()
    times = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["number", "hour"], name="attempt_once"),)

    def __str__(self) -> str:
        return f"{self.number} {self.times}"


class SeriesSet(models.Model):
    """A line of who set a series of numbers, from where to where, and why."""

    id = models.BigAutoField(primary_key=True)
    series = models.CharField(max_length=40)
    before = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    by = models.CharField(max_length=100)
    why = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.series} {self.before} → {self.last}"
