"""Places: offices and counters, and the row that moves the demo's clock."""

from datetime import timedelta

from django.db import models


class ClockOffset(models.Model):
    """At most one row: by how much the demo's time is ahead of the real one."""

    by = models.DurationField(default=timedelta)
