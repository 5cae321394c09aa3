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
    authority = models.CharField(
        max_length=40, default=""
    )  # of the terms, set by a trigger: policies ask for it row by row
    # Tables with rows of this case: case_json() reads no others.
    attached = ArrayField(models.TextField(), null=True)
    joint_with = ArrayField(
        models.TextField(), null=True
    )  # other authorities that were asked, by a trigger of cases_party
    party_due = models.DateField(null=True)  # the day by which the first of them, or another level, must have answered
    act_by = models.DateField(null=True)  # the next day by which we owe something: the queue's order
    promise_due = models.DateField(null=True)
    statute_due = models.DateField(null=True)
    next_due = models.DateTimeField(null=True)  # when the clock itself does something
    provisional = models.BooleanField(default=False)
    version = models.PositiveIntegerField()  # the number of its last event
    created_at = models.DateTimeField()
    erased_on = models.DateField(null=True)  # kept no longer: models/keeping.py

    class Meta:
        indexes = (
            models.Index(fields=["applicant", "-created_at", "-id"], name="case_mine"),
            models.Index(fields=["organisation", "-created_at", "-id"], name="case_ours"),
            models.Index(fields=["agent", "-created_at", "-id"], name="case_done_for_others"),
            models.Index(fields=["applicant", "service"], name="case_same_service", condition=STILL_OPEN),
            models.Index(fields=["organisation", "service"], name="case_same_service_org", condition=STILL_OPEN),
            models.Index(fields=["region", "act_by", "id"], name="case_queue", condition=Q(act_by__isnull=False)),
            models.Index(fields=["deciding_region", "act_by", "id"], name="case_queue_home", condition=Q(act_by__isnull=False)),
            models.Index(fields=["act_by", "id"], name="case_queue_all", condition=Q(act_by__isnull=False)),
            models.Index(Least("promise_due", "statute_due"), name="case_overrun", condition=Q(act_by__isnull=False)),
            models.Index(fields=["next_due"], name="case_due", condition=Q(next_due__isnull=False)),
            models.Index(fields=["party_due"], name="case_party_late", condition=Q(party_due__isnull=False)),
            models.Index(fields=["id"], name="case_provisional", condition=Q(provisional=True)),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number or str(self.id)


class Event(models.Model):
    """One step, appended and never changed; the digests chain the steps of a case. What was said may be erased, its digest stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="events", db_index=False)
    n = models.PositiveIntegerField()
    node = models.CharField(max_length=20)
    seq = models.BigIntegerField()
    move = models.CharField(max_length=24)
    role = models.CharField(max_length=12)
    actor_id = models.CharField(max_length=64)
    actor_name = models.CharField(max_length=100)
    office = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    dated = models.DateField()
    law = models.CharField(max_length=60)
    mark = models.CharField(max_length=1)
    edition = models.CharField(max_length=64)
    state_after = models.CharField(max_length=12)
    fault = models.BooleanField(default=False)  # ours: a second notice for what was visible, an acceptance by silence
    said = models.JSONField(null=True)
    secret_said = models.BinaryField(null=True)  # sealed JSON: what was said about facts
    salt = models.BinaryField(max_length=16, null=True)
    content_digest = models.BinaryField(max_length=32)
    prev_digest = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    erased_law = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "n"], name="event_once"),
            models.UniqueConstraint(fields=["node", "seq"], name="event_order"),
        )

    def __str__(self) -> str:
        return f"{self.n} {self.move}"


class Sheet(models.Model):
    """The facts of a case. The applicant's own paper while it is a draft, frozen by the first submission, amended only by moves."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="sheet")
    facts = EncryptedJSONField()
    advice = EncryptedJSONField(null=True)
    pending = EncryptedJSONField(null=True)  # an answer begun and not sent
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.case_id)
