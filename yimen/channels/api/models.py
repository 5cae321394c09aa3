"""How often who asks: counted by minute, in the database, so that all processes of a node count together."""

from django.db import models


class Pace(models.Model):
    """What a caller, or all callers of one case, were let do in a minute. The key is a keyed digest: an address is nobody's business."""

    key = models.CharField(max_length=40)
    minute = models.DateTimeField()
    used = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "minute"], name="pace_of_a_minute"),)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.minute:%H:%M} {self.used}"
