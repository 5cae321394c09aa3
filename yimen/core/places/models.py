"""Places: offices and their counters, the yearly notices of holidays that were loaded, the public texts that
were approved since, and the row that moves the demo's clock."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ClockOffset(models.Model):
    """At most one row: by how much the demo's time is ahead of the real one."""

    by = models.DurationField(default=timedelta)


class CalendarNotice(models.Model):
    """A yearly notice loaded after this release was made; for its year the newest row counts. Never changed, only superseded."""

    year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80)  # 国办发明电〔2026〕…号
    published_on = models.DateField()
    off = models.JSONField(default=list)  # spans, as in calendar.yaml
    work = models.JSONField(default=list)
    loaded_at = models.DateTimeField(auto_now_add=True)


class Wording(models.Model):
    """An edition of a public text, approved after this release was made. Never changed: a later one takes its place, from its day on."""

    kind = models.CharField(max_length=10)  # reason, notice, sms
    key = models.CharField(max_length=80)
    since = models.DateField()
    at = models.DateTimeField()  # when it was approved: what was said before that stays as it was said
    title_zh = models.CharField(max_length=80, blank=True)
    title_en = models.CharField(max_length=160, blank=True)
    body_zh = models.TextField()
    body_en = models.TextField(blank=True)
    next_zh = models.TextField(blank=True)
    next_en = models.TextField(blank=True)
    template = models.CharField(max_length=40, blank=True)  # of a short message: its number with the provider

    class Meta:
        indexes = (models.Index(fields=["kind", "key", "-id"], name="wording_newest"),)

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"


class Office(models.Model):
    """A place that accepts or decides: its region, the authority it belongs to, and the node whose database holds its cases."""

    code = models.CharField(max_length=12, primary_key=True)  # GA/T 380: region and six digits
    region = models.CharField(max_length=6)
    kind = models.CharField(
        max_length=20, choices=[("hall", "hall"), ("station", "station"), ("department", "department")]
    )
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    authority = models.CharField(max_length=40)  # key in authorities.yaml
    serves = ArrayField(
        models.CharField(max_length=40), default=list
    )  # other authorities for which its windows take in and hand out
    node = models.CharField(max_length=12)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    opens = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (models.Index(fields=["region", "authority"], name="office_of_region"),)

    def __str__(self) -> str:
        return self.name_zh


class Counter(models.Model):
    """A window of an office."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="counters")
    number = models.PositiveSmallIntegerField()
    name_zh = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "number"], name="one_counter_per_number"),)


class OfficeDay(models.Model):
    """A day on which an office is shut, or open at other hours than its week says. No clock of a case knows of it: working days are the
    State Council's."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="days")
    day = models.DateField()
    hours = models.CharField(max_length=40, blank=True)  # as 9:00–12:00; empty: shut
    note = models.CharField(max_length=40)  # why, for everybody

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "day"], name="one_word_for_an_office_and_day"),)

    def __str__(self) -> str:
        return f"{self.office_id} {self.day}"
