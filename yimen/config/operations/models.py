"""What the operator wants to know about this installation itself. Nothing here is personal."""

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
