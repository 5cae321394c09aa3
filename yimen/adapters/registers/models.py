"""The books of the demo's registers, and how each register behaves at the moment."""

from django.db import models

from yimen.core.people.secrecy import EncryptedJSONField


class DemoRecord(models.Model):
    """What `register` answers to `query` about the holder of a number, on the days valid_from – valid_to."""

    register = models.CharField(max_length=40)
    query = models.CharField(max_length=40)
    subject = models.BinaryField(max_length=32)  # blind index of the number
    record = EncryptedJSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "query", "subject", "valid_from"], name="one_demo_record_a_day")
        ]


class DemoBehaviour(models.Model):
    """Without a row a register has a good day. `calls` counts look-ups, so that an answer can differ from the one before."""

    register = models.CharField(max_length=40, primary_key=True)
    mode = models.CharField(max_length=20, default="normal")
    params = models.JSONField(default=dict)
    until = models.DateTimeField(null=True)
    calls = models.IntegerField(default=0)
