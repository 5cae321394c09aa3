"""The daily signed checkpoint over all chains."""

from django.db import models


class Checkpoint(models.Model):
    """All events of this node up to a sequence number, in one digest, chained to the one before and signed."""

    id = models.BigAutoField(primary_key=True)
    node = models.CharField(max_length=20)
    at = models.DateTimeField()
    from_seq = models.BigIntegerField()  # not included
    up_to_seq = models.BigIntegerField()
    count = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    prev_root = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=64)
    key = models.CharField(max_length=64)  # the public key, base64

    class Meta:
        constraints = (models.UniqueConstraint(fields=["node", "up_to_seq"], name="checkpoint_once"),)

    def __str__(self) -> str:
        return f"{self.node} {self.up_to_seq}"
