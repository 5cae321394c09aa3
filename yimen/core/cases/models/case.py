"""A case, its events, and the sheet of facts. Rows of Case and Event are written by case_write() only."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Least

from yimen.core.cases.vocabulary import OPEN, STATES
from yimen.core.people.models import Organisation, Person
from yimen.core.people.secrecy import EncryptedJSONField
from yimen.core.ports.ids import new_id

STILL_OPEN = Q(state__in=sorted(OPEN))


class Case(models.Model):
    """One application. The row is what the events fold to, with the days that queues are sorted by."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=18, null=True, unique=True)  # given at submission: numbers.py
    service = models.CharField(max_length=100)
    edition = models.CharField(max_length=64)  # digest, pinned at submission for life
    procedure = models.CharField(max_length=16)
    state = models.CharField(max_length=12, choices=[(state, state) for state in STATES])
    owner = models.CharField(max_length=20)  # the node whose take() writes it; elsewhere stand copies
    applicant = models.ForeignKey(Person, models.PROTECT, null=True, related_name="cases", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="cases", db_index=False)
    agent = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    applicant_name = models.CharField(
        max_length=200
    )  # as it was when the case was begun: papers and queues need no look-up
    region = models.CharField(max_length=6)  # where it was accepted
    office = models.CharField(max_length=20, blank=True)
    deciding_region = models.CharField(max_length=6)
    deciding_office = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=20)
    reason = models.CharField(max_length=500, blank=True)  # why a second case for the same service
    received_on = models.DateField(null=True)
    submitted_at = models.DateTimeField(null=True)
    lane = models.CharField(max_length=16, blank=True)
    terms = models.JSONField(default=dict)  # dossier.Terms
    # Tables with rows of this case: case_json() reads no others.
    attached = ArrayField(models.TextField(), null=True)
