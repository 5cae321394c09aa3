"""What is kept of services: which edition two people published when, and who switched a pack on or off. No personal data."""

from django.db import models


class Publication(models.Model):
    """An edition that an author wrote and another person approved. Its text never changes; a case is pinned to `digest`."""

    service = models.TextField()
    number = models.IntegerField()  # counts up per service
    digest = models.CharField(max_length=64, db_index=True)
    canonical = models.TextField()
    packs = models.JSONField(default=list)
    valid_from = models.DateField()
    published_at = models.DateTimeField()
    author = models.TextField()
    approver = models.TextField()

    class Meta:
        db_table = "services_edition"
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="one_number_per_edition"),
            models.CheckConstraint(condition=~models.Q(author=models.F("approver")), name="two_people_publish"),
        ]

    def __str__(self) -> str:
        return f"{self.service} no. {self.number}"


class PackSwitch(models.Model):
    """A pack was switched on or off; the newest row says how it stands now, all of them why."""

    pack = models.TextField(db_index=True)
    on = models.BooleanField()
    by = models.TextField()
    approver = models.TextField()
    at = models.DateTimeField()
    why = models.TextField()

    def __str__(self) -> str:
        return f"{self.pack} {'on' if self.on else 'off'}"
