"""What the demo's provider has taken and still owes us, and how it behaves at the moment. Numbers and texts are sealed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from yimen.core.people.secrecy import EncryptedTextField


class DemoMessage(models.Model):
    key = models.CharField(max_length=80, unique=True)
    phone = EncryptedTextField()
    text = EncryptedTextField()
    refs = ArrayField(models.CharField(max_length=40))
    fate = models.CharField(max_length=10, default="accepted")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class DemoReceipt(models.Model):
    """Owed to us until it is collected; the order of `id` is the order of telling."""

    ref = models.CharField(max_length=40)
    fate = models.CharField(max_length=10)
    at = models.DateTimeField()
    place = models.FloatField()

    def __str__(self) -> str:
        return self.ref


class DemoBehaviour(models.Model):
    """Without a row the provider has a good day."""

    name = models.CharField(max_length=40, primary_key=True)
    mode = models.CharField(max_length=20, default="normal")
    params = models.JSONField(default=dict)
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} {self.mode}"
