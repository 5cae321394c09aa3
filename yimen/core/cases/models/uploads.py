"""Uploads under way: what has come so far of a file, sealed piece by piece, until it is whole or its time is over."""

from django.db import models

from yimen.core.cases.models.case import Case
from yimen.core.ports.ids import new_id


class Upload(models.Model):
    """A file on its way; `mark` is what the sender knows it again by. Whole, its pieces are gone and `document` is the file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="uploads")
    material = models.CharField(max_length=60)
    filename = models.CharField(max_length=200)
    mark = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField()
    here = models.PositiveIntegerField(default=0)  # bytes that have come
    document = models.UUIDField(null=True)
    by_role = models.CharField(max_length=12)
    by_id = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class UploadPart(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    start = models.PositiveIntegerField()
    content = models.BinaryField()  # sealed

    class Meta:
        constraints = [models.UniqueConstraint(fields=("upload", "start"), name="piece_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} from {self.start}"
